using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Erasure.Redisclosures;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.Extensions.Logging.Abstractions;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Erasure.Redisclosures;

/// <summary>What is sent on although its deletion was asked for, on both databases.</summary>
public abstract class CopyWatchTests(TestDatabase database)
{
    [Fact]
    public async Task A_party_that_gets_it_while_others_are_being_told_is_told_as_well_and_the_worker_and_the_team_hear_of_it_once()
    {
        var (bench, watch) = await BenchAsync();
        await bench.HeldByAsync("Northwind", connector: ConnectorType.Email);
        var request = await bench.StartedAsync();
        var late = await bench.PartyAsync("Latecomer", ConnectorType.Email);

        var entry = await bench.SentAsync(late, "resume-");
        await watch.SweepAsync(default);
        await watch.SweepAsync(default);
        await bench.NewWatch().SweepAsync(default);
        await bench.DeliverAsync();

        var after = await bench.ReadAsync(request.Number);
        var added = after.Tasks.Single(t => t.PartyId == late);
        (added.State, added.Items.Single().ItemId).ShouldBe((TaskState.Sent, "resume-"));
        after.Events.Count(e => e.Kind == RequestEventKind.CopyFound).ShouldBe(1);
        bench.Bag.To("privacy@latecomer.example").Count.ShouldBe(1);
        (await bench.InboxAsync()).Count(s => s == $"Something you asked to have deleted was sent on: {request.Number}").ShouldBe(1);
        (await bench.InboxTextAsync()).ShouldContain("Latecomer got something of it on");
        var copy = (await bench.Copies.OfAsync(request.Number, default)).ShouldHaveSingleItem();
        (copy.DisclosureId, copy.IsAfterAsking, copy.Answer, copy.LookedIntoAt).ShouldBe((entry, true, CopyAnswer.Added, null));
        (await bench.LedgerAsync()).Count(k => k == "deletion-widened").ShouldBe(1);
        (await bench.Copies.NoteAsync(bench.Worker, entry, default))!.Href.ShouldBe($"/deletion/{request.Number}");
        (await bench.Copies.NoteAsync("somebody-else", entry, default)).ShouldBeNull();
    }

    [Fact]
    public async Task The_request_does_not_end_before_the_new_party_has_answered()
    {
        var (bench, watch) = await BenchAsync();
        await bench.HeldByAsync("Northwind", connector: ConnectorType.Email);
        var request = await bench.StartedAsync();
        await bench.DeliverAsync();
        var late = await bench.PartyAsync("Latecomer");
        await bench.SentAsync(late, "resume-");
        await watch.SweepAsync(default);

        await bench.Outcomes.RecordAsync(request.Tasks[0].Id, new(TaskOutcome.Erased), DeletionBench.Officer, default);
        (await bench.ReadAsync(request.Number)).State.ShouldBe(RequestState.InProgress);
        await bench.Outcomes.RecordAsync((await bench.ReadAsync(request.Number)).Tasks.Single(t => t.PartyId == late).Id, new(TaskOutcome.Erased), DeletionBench.Officer, default);
        (await bench.ReadAsync(request.Number)).State.ShouldBe(RequestState.Completed);
    }

    [Theory]
    [InlineData(TaskState.Pending)]
    [InlineData(TaskState.Sent)]
    [InlineData(TaskState.Erased)]
    public async Task A_copy_that_goes_to_the_same_party_again_is_asked_for_again_only_if_it_had_been_told_before(TaskState state)
    {
        var (bench, watch) = await BenchAsync();
        var party = await bench.HeldByAsync("Northwind", connector: ConnectorType.Email);
        // Keeps the request open.
        await bench.HeldByAsync("Slow");
        var request = await bench.StartedAsync();
        if (state is not TaskState.Pending) await bench.DeliverAsync();
        if (state is TaskState.Erased) await bench.Outcomes.RecordAsync(request.Tasks.Single(t => t.PartyId == party).Id, new(TaskOutcome.Erased), DeletionBench.Officer, default);
        bench.Clock.Advance(TimeSpan.FromMinutes(1));

        await bench.SentAsync(party, "resume-");
        await watch.SweepAsync(default);

        var after = await bench.ReadAsync(request.Number);
        after.Tasks.Count(t => t.PartyId == party).ShouldBe(state is TaskState.Pending ? 1 : 2);
        (await bench.Copies.OfAsync(request.Number, default)).ShouldHaveSingleItem().Answer.ShouldBe(state is TaskState.Pending ? CopyAnswer.ToldWithTheOthers : CopyAnswer.Added);
        await bench.DeliverAsync();
        bench.Bag.To("privacy@northwind.example").Select(m => m.Job).Distinct().Count().ShouldBe(state is TaskState.Pending ? 1 : 2);
    }

