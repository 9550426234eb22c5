using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Account.Oidc;

/// <summary>The way to the provider and back in a real browser, which holds to the pages' security policy.</summary>
public sealed class OidcJourneyTests(OidcPortal portal) : IClassFixture<OidcPortal>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_worker_signs_in_with_the_platform_and_out_of_both(bool javaScript)
    {
        var ana = await portal.AnnounceAsync();
        portal.Provider.Person = ana;
        await portal.VisitInBrowserAsync(
            async person =>
            {
                await person.GoesToAsync("/my-data");
                person.ShouldBeAt("/account/login");
                await person.ExpectsAccessiblePageAsync();
                await person.FollowsAsync("Continue with JoinArena");
                person.ShouldBeAt("/my-data");
                await person.SeesHeadingAsync("Who has my data");
                await person.GoesToAsync("/account/manage");
                await person.ExpectsAccessiblePageAsync();
                await person.PressesAsync("Sign out");
                person.ShouldBeAt("/account/signed-out");
                await person.ExpectsAccessiblePageAsync();
                await person.FollowsAsync("Sign out of JoinArena too");
                await person.SeesAsync("You are signed out of this portal and of JoinArena.");
                await person.ExpectsAccessiblePageAsync();
            },
            javaScript
        );
    }

    [Fact]
    public async Task Somebody_whom_the_platform_has_not_announced_reads_why_they_see_nothing()
    {
        portal.Provider.Person = new($"w-{Guid.CreateVersion7():N}");
        await portal.VisitInBrowserAsync(async person =>
        {
            await person.GoesToAsync("/my-data");
            await person.FollowsAsync("Continue with JoinArena");
            await person.SeesHeadingAsync("We do not know you yet");
            await person.ExpectsAccessiblePageAsync();
            await person.FollowsAsync("Sign in another way");
            person.ShouldBeAt("/account/login");
        });
    }

    [Fact]
    public async Task A_deletion_is_confirmed_at_the_platform()
    {
        portal.Provider.Person = await portal.AnnounceWithDataAsync();
        await portal.VisitInBrowserAsync(async person =>
        {
            await person.GoesToAsync("/deletion/new");
            await person.FollowsAsync("Continue with JoinArena");
            await person.Page.CheckAsync("input[value=everything]");
            await person.PressesAsync("Continue");
            await person.PressesAsync("Continue");
            await person.SeesHeadingAsync("Confirm it is you");
            await person.ExpectsAccessiblePageAsync();
            await person.FollowsAsync("Confirm with JoinArena");
            await person.SeesAsync("JoinArena has confirmed that it is you.");
            await person.ExpectsAccessiblePageAsync();
            await person.PressesAsync("Confirm deletion request");
            await person.SeesAsync("DR-");
        });
    }
}
