using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Journeys;

/// <summary>A worker stops one use of their data, sees what then goes against it, and allows it again.</summary>
public sealed class UseStopJourneyTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_worker_stops_a_use_sees_a_disclosure_against_the_stop_and_allows_the_use_again()
    {
        var given = await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0"));
        var joinArena = await portal.CreateApiClientAsync();
        await joinArena.PutPartyAsync("p-evaluator", "Parley AI", "llm-provider");

        await portal.VisitInBrowserAsync(async worker =>
        {
            await worker.SignsInAsync(given.Email);
            await worker.GoesToAsync("/policy");
            await worker.ExpectsAccessiblePageAsync();
            await worker.FollowsAsync("Stop this use: Evaluation by outside services");
            worker.ShouldBeAt("/policy/uses/external-evaluation");
            await worker.PressesAsync("Stop this use");
            await worker.SeesHeadingAsync("There is a problem");
            await worker.ExpectsAccessiblePageAsync();
            await worker.TicksAsync("Everything this clause describes");
            await worker.PressesAsync("Stop this use");
            await worker.SeesHeadingAsync("You stopped this use");
            await worker.ExpectsAccessiblePageAsync();

            await joinArena.DiscloseAsync(Given.Disclosure(given.Id, "p-evaluator"));
            await worker.GoesToAsync("/my-data");
            await worker.SeesAsync("1 disclosure went against your stop");
            await worker.ExpectsAccessiblePageAsync();

            await worker.GoesToAsync("/acceptances");
            await worker.ExpectsAccessiblePageAsync();
            await worker.FollowsAsync("Evaluation by outside services");
            await worker.TicksAsync("Everything this clause describes");
            await worker.PressesAsync("Allow this use again");
            await worker.SeesHeadingAsync("You allowed this use again");
        });
    }

    [Fact]
    public async Task A_worker_whose_law_weighs_a_stop_is_told_by_when_it_is_answered_and_reads_the_answer()
    {
        var given = await portal.SetUpAsync(Given.Worker().LivingIn("DE"));
        var officer = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));

        await portal.VisitInBrowserAsync(async worker =>
        {
            await worker.SignsInAsync(given.Email);
            await worker.GoesToAsync("/policy/uses/model-improvement");
            await worker.SeesAsync("The law where you live also requires us to check whether this use may go on");
            await worker.PressesAsync("Stop this use");
            await worker.SeesHeadingAsync("Our answer");
            await worker.SeesAsync("Your stop already applies. We answer by");
            await worker.SeesAsync("What you stopped");
            await worker.ExpectsAccessiblePageAsync();
            var stop = new Uri(worker.Page.Url).AbsolutePath;

            (await officer.GoToAsync("/staff")).Text.ShouldContain("Stops to answer");
            (await officer.GoToAsync("/staff/objections")).Text.ShouldContain("for an answer");
            await officer.FollowAsync("Improving JoinArena’s models");
            officer.Text.ShouldContain("GDPR Art. 21(1)");
            await officer.Choose("Outcome", "denied").PressAsync("Preview the email");
            officer.Text.ShouldContain("Name the ground on which the use goes on.");
            await officer
                .Choose("Outcome", "denied")
                .Type("The ground on which it goes on", "a legal claim")
                .Type("Your reasons", "A case is open.")
                .PressAsync("Preview the email");
            officer.Text.ShouldContain("We have weighed your stop. The use goes on, on this ground: a legal claim.");
            await officer.PressAsync("Send the answer");
            officer.Text.ShouldContain("Answered: the use goes on");

            await worker.GoesToAsync(stop);
            await worker.SeesHeadingAsync("We answered your stop: this use goes on");
            await worker.SeesAsync("we answered that the use goes on, on this ground: a legal claim");
            await worker.SeesAsync("A case is open.");
            await worker.ExpectsAccessiblePageAsync();
            await worker.GoesToAsync("/inbox");
            await worker.SeesAsync("Our answer to your stop");
            await worker.GoesToAsync("/acceptances");
            await worker.SeesAsync("Answered: the use goes on");
            await worker.ExpectsAccessiblePageAsync();
        });
    }
}
