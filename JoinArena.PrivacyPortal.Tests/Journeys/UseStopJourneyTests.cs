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
            await worker.ExpectsAccessiblePageAsync();
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
            await worker.PressesAsync("Allow this use again");
            await worker.SeesHeadingAsync("You allowed this use again");
        });
    }
}
