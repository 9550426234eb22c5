using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Disclosures.AccessLog;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>What becomes of a request after the time the law wants it kept, on both databases. Germany: three years from its end.</summary>
public abstract class KeepingTests(TestDatabase database)
{
    [Fact]
    public async Task After_its_time_the_request_and_all_that_hangs_on_it_is_gone_and_its_figures_and_number_are_left()
    {
        var bench = await BenchAsync();
        var number = await EndedAsync(bench);
        (await bench.ReadAsync(number)).KeptUntil.ShouldBe(new DateOnly(2029, 11, 25));
        await AfterYearsAsync(bench, 3);
        var (years, parties) = (await bench.Statistics.ByYearAsync(default), await bench.Statistics.ByPartyAsync(default));

        await bench.Keeping.SweepAsync(default);
        await bench.Keeping.SweepAsync(default);

        await using var db = await bench.Contexts.CreateDbContextAsync();
        (await db.DeletionRequests.AnyAsync(r => r.Number == number || r.WorkerId == bench.Worker)).ShouldBeFalse();
        (await bench.InboxAsync()).ShouldBeEmpty();
        (await bench.LedgerAsync()).ShouldBeEmpty();
        (await db.Outbox.AnyAsync(m => m.About!.Contains(number))).ShouldBeFalse();
        (await db.StaffViews.SingleAsync(v => v.WorkerId == bench.Worker)).About.ShouldBeNull();
        (await db.ErasedRequests.SingleAsync(r => r.Number == number)).ErasedOn.ShouldBe(DateOnly.FromDateTime(bench.Clock.GetUtcNow().UtcDateTime));
        (await bench.Statistics.ByYearAsync(default)).ShouldBe(years);
        (await bench.Statistics.ByPartyAsync(default)).ShouldBe(parties);
    }

    [Fact]
    public async Task Nothing_that_is_left_in_the_database_says_whose_it_was_or_why()
    {
        var bench = await BenchAsync();
        var number = await EndedAsync(bench);
        await AfterYearsAsync(bench, 3);

        await bench.Keeping.SweepAsync(default);

        await using var db = await bench.Contexts.CreateDbContextAsync();
        foreach (var (table, text) in await TextsAsync(db))
        {
            text.ShouldNotContain(SecretOf(bench), customMessage: table);
            if (table is not "ErasedDeletionRequests") text.ShouldNotContain(number, customMessage: table);
        }
    }

    [Fact]
    public async Task The_ledgers_leaves_stay_in_their_places_and_say_nothing_more()
    {
        var bench = await BenchAsync();
        var number = await EndedAsync(bench);
        await using var db = await bench.Contexts.CreateDbContextAsync();
        var before = await db.LedgerEntries.AsNoTracking().Where(e => e.Subject == bench.Worker).ToListAsync();
        var places = await PlacesAsync(db);
        before.Count.ShouldBeGreaterThan(5);
        await AfterYearsAsync(bench, 3);

        await bench.Keeping.SweepAsync(default);

        var (ids, leaves) = (before.Select(e => e.Id).ToList(), before.Select(e => e.Leaf).ToList());
        (await db.LedgerEntries.AnyAsync(e => ids.Contains(e.Id))).ShouldBeFalse("the salt is made from the id");
        var after = await db.LedgerEntries.AsNoTracking().Where(e => leaves.Contains(e.Leaf)).ToListAsync();
        after.Count.ShouldBe(before.Count);
        (await PlacesAsync(db)).ShouldBe(places);
        after.ShouldAllBe(e => e.Subject == null && e.Record == null);
        (await db.DeletionRequests.AnyAsync(r => r.Number == number)).ShouldBeFalse();
    }

    [Fact]
    public async Task On_its_last_day_it_is_still_there()
    {
        var bench = await BenchAsync();
        var number = await EndedAsync(bench);
        bench.Clock.SetUtcNow(new DateTimeOffset(2029, 11, 25, 23, 0, 0, TimeSpan.Zero));

        await bench.Keeping.SweepAsync(default);

        (await bench.ReadAsync(number)).State.ShouldBe(RequestState.Completed);
    }

