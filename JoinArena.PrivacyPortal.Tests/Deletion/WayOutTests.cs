using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>
/// Every state that can be reached has a way out: wherever workers, parties, officers, faults and the clock can bring a request, something that one of them can
/// do leads on to a true end.
/// </summary>
public sealed class WayOutTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private readonly Scripted _party = new();

    [Theory]
    [InlineData(ConnectorType.Webhook)]
    [InlineData(ConnectorType.Manual)]
    public async Task From_wherever_a_request_can_get_there_is_a_way_to_a_true_end(ConnectorType connector)
    {
        var bench = await new DeletionBench(database).WithWorkerAsync();
        await bench.HeldByAsync("Party", connector: connector);
        await bench.SubmittedAsync();
        using var walk = new StateWalk(bench, [.. Common, .. connector is ConnectorType.Manual ? [] : Telling], _party);
        await walk.WalkAsync(MemoryCopy.Of(database.Settings));

        Hold(walk);
        walk.Places.SelectMany(p => p.Requests).Select(r => r.State).Distinct().ShouldBe(Enum.GetValues<RequestState>(), ignoreOrder: true, "the walk goes everywhere");
        if (connector is ConnectorType.Webhook) walk.Places.SelectMany(p => p.Requests).SelectMany(r => r.Tasks).Select(t => t.State).Distinct().ShouldBe(Enum.GetValues<TaskState>(), ignoreOrder: true);
    }

    [Fact]
    public async Task A_request_that_leaves_the_telling_to_another_has_a_way_out_whatever_becomes_of_that_one()
    {
        var bench = await new DeletionBench(database).WithWorkerAsync();
        await bench.HeldByAsync("Party", connector: ConnectorType.Webhook);
        await bench.StartedAsync();
        var second = await bench.StartedAsync();
        second.Tasks.ShouldHaveSingleItem().FollowsTaskId.ShouldNotBeNull();
        using var walk = new StateWalk(bench, Two, _party);
        await walk.WalkAsync(MemoryCopy.Of(database.Settings));

        Hold(walk);
        walk.Places.ShouldContain(p => p.Requests[0].State == RequestState.Withdrawn && p.Requests[1].State == RequestState.Completed);
    }

    /// <summary>What has to be so at every place.</summary>
    private static void Hold(StateWalk walk)
    {
        walk.WithoutWayOut().ShouldBeEmpty();
        foreach (var (place, request) in walk.Places.SelectMany(p => p.Requests.Select(r => (p, r))))
        {
            var why = $"{place.Is}, by way of{place.Way}";
            if (request.State is RequestState.Completed or RequestState.PartlyCompleted) request.Tasks.ShouldNotBeEmpty(why);
            if (request.State is RequestState.Completed or RequestState.PartlyCompleted or RequestState.Refused) request.Tasks.All(t => t.State.IsEnd).ShouldBeTrue(why);
            if (request.State is RequestState.InProgress) request.Tasks.Any(t => !t.State.IsEnd).ShouldBeTrue(why);
            if (request.State is RequestState.Withdrawn or RequestState.Expired) request.Tasks.ShouldAllBe(t => t.ToldAt == null, why);
            request.HadNothing.ShouldBe(request.State is RequestState.Completed && request.Tasks.All(t => t.State is TaskState.NothingHeld), why);
            foreach (var told in request.Events.Where(e => e.Kind is RequestEventKind.PartyTold).GroupBy(e => e.TaskId)) told.Count().ShouldBeLessThanOrEqualTo(request.Tasks.Single(t => t.Id == told.Key).Round, why);
        }
    }

    private static readonly DateOnly s_until = new(2027, 6, 30);

    private static Step[] Common =>
    [
        new("the worker confirms", async (p, b) => await p.Desk.ConfirmAsync(b.Worker, await NumberAsync(p, b), b.Proof, default)),
        new("the worker withdraws", async (p, b) => await p.Desk.WithdrawAsync(b.Worker, await NumberAsync(p, b), default)),
        new("the worker has them told now", async (p, b) => await p.Desk.TellNowAsync(b.Worker, await NumberAsync(p, b), default)),
        new("a day passes", (p, b) => PassAsync(p, b, TimeSpan.FromDays(1))),
        new("a year passes", (p, b) => PassAsync(p, b, TimeSpan.FromDays(365))),
        new("the party says it is erased", (p, b) => AnswerAsync(p, b, 0, new(TaskOutcome.Erased), By.Party("link"))),
        new("the party had nothing", (p, b) => AnswerAsync(p, b, 0, new(TaskOutcome.NothingHeld), By.Party("link"))),
        new("the party keeps it", (p, b) => AnswerAsync(p, b, 0, new(TaskOutcome.Retained, "gdpr-legal-claims", s_until), By.Party("link"))),
        new("an officer takes down that it cannot be undone", (p, b) => AnswerAsync(p, b, 0, new(TaskOutcome.Irreversible, Note: "It is left out of the next data set."), DeletionBench.Officer)),
        new("an officer takes down a refusal", (p, b) => AnswerAsync(p, b, 0, new(TaskOutcome.Refused, Note: "They will not."), DeletionBench.Officer)),
        new("an officer marks it told", async (p, b) => { if (await TaskAsync(p, b, 0) is { } task) await p.Outcomes.MarkToldAsync(task.Id, DeletionBench.Officer, default); }),
        new("an officer starts it", async (p, b) => await p.Outcomes.StartNowAsync(await NumberAsync(p, b), DeletionBench.Officer, default)),
        new("an officer puts a hold", async (p, b) => await p.Holds.PutAsync(await NumberAsync(p, b), null, "29 CFR 1602.14", "It is evidence.", DeletionBench.Officer, default)),
        new("an officer lifts the hold", LiftAsync),
        new("an officer proposes to refuse all", async (p, b) => await p.Decisions.ProposeAsync(await NumberAsync(p, b), new(null, "gdpr-excessive", "Asked yesterday."), DeletionBench.Officer, default)),
        new("an officer proposes to refuse the part", async (p, b) => await p.Decisions.ProposeAsync(await NumberAsync(p, b), new((await TaskAsync(p, b, 0))?.Id ?? Guid.NewGuid(), "gdpr-legal-claims", "A claim is open."), DeletionBench.Officer, default)),
        new("a colleague agrees", (p, b) => DecideAsync(p, b, approve: true)),
        new("a colleague disagrees", (p, b) => DecideAsync(p, b, approve: false)),
    ];

    private Step[] Telling =>
    [
        new("the party takes it", (p, _) => TellAsync(p, () => new(IsAcknowledged: true))),
        new("the party takes it and says nothing", (p, _) => TellAsync(p, () => new())),
        new("the party fails", (p, _) => TellAsync(p, () => throw JobFault.Failed("http-500"))),
        new("the party is gone", (p, _) => TellAsync(p, () => throw JobFault.Final("http-410"))),
        new("the process ends while it tells the party", (p, _) => DieAsync(p)),
        new("an officer sends it again", async (p, b) => { if (await TaskAsync(p, b, 0) is { } task) await p.Again.SendAsync(task.Id, default); }),
    ];

    /// <summary>With two requests, the second of which follows the first.</summary>
    private Step[] Two =>
    [
        .. Telling.Where(s => s.Name is not "the party takes it and says nothing"),
        new("a day passes", (p, b) => PassAsync(p, b, TimeSpan.FromDays(1))),
        new("a year passes", (p, b) => PassAsync(p, b, TimeSpan.FromDays(365))),
        new("the worker withdraws the first", async (p, b) => await p.Desk.WithdrawAsync(b.Worker, await NumberAsync(p, b), default)),
        new("the worker withdraws the second", async (p, b) => await p.Desk.WithdrawAsync(b.Worker, await NumberAsync(p, b, 1), default)),
        new("the party says it is erased", (p, b) => AnswerAsync(p, b, 0, new(TaskOutcome.Erased), By.Party("link"))),
        new("the party keeps it", (p, b) => AnswerAsync(p, b, 0, new(TaskOutcome.Retained, "gdpr-legal-claims", s_until), By.Party("link"))),
        new("an officer answers the second", (p, b) => AnswerAsync(p, b, 1, new(TaskOutcome.Erased), DeletionBench.Officer)),
        new("officers refuse the first's part", async (p, b) =>
        {
            await p.Decisions.ProposeAsync(await NumberAsync(p, b), new((await TaskAsync(p, b, 0))?.Id, "gdpr-legal-claims", "A claim is open."), DeletionBench.Officer, default);
            await DecideAsync(p, b, approve: true);
        }),
    ];

    private async Task TellAsync(OneProcess process, Func<Told> takes)
    {
        _party.Takes = takes;
        await process.DeliverAsync();
    }

    private async Task DieAsync(OneProcess process)
    {
        _party.Takes = () =>
        {
            process.Life.End();
            throw new OperationCanceledException(process.Life.Token);
        };
        await process.DeliverAsync();
    }

    private static async Task PassAsync(OneProcess process, DeletionBench bench, TimeSpan time)
    {
        bench.Clock.Advance(time);
        await process.SweepAsync();
    }

    private static async Task AnswerAsync(OneProcess process, DeletionBench bench, int request, OutcomeReport report, By by)
    {
        if (await TaskAsync(process, bench, request) is { } task) await process.Outcomes.RecordAsync(task.Id, report, by, default, by.Kind is Actor.Party ? task.Round : null);
    }

    private static async Task DecideAsync(OneProcess process, DeletionBench bench, bool approve)
    {
        await using var db = await process.Contexts.CreateDbContextAsync();
        var requests = db.DeletionRequests;
        var open = await db.RefusalProposals.Where(p => p.DecidedAt == null && requests.Any(r => r.Id == p.RequestId && r.WorkerId == bench.Worker)).Select(p => p.Id).ToListAsync();
        foreach (var proposal in open) await process.Decisions.DecideAsync(proposal, approve, By.Officer("second@example.com"), default);
    }

    private static async Task LiftAsync(OneProcess process, DeletionBench bench)
    {
        var number = await NumberAsync(process, bench);
        foreach (var hold in await process.Holds.StandingAsync(number, default)) await process.Holds.LiftAsync(number, hold.Id, DeletionBench.Officer, default);
    }

    private static async Task<string> NumberAsync(OneProcess process, DeletionBench bench, int request = 0)
    {
        await using var db = await process.Contexts.CreateDbContextAsync();
        return await db.DeletionRequests.Where(r => r.WorkerId == bench.Worker).OrderBy(r => r.Number).Skip(request).Select(r => r.Number).FirstAsync();
    }

    private static async Task<ErasureTask?> TaskAsync(OneProcess process, DeletionBench bench, int request)
    {
        var number = await NumberAsync(process, bench, request);
        await using var db = await process.Contexts.CreateDbContextAsync();
        return (await db.DeletionRequests.AsNoTracking().Include(r => r.Tasks).SingleAsync(r => r.Number == number)).Tasks.SingleOrDefault();
    }
}
