using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Journeys;

/// <summary>
/// The whole main job, as a worker and an officer live it, every page on the way sound in both themes, wide and at 320
/// px.
/// </summary>
public sealed class MainJourneyTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_worker_reads_and_accepts_the_policy_sees_which_parties_have_their_data_and_has_it_erased()
    {
        var joinArena = await portal.CreateApiClientAsync();
        await joinArena.PutWorkerAsync("w-ana", "ana@people.example", "Ana Lopes");
        await joinArena.PutPartyAsync("parley", "Parley AI", "llm-provider");
        var officer = await portal.CreateStaffAccountAsync(Roles.Officer);
        var number = "";

        await portal.VisitInBrowserAsync(async ana =>
        {
            await RegistersAsync(ana, "ana@people.example", look: true);
            await AcceptsAsync(ana, look: true);

            await joinArena.DiscloseAsync(Given.Disclosure("w-ana", "parley"));
            await ana.GoesToAsync("/my-data");
            await ana.SeesHeadingAsync("Who has my data");
            await ana.SeesAsync("1 party has received your data.");
            await ana.ExpectsAccessiblePageAsync();
            await ana.FollowsAsync("Parley AI");
            ana.ShouldBeAt("/my-data/parties/parley");
            await ana.ExpectsAccessiblePageAsync();

            number = await RequestsDeletionAsync(ana, look: true);
            await ana.ExpectsAccessiblePageAsync();

            await portal.VisitInBrowserAsync(async person =>
            {
                await person.SignsInAsync(officer);
                await person.GoesToAsync("/staff");
                await person.ExpectsAccessiblePageAsync();
                await person.GoesToAsync("/staff/requests");
                await person.ExpectsAccessiblePageAsync();
                await person.FollowsAsync(number);
                await person.ExpectsAccessiblePageAsync();
                await person.PressesAsync("Start now");
                await person.ExpectsAccessiblePageAsync();
                await person.RecordsAnswerAsync("Parley AI", "erased");
                await person.SeesAsync("Completed");
                await person.ExpectsAccessiblePageAsync();
            });

            // She has not touched the page: it tells her by itself.
            await ana.SeesAsync("Your data is erased at 1 party");
            await ana.ExpectsAccessiblePageAsync();
        });

        (
            await portal.Mail.WaitForEmailToAsync("ana@people.example", $"Your data is erased at 1 party ({number})")
        ).Text.ShouldContain("Every party we asked has answered");
        foreach (
            var subject in new[]
            {
                $"Your deletion request {number} is confirmed",
                $"We are asking Parley AI to erase your data ({number})",
            }
        )
        {
            var email = await portal.Mail.WaitForEmailToAsync("ana@people.example", subject);
            email.Text.ShouldStartWith("Hello ");
            email.Text.ShouldContain("See your request:\n");
        }
    }

    [Fact]
    public async Task The_main_journey_works_without_scripts_up_to_the_request()
    {
        var joinArena = await portal.CreateApiClientAsync();
        await joinArena.PutWorkerAsync("w-bela", "bela@people.example", "Bela Nagy", "HU", "Europe/Budapest");
        await joinArena.PutPartyAsync("plain", "Plain Eval", "llm-provider");

        await portal.VisitInBrowserAsync(
            async bela =>
            {
                await RegistersAsync(bela, "bela@people.example");
                await AcceptsAsync(bela);
                await joinArena.DiscloseAsync(Given.Disclosure("w-bela", "plain"));
                await bela.GoesToAsync("/my-data");
                await bela.SeesAsync("Plain Eval");
                await bela.ExpectsAccessiblePageAsync();
                await RequestsDeletionAsync(bela);
                await bela.ExpectsAccessiblePageAsync();
            },
            javaScript: false
        );
    }

    private async Task RegistersAsync(BrowserUser person, string email, bool look = false)
    {
        await person.GoesToAsync("/account/register");
        if (look)
            await person.ExpectsAccessiblePageAsync();
        await person.TypesAsync("Email", email);
        await person.TypesAsync("Password", Given.Password);
        await person.PressesAsync("Create account");
        if (look)
            await person.ExpectsAccessiblePageAsync();

        var letter = await portal.Mail.WaitForEmailToAsync(email);
        await person.GoesToAsync(letter.FindLink("/account/confirm-email"));
        if (look)
            await person.ExpectsAccessiblePageAsync();
        await person.PressesAsync("Confirm my email address");
        await person.SeesHeadingAsync("Your email address is confirmed");
        if (look)
            await person.ExpectsAccessiblePageAsync();

        await person.GoesToAsync("/account/login");
        if (look)
            await person.ExpectsAccessiblePageAsync();
        await person.SignsInAsync(email);
        person.ShouldBeAt("/");
        if (look)
            await person.ExpectsAccessiblePageAsync();
    }

    private static async Task AcceptsAsync(BrowserUser person, bool look = false)
    {
        await person.GoesToAsync("/policy");
        if (look)
            await person.ExpectsAccessiblePageAsync();
        await person.GoesToAsync("/policy/accept");
        if (look)
            await person.ExpectsAccessiblePageAsync();
        await person.TicksAsync("I have read and accept version 1.0");
        await person.PressesAsync("Accept");
        await person.SeesAsync("You accepted version 1.0");
        if (look)
            await person.ExpectsAccessiblePageAsync();
        await person.GoesToAsync("/acceptances");
        await person.SeesAsync("1.0");
        if (look)
            await person.ExpectsAccessiblePageAsync();
    }

    private static async Task<string> RequestsDeletionAsync(BrowserUser person, bool look = false)
    {
        await person.GoesToAsync("/deletion");
        await person.SeesHeadingAsync("Deletion requests");
        if (look)
            await person.ExpectsAccessiblePageAsync();
        await person.FollowsAsync("Request deletion");
        if (look)
            await person.ExpectsAccessiblePageAsync();
        await person.TicksAsync("Everything that");
        await person.PressesAsync("Continue");
        await person.SeesHeadingAsync("What will happen");
        if (look)
            await person.ExpectsAccessiblePageAsync();
        await person.PressesAsync("Continue");
        await person.SeesHeadingAsync("Confirm it is you");
        if (look)
            await person.ExpectsAccessiblePageAsync();
        await person.TypesAsync("Password", Given.Password);
        await person.PressesAsync("Confirm deletion request");
        await person.SeesAsync("Your request is confirmed");
        return new Uri(person.Page.Url).Segments[^1];
    }
}