    [Fact]
    public async Task A_legal_hold_keeps_it_and_once_it_is_lifted_it_goes()
    {
        var bench = await BenchAsync();
        var number = await EndedAsync(bench);
        var hold = (await bench.Holds.PutAsync(number, null, "29 CFR 1602.14", "You have a charge open.", DeletionBench.Officer, default)).Value;
        await AfterYearsAsync(bench, 4);

        await bench.Keeping.SweepAsync(default);
        (await bench.ReadAsync(number)).Number.ShouldBe(number);

        await bench.Holds.LiftAsync(number, hold, DeletionBench.Officer, default);
        await bench.SequenceAsync();
        await bench.Keeping.SweepAsync(default);

        await using var db = await bench.Contexts.CreateDbContextAsync();
        (await db.DeletionRequests.AnyAsync(r => r.Number == number)).ShouldBeFalse();
        (await db.LegalHolds.AnyAsync(h => h.WorkerId == bench.Worker)).ShouldBeFalse();
        (await bench.LedgerAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task While_a_party_keeps_something_the_request_stays_to_be_taken_up_again()
    {
        var bench = await BenchAsync();
        var request = await bench.StartedAsync();
        await bench.Outcomes.RecordAsync(request.Tasks[0].Id, new(TaskOutcome.Retained, "gdpr-legal-claims", new DateOnly(2035, 1, 1)), DeletionBench.Officer, default);
        (await bench.ReadAsync(request.Number)).KeptUntil.ShouldBe(new DateOnly(2038, 1, 1));
        await AfterYearsAsync(bench, 5);

        await bench.Keeping.SweepAsync(default);

        (await bench.ReadAsync(request.Number)).State.ShouldBe(RequestState.PartlyCompleted);
    }

    [Fact]
    public async Task A_worker_with_another_request_keeps_that_one_and_its_proofs()
    {
        var bench = await BenchAsync();
        var number = await EndedAsync(bench);
        await AfterYearsAsync(bench, 3);
        await bench.HeldByAsync("Later");
        var open = await bench.ConfirmedAsync();
        await bench.SequenceAsync();

        await bench.Keeping.SweepAsync(default);

        (await bench.ReadAsync(open)).State.ShouldBe(RequestState.Confirmed);
        (await bench.LedgerAsync()).ShouldBe(["deletion-confirmed"]);
        (await new ErasedRequests(bench.Contexts).FindAsync(open, default)).ShouldBeNull();
        (await new ErasedRequests(bench.Contexts).FindAsync(number, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task What_was_withdrawn_counts_on_and_what_was_never_confirmed_leaves_nothing()
    {
        var bench = await BenchAsync();
        await bench.Desk.WithdrawAsync(bench.Worker, await bench.ConfirmedAsync(), default);
        var draft = await bench.SubmittedAsync();
        bench.Clock.Advance(TimeSpan.FromDays(31));
        await bench.Sweep.SweepAsync(default);
        await bench.Keeping.SweepAsync(default);
        (await bench.ReadAsync(draft)).State.ShouldBe(RequestState.Expired);
        await AfterYearsAsync(bench, 4);
        var years = await bench.Statistics.ByYearAsync(default);

        await bench.Keeping.SweepAsync(default);

        await using var db = await bench.Contexts.CreateDbContextAsync();
        (await db.DeletionRequests.AnyAsync(r => r.WorkerId == bench.Worker)).ShouldBeFalse();
        (await bench.Statistics.ByYearAsync(default)).ShouldBe(years);
        (await new ErasedRequests(bench.Contexts).FindAsync(draft, default)).ShouldBeNull();
    }

    [Fact]
    public async Task What_the_ledger_has_not_placed_yet_waits()
    {
        var bench = await BenchAsync();
        var number = await EndedAsync(bench, isSequenced: false);
        bench.Clock.Advance(TimeSpan.FromDays(3 * 366 + 2));

        await bench.Keeping.SweepAsync(default);
        (await bench.ReadAsync(number)).State.ShouldBe(RequestState.Completed);

        await bench.SequenceAsync();
        await bench.Keeping.SweepAsync(default);
        (await new ErasedRequests(bench.Contexts).FindAsync(number, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Wherever_the_process_ends_all_of_it_is_there_or_all_of_it_is_gone()
    {
        var killed = 0;
        for (var dies = 1; ; dies++)
        {
            dies.ShouldBeLessThan(40, "the walk must come to an end");
            var bench = await BenchAsync();
            var number = await EndedAsync(bench);
            await AfterYearsAsync(bench, 3);
            var years = await bench.Statistics.ByYearAsync(default);
            using var end = new CancellationTokenSource();
            var died = false;
            try
            {
                await bench.KeepingOn(new MortalContexts(bench.Contexts, dies, end)).SweepAsync(end.Token);
            }
            catch (OperationCanceledException)
            {
                (died, killed) = (true, killed + 1);
            }

            await using var db = await bench.Contexts.CreateDbContextAsync();
            var isErased = await db.ErasedRequests.AnyAsync(r => r.Number == number);
            (await db.DeletionRequests.AnyAsync(r => r.Number == number)).ShouldBe(!isErased);
            (await bench.LedgerAsync()).Count.ShouldBe(isErased ? 0 : 7, $"killed before transaction {dies}");
            await bench.Keeping.SweepAsync(default);
            (await db.DeletionRequests.AnyAsync(r => r.Number == number)).ShouldBeFalse();
            (await bench.Statistics.ByYearAsync(default)).ShouldBe(years);
            if (!died) break;
        }

        killed.ShouldBeGreaterThan(2);
    }

    private static string SecretOf(DeletionBench bench) => $"Because of my divorce, {bench.Worker[2..]}.";

    /// <summary>A request that is done, with something of everything that hangs on one.</summary>
    private static async Task<string> EndedAsync(DeletionBench bench, bool isSequenced = true)
    {
        var number = (await bench.Desk.SubmitAsync(bench.Worker, DeletionScope.Everything, SecretOf(bench), default)).Value!;
        await bench.Desk.ConfirmAsync(bench.Worker, number, bench.Proof, default);
        await bench.Messages.FromWorkerAsync(bench.Worker, number, SecretOf(bench), default);
        await bench.Cases.NoteAsync(number, SecretOf(bench), DeletionBench.Officer, default);
        await bench.Queue.OpenAsync(Given.Staff("officer", "officer@example.com"), number, default);
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.Sweep.SweepAsync(default);
        var task = (await bench.ReadAsync(number)).Tasks[0].Id;
        await bench.Outcomes.RecordAsync(task, new(TaskOutcome.Erased, Note: SecretOf(bench)), By.Party("key"), default);
        await bench.Outcomes.RecordAsync(task, new(TaskOutcome.NothingHeld, Note: SecretOf(bench)), By.Party("key"), default);
        if (isSequenced) await bench.SequenceAsync();
        return number;
    }

    private static async Task AfterYearsAsync(DeletionBench bench, int years)
    {
        bench.Clock.SetUtcNow(bench.Clock.GetUtcNow().AddYears(years).AddDays(2));
        await bench.SequenceAsync();
    }

    /// <summary>All that stands in the database as text, table by table.</summary>
    private static async Task<IReadOnlyList<(string Table, string Text)>> TextsAsync(PortalDbContext db)
    {
        var found = new List<(string, string)>();
        foreach (var table in db.Model.GetEntityTypes().Select(e => e.GetTableName()).OfType<string>().Distinct())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            await db.Database.OpenConnectionAsync();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
                for (var column = 0; column < rows.FieldCount; column++)
                    if (rows.GetValue(column) is string text) found.Add((table, text));
                    else if (rows.GetValue(column) is string[] texts) found.AddRange(texts.Select(t => (table, t)));
        }

        return found;
    }

    private async Task<DeletionBench> BenchAsync()
    {
        var bench = await new DeletionBench(database).WithWorkerAsync();
        await bench.HeldByAsync("Northwind", connector: ConnectorType.Email);
        return bench;
    }

    private static Task<List<(long, string)>> PlacesAsync(PortalDbContext db) =>
        db.LoggedLeaves.AsNoTracking().OrderBy(l => l.Index).Select(l => new ValueTuple<long, string>(l.Index, l.Leaf)).ToListAsync();

    public sealed class OnSqlite(SqliteDatabase database) : KeepingTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : KeepingTests(database), IClassFixture<PostgresDatabase>;
}
