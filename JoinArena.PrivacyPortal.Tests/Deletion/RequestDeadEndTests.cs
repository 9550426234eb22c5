using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>
/// Every state that can be reached has a way out: wherever workers, parties, officers, faults and the clock can bring a
/// request, something that one of them can
/// do leads on to a true end.
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
            [.. Common, .. connector is ConnectorType.Manual ? [] : Telling],
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
        using var walk = new StateSpaceExplorer(bench, Two, _party);
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

    private static readonly DateOnly s_until = new(2027, 6, 30);

    private static Transition[] Common =>
        [
            new(
                "the worker confirms",
                async (p, b) => await p.Requests.ConfirmAsync(b.Worker, await NumberAsync(p, b), b.Proof, default)
            ),
            new(
                "the worker withdraws",
                async (p, b) => await p.Requests.WithdrawAsync(b.Worker, await NumberAsync(p, b), default)
            ),
            new(
                "the worker has them told now",
                async (p, b) => await p.Requests.NotifyPartiesNowAsync(b.Worker, await NumberAsync(p, b), default)
            ),
            new("a day passes", (p, b) => PassAsync(p, b, TimeSpan.FromDays(1))),
            new("a year passes", (p, b) => PassAsync(p, b, TimeSpan.FromDays(365))),
            new(
                "the party says it is erased",
                (p, b) => AnswerAsync(p, b, 0, new(TaskOutcome.Erased), Actor.Party("link"))
            ),
            new(
                "the party had nothing",
                (p, b) => AnswerAsync(p, b, 0, new(TaskOutcome.NothingHeld), Actor.Party("link"))
            ),
            new(
                "the party keeps it",
                (p, b) =>
                    AnswerAsync(p, b, 0, new(TaskOutcome.Retained, "gdpr-legal-claims", s_until), Actor.Party("link"))
            ),
            new(
                "an officer takes down that it cannot be undone",
                (p, b) =>
                    AnswerAsync(
                        p,
                        b,
                        0,
                        new(TaskOutcome.Irreversible, Note: "It is left out of the next data set."),
                        DeletionFixture.Officer
                    )
            ),
            new(
                "an officer takes down a refusal",
                (p, b) =>
                    AnswerAsync(p, b, 0, new(TaskOutcome.Refused, Note: "They will not."), DeletionFixture.Officer)
            ),
            new(
                "an officer marks it told",
                async (p, b) =>
                {
                    if (await TaskAsync(p, b, 0) is { } task)
                        await p.Progress.MarkNotifiedAsync(task.Id, DeletionFixture.Officer, default);
                }
            ),
            new(
                "an officer starts it",
                async (p, b) =>
                    await p.Progress.StartNowAsync(await NumberAsync(p, b), DeletionFixture.Officer, default)
            ),
            new(
                "an officer puts a hold",
                async (p, b) =>
                    await p.Holds.PlaceAsync(
                        await NumberAsync(p, b),
                        null,
                        "29 CFR 1602.14",
                        "It is evidence.",
                        DeletionFixture.Officer,
                        default
                    )
            ),
            new("an officer lifts the hold", LiftAsync),
            new(
                "an officer proposes to refuse all",
                async (p, b) =>
                    await p.Decisions.ProposeAsync(
                        await NumberAsync(p, b),
                        new(null, "gdpr-excessive", "Asked yesterday."),
                        DeletionFixture.Officer,
                        default
                    )
            ),
            new(
                "an officer proposes to refuse the part",
                async (p, b) =>
                    await p.Decisions.ProposeAsync(
                        await NumberAsync(p, b),
                        new((await TaskAsync(p, b, 0))?.Id ?? Guid.NewGuid(), "gdpr-legal-claims", "A claim is open."),
                        DeletionFixture.Officer,
                        default
                    )
            ),
            new("a colleague agrees", (p, b) => DecideAsync(p, b, approve: true)),
            new("a colleague disagrees", (p, b) => DecideAsync(p, b, approve: false)),
        ];

    private Transition[] Telling =>
        [
            new("the party takes it", (p, _) => TellAsync(p, () => new(IsAcknowledged: true))),
            new("the party takes it and says nothing", (p, _) => TellAsync(p, () => new())),
            new("the party fails", (p, _) => TellAsync(p, () => throw OutboxHandlerException.Failed("http-500"))),
            new("the party is gone", (p, _) => TellAsync(p, () => throw OutboxHandlerException.Final("http-410"))),
            new("the process ends while it tells the party", (p, _) => DieAsync(p)),
            new(
                "an officer sends it again",
                async (p, b) =>
                {
                    if (await TaskAsync(p, b, 0) is { } task)
                        await p.Resends.ResendAsync(task.Id, default);
                }
            ),
        ];

    /// <summary>With two requests, the second of which follows the first.</summary>
    private Transition[] Two =>
        [
            .. Telling.Where(s => s.Name is not "the party takes it and says nothing"),
            new("a day passes", (p, b) => PassAsync(p, b, TimeSpan.FromDays(1))),
            new("a year passes", (p, b) => PassAsync(p, b, TimeSpan.FromDays(365))),
            new(
                "the worker withdraws the first",
                async (p, b) => await p.Requests.WithdrawAsync(b.Worker, await NumberAsync(p, b), default)
            ),
            new(
                "the worker withdraws the second",
                async (p, b) => await p.Requests.WithdrawAsync(b.Worker, await NumberAsync(p, b, 1), default)
            ),
            new(
                "the party says it is erased",
                (p, b) => AnswerAsync(p, b, 0, new(TaskOutcome.Erased), Actor.Party("link"))
            ),
            new(
                "the party keeps it",
                (p, b) =>
                    AnswerAsync(p, b, 0, new(TaskOutcome.Retained, "gdpr-legal-claims", s_until), Actor.Party("link"))
            ),
            new(
                "an officer answers the second",
                (p, b) => AnswerAsync(p, b, 1, new(TaskOutcome.Erased), DeletionFixture.Officer)
            ),
            new(
                "officers refuse the first's part",
                async (p, b) =>
                {
                    await p.Decisions.ProposeAsync(
                        await NumberAsync(p, b),
                        new((await TaskAsync(p, b, 0))?.Id, "gdpr-legal-claims", "A claim is open."),
                        DeletionFixture.Officer,
                        default
                    );
                    await DecideAsync(p, b, approve: true);
                }
            ),
        ];

    private async Task TellAsync(SingleProcess process, Func<NotificationResult> takes)
    {
        _party.Respond = takes;
        await process.DeliverMessagesAsync();
    }

    private async Task DieAsync(SingleProcess process)
    {
        _party.Respond = () =>
        {
            process.Simulator.Crash();
            throw new OperationCanceledException(process.Simulator.Token);
        };
        await process.DeliverMessagesAsync();
    }

    private static async Task PassAsync(SingleProcess process, DeletionFixture bench, TimeSpan time)
    {
        bench.Clock.Advance(time);
        await process.RunJobsAsync();
    }

    private static async Task AnswerAsync(
        SingleProcess process,
        DeletionFixture bench,
        int request,
        OutcomeReport report,
        Actor by
    )
    {
        if (await TaskAsync(process, bench, request) is { } task)
        {
            await process.Progress.RecordAsync(
                task.Id,
                report,
                by,
                default,
                by.Kind is ActorKind.Party ? task.Round : null
            );
        }
    }

    private static async Task DecideAsync(SingleProcess process, DeletionFixture bench, bool approve)
    {
        await using var db = await process.Contexts.CreateDbContextAsync();
        var requests = db.DeletionRequests;
        var open = await db
            .RefusalProposals.Where(p =>
                p.DecidedAt == null && requests.Any(r => r.Id == p.RequestId && r.WorkerId == bench.Worker)
            )
            .Select(p => p.Id)
            .ToListAsync();
        foreach (var proposal in open)
            await process.Decisions.DecideAsync(proposal, approve, Actor.Officer("second@example.com"), default);
    }

    private static async Task LiftAsync(SingleProcess process, DeletionFixture bench)
    {
        var number = await NumberAsync(process, bench);
        foreach (var hold in await process.Holds.FindActiveAsync(number, default))
            await process.Holds.LiftAsync(number, hold.Id, DeletionFixture.Officer, default);
    }

    private static async Task<string> NumberAsync(SingleProcess process, DeletionFixture bench, int request = 0)
    {
        await using var db = await process.Contexts.CreateDbContextAsync();
        return await db
            .DeletionRequests.Where(r => r.WorkerId == bench.Worker)
            .OrderBy(r => r.Number)
            .Skip(request)
            .Select(r => r.Number)
            .FirstAsync();
    }

    private static async Task<ErasureTask?> TaskAsync(SingleProcess process, DeletionFixture bench, int request)
    {
        var number = await NumberAsync(process, bench, request);
        await using var db = await process.Contexts.CreateDbContextAsync();
        return (
            await db.DeletionRequests.AsNoTracking().Include(r => r.Tasks).SingleAsync(r => r.Number == number)
        ).Tasks.SingleOrDefault();
    }
}
