using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Account.Oidc.Demo;

/// <summary>A stranger tries the platform's sign-in in the demo, in a real browser.</summary>
public sealed class DemoProviderJourneyTests(DemoProviderPortal portal) : IClassFixture<DemoProviderPortal>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Somebody_chooses_a_worker_sees_their_data_and_signs_out_of_both(bool javaScript) =>
        portal.VisitInBrowserAsync(
            async person =>
            {
                await ContinueAsync(person, "/my-data");
                await person.SeesAsync("This stands in for JoinArena’s sign-in.");
                await person.ExpectsAccessiblePageAsync();
                await person.FollowsAsync("worker2@example.com");
                person.ShouldBeAt("/my-data");
                await person.SeesHeadingAsync("Who has my data");
                await person.SeesAsync("Portrait Lab");
                await person.PressesAsync("Sign out");
                await person.FollowsAsync("Sign out of JoinArena too");
                await person.SeesAsync("You are signed out of this portal and of JoinArena.");
                await person.GoesToAsync("/my-data");
                person.ShouldBeAt("/account/login");
            },
            javaScript
        );

    [Fact]
    public Task A_worker_confirms_a_deletion_by_choosing_themselves_again_and_by_nobody_else() =>
        portal.VisitInBrowserAsync(async person =>
        {
            await ContinueAsync(person, "/deletion/new");
            await person.FollowsAsync("worker@example.com");
            await person.Page.CheckAsync("input[value=everything]");
            await person.PressesAsync("Continue");
            await person.PressesAsync("Continue");
            await person.FollowsAsync("Confirm with JoinArena");
            await person.FollowsAsync("worker3@example.com");
            await person.SeesAsync("JoinArena has not confirmed that it is you.");
            await person.FollowsAsync("Confirm with JoinArena");
            await person.FollowsAsync("worker@example.com");
            await person.SeesAsync("JoinArena has confirmed that it is you.");
            await person.PressesAsync("Confirm deletion request");
            await person.SeesAsync("DR-");
        });

    [Fact]
    public Task A_member_of_the_team_comes_to_the_desk_with_the_second_factor_that_is_said_of_them() =>
        portal.VisitInBrowserAsync(async person =>
        {
            await ContinueAsync(person, "/staff");
            await person.FollowsAsync("officer@example.com");
            person.ShouldBeAt("/staff");
            await person.GoesToAsync("/staff/requests");
            person.ShouldBeAt("/staff/requests");
        });

    [Fact]
    public Task Somebody_whom_nobody_has_announced_reads_that_and_can_be_somebody_else() =>
        portal.VisitInBrowserAsync(async person =>
        {
            await ContinueAsync(person, "/my-data");
            await person.FollowsAsync("Sign in as somebody whom JoinArena has not announced");
            await person.SeesHeadingAsync("We do not know you yet");
            await person.FollowsAsync("Try again");
            await person.FollowsAsync("worker3@example.com");
            person.ShouldBeAt("/my-data");
        });

    [Fact]
    public Task Somebody_who_turns_back_is_told_that_they_are_not_signed_in() =>
        portal.VisitInBrowserAsync(async person =>
        {
            await ContinueAsync(person, "/my-data");
            await person.FollowsAsync("Do not sign in");
            await person.SeesAsync("You did not finish signing in at JoinArena.");
            person.ShouldBeAt("/account/login");
        });

    [Theory]
    [InlineData("es", "Elige quién eres")]
    [InlineData("pt-BR", "Escolha quem você é")]
    [InlineData("ar", "اختيار الشخص الذي يُسجَّل الدخول باسمه")]
    public Task The_page_is_in_the_language_of_who_reads_it(string language, string title) =>
        BrowserUser.RunAsync(
            portal.Url,
            async person =>
            {
                await person.GoesToAsync("/account/oidc/sign-in");
                await person.SeesHeadingAsync(title);
                await person.ExpectsAccessiblePageAsync();
            },
            language: language
        );

    private static async Task ContinueAsync(BrowserUser person, string page)
    {
        await person.GoesToAsync(page);
        await person.FollowsAsync("Continue with JoinArena");
        await person.SeesHeadingAsync("Choose who you are");
    }
}
