using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>Several people at work on requests at the same time, on both databases.</summary>
public abstract class ConcurrentWorkTests(TestDatabase database)
{
    [Fact]
    public async Task An_officer_who_resends_and_one_who_marks_the_party_as_notified_at_once_notify_it_once()
    {
        await using var host = new RawHost("410 Gone", "204 No Content");
        var (bench, request) = await WebhookRequests.StartAsync(database, host);
        await bench.DeliverMessagesAsync();

        await Task.WhenAll(
            Task.Run(() => bench.ResendAsync(request.Tasks[0].Id)),
            Task.Run(() =>
                bench.Progress.MarkNotifiedAsync(request.Tasks[0].Id, Actor.Officer("second@example.com"), default)
            )
        );
        await bench.DeliverMessagesAsync();

        host.RequestHeads.Count.ShouldBeInRange(1, 2);
        (await bench.LoadRequestAsync(request.Number))
            .Events.Count(e => e.Kind is RequestEventKind.PartyNotified)
            .ShouldBe(1);
    }

    [Fact]
    public async Task An_officer_can_decide_while_many_parties_are_being_notified()
    {
        var bench = await BenchAsync();
        for (var n = 0; n < 60; n++)
            await bench.AddHoldingPartyAsync($"P{n:00}", connector: ConnectorType.Email);
        var called = await bench.AddHoldingPartyAsync("Called");
        var request = await bench.CreateStartedRequestAsync();
        using var process = new SingleProcess(bench, database.Settings);

        var telling = Task.Run(process.DeliverMessagesAsync);
        (
            await bench.Decisions.ExtendAsync(
                request.Number,
                "Sixty systems have to be searched by hand.",
                DeletionFixture.Officer,
                default
            )
        ).IsSuccess.ShouldBeTrue();
        var part = request.Tasks.Single(t => t.PartyId == called).Id;
        (
            await bench.Decisions.ProposeAsync(
                request.Number,
                new(part, "gdpr-legal-claims", "A claim is open with them."),
                DeletionFixture.Officer,
                default
            )
        ).IsSuccess.ShouldBeTrue();
        var proposal = (await bench.Previews.FindAvailableAsync(request.Number, default))!.Proposals[0].Id;
        (
            await bench.Decisions.DecideAsync(proposal, approve: true, Actor.Officer("second@example.com"), default)
        ).IsSuccess.ShouldBeTrue();
        await telling;

        var after = await bench.LoadRequestAsync(request.Number);
        after.Tasks.Count(t => t.State is TaskState.Sent).ShouldBe(60);
        (after.ExtendedAt.HasValue, after.Tasks.Single(t => t.Id == part).State).ShouldBe((true, TaskState.Refused));
    }

    [Fact]
    public async Task The_requests_of_other_workers_and_earlier_own_requests_do_not_block_a_new_request()
    {
        var bench = await BenchAsync();
        var other = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind", connector: ConnectorType.Email);
        await other.AddHoldingPartyAsync("Northwind", connector: ConnectorType.Email);
        for (var n = 0; n < 5; n++)
            await other.CreateConfirmedRequestAsync();

        var first = await bench.CreateStartedRequestAsync();
        (await bench.CreateStartedRequestAsync()).State.ShouldBe(RequestState.InProgress);

        await bench.Progress.RecordAsync(first.Tasks[0].Id, new(TaskOutcome.NothingHeld), Actor.Party("key"), default);
        (await bench.LoadRequestAsync(first.Number)).State.ShouldBe(RequestState.Completed);
    }

    private async Task<DeletionFixture> BenchAsync() => await new DeletionFixture(database).WithWorkerAsync();

    public sealed class OnSqlite(SqliteDatabase database)
        : ConcurrentWorkTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : ConcurrentWorkTests(database),
            IClassFixture<PostgresDatabase>;
}
