using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>
/// Every state that can be reached has a way out: wherever workers, parties, officers, faults and the clock can bring a
/// request, something that one of
/// them can do leads on to a true end.
/// </summary>
[Trait("Speed", "slow")]
public sealed class RequestDeadEndTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private readonly ScriptedParty _party = new();

    [Theory]
    [InlineData(ConnectorType.Webhook)]
    [InlineData(ConnectorType.Manual)]
    public async Task Every_reachable_state_of_a_request_leads_to_a_final_state(ConnectorType connector)
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Party", connector: connector);
        await bench.SubmitRequestAsync();
        using var walk = new StateSpaceExplorer(
            bench,
            [.. RequestMoves.Common, .. connector is ConnectorType.Manual ? [] : new RequestMoves(_party).Telling],
            _party
        );
        await walk.ExploreAsync(InMemoryDatabaseCopy.CopyFrom(database.Settings));

        Hold(walk);
        walk.Nodes.SelectMany(p => p.Requests)
            .Select(r => r.State)
            .Distinct()
            .ShouldBe(Enum.GetValues<RequestState>(), ignoreOrder: true, "the walk goes everywhere");
        if (connector is ConnectorType.Webhook)
        {
            walk.Nodes.SelectMany(p => p.Requests)
                .SelectMany(r => r.Tasks)
                .Select(t => t.State)
                .Distinct()
                .ShouldBe(Enum.GetValues<TaskState>(), ignoreOrder: true);
        }
    }

    [Fact]
    public async Task A_request_that_relies_on_anothers_notification_reaches_a_final_state_whatever_becomes_of_the_other()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Party", connector: ConnectorType.Webhook);
        await bench.CreateStartedRequestAsync();
        var second = await bench.CreateStartedRequestAsync();
        second.Tasks.ShouldHaveSingleItem().FollowsTaskId.ShouldNotBeNull();
        using var walk = new StateSpaceExplorer(bench, new RequestMoves(_party).Two, _party);
        await walk.ExploreAsync(InMemoryDatabaseCopy.CopyFrom(database.Settings));

        Hold(walk);
        walk.Nodes.ShouldContain(p =>
            p.Requests[0].State == RequestState.Withdrawn && p.Requests[1].State == RequestState.Completed
        );
    }

    /// <summary>What has to be so at every place.</summary>
    private static void Hold(StateSpaceExplorer walk)
    {
        walk.FindDeadEnds().ShouldBeEmpty();
        foreach (var (place, request) in walk.Nodes.SelectMany(p => p.Requests.Select(r => (p, r))))
        {
            var why = $"{place.Description}, by way of{place.Route}";
            if (request.State is RequestState.Completed or RequestState.PartlyCompleted)
                request.Tasks.ShouldNotBeEmpty(why);
            if (request.State is RequestState.Completed or RequestState.PartlyCompleted or RequestState.Refused)
                request.Tasks.All(t => t.State.IsEnd).ShouldBeTrue(why);
            if (request.State is RequestState.InProgress)
                request.Tasks.Any(t => !t.State.IsEnd).ShouldBeTrue(why);
            if (request.State is RequestState.Withdrawn or RequestState.Expired)
                request.Tasks.ShouldAllBe(t => t.NotifiedAt == null, why);
            request.HadNothing.ShouldBe(
                request.State is RequestState.Completed && request.Tasks.All(t => t.State is TaskState.NothingHeld),
                why
            );
            foreach (
                var told in request.Events.Where(e => e.Kind is RequestEventKind.PartyNotified).GroupBy(e => e.TaskId)
            )
            {
                told.Count().ShouldBeLessThanOrEqualTo(request.Tasks.Single(t => t.Id == told.Key).Round, why);
            }
        }
    }
}