    [Fact]
    public async Task In_the_cooling_off_time_it_is_flagged_and_its_party_is_told_with_the_others()
    {
        var (bench, watch) = await BenchAsync();
        await bench.HeldByAsync("Northwind", connector: ConnectorType.Email);
        var number = await bench.ConfirmedAsync();
        bench.Clock.Advance(TimeSpan.FromHours(1));
        var late = await bench.PartyAsync("Latecomer", ConnectorType.Email);
        await bench.SentAsync(late, "resume-");
        await watch.SweepAsync(default);
        (await bench.Copies.OfAsync(number, default)).ShouldHaveSingleItem().Answer.ShouldBe(CopyAnswer.ToldWithTheOthers);

        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.Sweep.SweepAsync(default);
        await bench.DeliverAsync();

        (await bench.ReadAsync(number)).Tasks.Select(t => t.PartyName).ShouldBe(["Latecomer", "Northwind"]);
        bench.Bag.To("privacy@latecomer.example").Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_sent_before_and_reported_late_is_added_without_being_called_a_breach()
    {
        var (bench, watch) = await BenchAsync();
        await bench.HeldByAsync("Northwind");
        var request = await bench.StartedAsync();
        var late = await bench.PartyAsync("Latecomer");

        await bench.SentAsync(late, "resume-", at: bench.Clock.GetUtcNow().AddDays(-10));
        await watch.SweepAsync(default);

        (await bench.Copies.OfAsync(request.Number, default)).ShouldHaveSingleItem().IsAfterAsking.ShouldBeFalse();
        (await bench.InboxAsync()).ShouldContain($"One more party has what you asked to have deleted: {request.Number}");
        (await bench.ReadAsync(request.Number)).Tasks.ShouldContain(t => t.PartyId == late);
    }

    [Fact]
    public async Task What_is_not_under_erasure_flags_nothing()
    {
        var (bench, watch) = await BenchAsync();
        var northwind = await bench.HeldByAsync("Northwind");
        var request = await bench.StartedAsync(DeletionScope.OfParty(northwind));
        var other = await bench.PartyAsync("Other");

        await bench.SentAsync(other, "resume-");
        await bench.SentAsync(northwind, "recording-of-a-new-interview", DataCategory.InterviewRecording);
        await watch.SweepAsync(default);

        (await bench.Copies.OfAsync(request.Number, default)).ShouldBeEmpty("one party was asked for, and one thing it had");
        (await bench.ReadAsync(request.Number)).Tasks.Count.ShouldBe(1);
    }

    [Fact]
    public async Task After_the_end_the_worker_is_asked_and_nothing_is_sent_in_their_name()
    {
        var (bench, watch) = await BenchAsync();
        var northwind = await bench.HeldByAsync("Northwind", connector: ConnectorType.Email);
        var request = await bench.StartedAsync();
        await bench.DeliverAsync();
        await bench.Outcomes.RecordAsync(request.Tasks[0].Id, new(TaskOutcome.Erased), DeletionBench.Officer, default);
        bench.Clock.Advance(TimeSpan.FromDays(3));

        await bench.SentAsync(northwind, "resume-");
        await watch.SweepAsync(default);

        (await bench.Copies.OfAsync(request.Number, default)).ShouldHaveSingleItem().Answer.ShouldBe(CopyAnswer.WorkerAsked);
        (await bench.ReadAsync(request.Number)).State.ShouldBe(RequestState.Completed);
        (await bench.InboxTextAsync()).ShouldContain("If you want this copy deleted too, ask for it on the page of your request.");
        (await bench.Desk.SubmitAsync(bench.Worker, DeletionScope.OfParty(northwind), null, default, request.Number)).IsDone.ShouldBeTrue();
    }

    [Fact]
    public async Task An_entry_missed_by_a_look_is_found_by_the_next_one_at_everything()
    {
        var (bench, watch) = await BenchAsync();
        await bench.HeldByAsync("Northwind");
        var request = await bench.StartedAsync();
        await watch.SweepAsync(default);
        var late = await bench.PartyAsync("Latecomer");

        // Committed long after it was made: its id is older than what was looked at.
        await bench.SentAsync(late, "resume-", id: Guid.CreateVersion7(DateTimeOffset.UtcNow.AddHours(-2)));
        await watch.SweepAsync(default);
        bench.Clock.Advance(TimeSpan.FromHours(1));
        await watch.SweepAsync(default);

        (await bench.Copies.OfAsync(request.Number, default)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Two_nodes_that_find_it_at_once_flag_it_once()
    {
        var (bench, _) = await BenchAsync();
        await bench.HeldByAsync("Northwind");
        var request = await bench.StartedAsync();
        var late = await bench.PartyAsync("Latecomer");
        await bench.SentAsync(late, "resume-");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => bench.NewWatch().SweepAsync(default))));

        (await bench.ReadAsync(request.Number)).Tasks.Count(t => t.PartyId == late).ShouldBe(1);
        (await bench.InboxAsync()).Count(s => s.Contains("was sent on", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_wider_request_beside_it_does_not_have_the_new_party_told_twice()
    {
        var (bench, watch) = await BenchAsync();
        await bench.HeldByAsync("Northwind", connector: ConnectorType.Email, categories: [DataCategory.Resume, DataCategory.Transcript]);
        var first = await bench.StartedAsync(DeletionScope.Of(DataCategory.Resume));
        await bench.DeliverAsync();
        var second = (await bench.Desk.SubmitAsync(bench.Worker, DeletionScope.Everything, null, default, first.Number)).Value!;
        await bench.Desk.ConfirmAsync(bench.Worker, second, bench.Proof, default);
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.Sweep.SweepAsync(default);
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        var late = await bench.PartyAsync("Latecomer", ConnectorType.Email);

        await bench.SentAsync(late, "resume-");
        await watch.SweepAsync(default);
        await bench.DeliverAsync();

        bench.Bag.To("privacy@latecomer.example").Count.ShouldBe(1);
        foreach (var number in new[] { first.Number, second }) (await bench.ReadAsync(number)).Tasks.ShouldContain(t => t.PartyId == late);
    }

    [Fact]
    public async Task The_team_says_that_it_has_looked_into_it()
    {
        var (bench, watch) = await BenchAsync();
        await bench.HeldByAsync("Northwind");
        var request = await bench.StartedAsync();
        await bench.SentAsync(await bench.PartyAsync("Latecomer"), "resume-");
        await watch.SweepAsync(default);
        var before = (await bench.Copies.OpenAsync(default)).Count;

        await bench.CopyDesk.LookIntoAsync(request.Number, "officer@example.com", default);

        (await bench.Copies.OpenAsync(default)).Count.ShouldBe(before - 1);
        (await bench.Copies.OfAsync(request.Number, default))[0].LookedIntoBy.ShouldBe("officer@example.com");
    }

    private async Task<(DeletionBench Bench, CopyWatch Watch)> BenchAsync()
    {
        var bench = await new DeletionBench(database).WithWorkerAsync();
        return (bench, bench.NewWatch());
    }

    public sealed class OnSqlite(SqliteDatabase database) : CopyWatchTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : CopyWatchTests(database), IClassFixture<PostgresDatabase>;
}

/// <summary>The bench with what comes into the book.</summary>
internal static class CopiesOnBench
{
    extension(DeletionBench bench)
    {
        public CopyBook Copies => new(bench.Contexts, DeletionBench.Words);

        public CopyDesk CopyDesk => new(bench.Contexts, new(new DeletionLetters(DeletionBench.Words, ReviewedRules.Shipped, bench.Clock), DeletionBench.Words, bench.Clock), bench.Clock);

        /// <summary>A watch that has seen nothing yet, as after a start.</summary>
        public CopyWatch NewWatch() => new(bench.Contexts, bench.CopyDesk, bench.Clock, NullLogger<CopyWatch>.Instance);

        /// <summary>The requests beside one, as its worker's tracker shows them.</summary>
        public async Task<IReadOnlyList<LinkedRequest>> LinkedAsync(string number) => (await new DeletionTracker(bench.Contexts, ReviewedRules.Shipped).FindAsync(bench.Worker, number, default))!.Linked;

        /// <summary>A party that has nothing yet.</summary>
        public async Task<string> PartyAsync(string name, ConnectorType connector = ConnectorType.Manual)
        {
            await using var db = await bench.Contexts.CreateDbContextAsync();
            var party = new Party { Id = $"p-{Guid.NewGuid():N}", Name = name, Kind = PartyKind.HiringCompany, PrivacyContact = $"privacy@{name.ToLowerInvariant()}.example", Connector = new() { Type = connector } };
            db.Parties.Add(party);
            await db.SaveChangesAsync();
            return party.Id;
        }

        /// <summary>An entry comes in that something went to a party.</summary>
        /// <returns>The entry's id.</returns>
        public async Task<Guid> SentAsync(string party, string item, DataCategory category = DataCategory.Resume, DateTimeOffset? at = null, Guid? id = null, string? detail = null)
        {
            var now = bench.Clock.GetInstant();
            await using var db = await bench.Contexts.CreateDbContextAsync();
            var entry = new Disclosure
            {
                Id = id ?? Guid.CreateVersion7(),
                Source = "/bench",
                EventId = Guid.NewGuid().ToString(),
                WorkerId = bench.Worker,
                PartyId = party,
                Direction = Direction.Disclosed,
                Purpose = Purpose.Hiring,
                Time = at?.ToInstant() ?? now,
                ReceivedAt = now,
                Standing = Standing.Covered,
                Version = "1.0",
                Detail = detail,
            };
            entry.Items.Add(new() { DisclosureId = entry.Id, ItemId = item, Category = category, Clause = "hiring-access" });
            db.Disclosures.Add(entry);
            var holding = await db.Holdings.FindAsync(bench.Worker, party, item, Direction.Disclosed);
            if (holding is null) db.Holdings.Add(holding = new() { WorkerId = bench.Worker, PartyId = party, ItemId = item, Direction = Direction.Disclosed, Category = category });
            holding.Count(entry.Time, "hiring-access", isAllowed: true);
            await db.SaveChangesAsync();
            return entry.Id;
        }
    }
}
