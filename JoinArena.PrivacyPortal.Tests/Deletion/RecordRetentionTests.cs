using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.ErasedRecords;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Disclosures.AccessLog;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>
/// What becomes of a request after the time the law wants it kept, on both databases. Germany: three years from its
/// end.
/// </summary>
public abstract class RecordRetentionTests(TestDatabase database) : RecordRetentionTestBase(database)
{
    [Fact]
    public async Task A_request_is_erased_with_all_its_records_after_its_time_and_its_figures_and_number_remain()
    {
        var bench = await BenchAsync();
        var number = await EndedAsync(bench);
        (await bench.LoadRequestAsync(number)).KeptUntil.ShouldBe(new DateOnly(2029, 11, 25));
        await AfterYearsAsync(bench, 3);
        var years = await bench.Statistics.FindByYearAsync(default);
        var parties = await bench.Statistics.FindByPartyAsync(default);

        await bench.RecordRetention.RunAsync(default);
        await bench.RecordRetention.RunAsync(default);

        await using var db = await bench.Contexts.CreateDbContextAsync();
        (await db.DeletionRequests.AnyAsync(r => r.Number == number || r.WorkerId == bench.Worker)).ShouldBeFalse();
        (await bench.ReadInboxSubjectsAsync()).ShouldBeEmpty();
        (await bench.ReadLedgerKindsAsync()).ShouldBeEmpty();
        (await db.Outbox.AnyAsync(m => m.About!.Contains(number))).ShouldBeFalse();
        (await db.AccessLogEntries.SingleAsync(v => v.WorkerId == bench.Worker)).TargetId.ShouldBeNull();
        (await db.ErasedRequests.SingleAsync(r => r.Number == number)).ErasedOn.ShouldBe(
            DateOnly.FromDateTime(bench.Clock.GetUtcNow().UtcDateTime)
        );
        (await bench.Statistics.FindByYearAsync(default)).ShouldBeEquivalentTo(years);
        (await bench.Statistics.FindByPartyAsync(default)).ShouldBe(parties);
    }

    [Fact]
    public async Task A_request_is_still_there_on_its_last_day()
    {
        var bench = await BenchAsync();
        var number = await EndedAsync(bench);
        bench.Clock.SetUtcNow(new DateTimeOffset(2029, 11, 25, 23, 0, 0, TimeSpan.Zero));

        await bench.RecordRetention.RunAsync(default);

        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.Completed);
    }

    [Fact]
    public async Task A_legal_hold_keeps_the_request_which_is_erased_once_it_is_lifted()
    {
        var bench = await BenchAsync();
        var number = await EndedAsync(bench);
        var hold = (
            await bench.Holds.PlaceAsync(
                number,
                new(null, "29 CFR 1602.14", "You have a charge open."),
                DeletionFixture.Officer,
                default
            )
        ).Value;
        await AfterYearsAsync(bench, 4);

        await bench.RecordRetention.RunAsync(default);
        (await bench.LoadRequestAsync(number)).Number.ShouldBe(number);

        await bench.Holds.LiftAsync(number, hold, DeletionFixture.Officer, default);
        await bench.SequenceLedgerAsync();
        await bench.RecordRetention.RunAsync(default);

        await using var db = await bench.Contexts.CreateDbContextAsync();
        (await db.DeletionRequests.AnyAsync(r => r.Number == number)).ShouldBeFalse();
        (await db.LegalHolds.AnyAsync(h => h.WorkerId == bench.Worker)).ShouldBeFalse();
        (await bench.ReadLedgerKindsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_stays_while_a_party_retains_something()
    {
        var bench = await BenchAsync();
        var request = await bench.CreateStartedRequestAsync();
        await bench.Progress.RecordAsync(
            request.Tasks[0].Id,
            new(TaskOutcome.Retained, "gdpr-legal-claims", new DateOnly(2035, 1, 1)),
            DeletionFixture.Officer,
            default
        );
        (await bench.LoadRequestAsync(request.Number)).KeptUntil.ShouldBe(new DateOnly(2038, 1, 1));
        await AfterYearsAsync(bench, 5);

        await bench.RecordRetention.RunAsync(default);

        (await bench.LoadRequestAsync(request.Number)).State.ShouldBe(RequestState.PartlyCompleted);
    }

    [Fact]
    public async Task A_worker_with_another_request_keeps_that_request_and_its_proofs()
    {
        var bench = await BenchAsync();
        var number = await EndedAsync(bench);
        await AfterYearsAsync(bench, 3);
        await bench.AddHoldingPartyAsync("Later");
        var open = await bench.CreateConfirmedRequestAsync();
        await bench.SequenceLedgerAsync();

        await bench.RecordRetention.RunAsync(default);

        (await bench.LoadRequestAsync(open)).State.ShouldBe(RequestState.Confirmed);
        (await bench.ReadLedgerKindsAsync()).ShouldBe(["deletion-confirmed"]);
        (await new ErasedRequestQueries(bench.Contexts).FindAsync(open, default)).ShouldBeNull();
        (await new ErasedRequestQueries(bench.Contexts).FindAsync(number, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_withdrawn_request_stays_in_the_figures_and_one_that_was_never_confirmed_leaves_nothing()
    {
        var bench = await BenchAsync();
        await bench.Requests.WithdrawAsync(bench.Worker, await bench.CreateConfirmedRequestAsync(), default);
        var draft = await bench.SubmitRequestAsync();
        bench.Clock.Advance(TimeSpan.FromDays(31));
        await bench.TimeoutJob.RunAsync(default);
        await bench.RecordRetention.RunAsync(default);
        (await bench.LoadRequestAsync(draft)).State.ShouldBe(RequestState.Expired);
        await AfterYearsAsync(bench, 4);
        var years = await bench.Statistics.FindByYearAsync(default);

        await bench.RecordRetention.RunAsync(default);

        await using var db = await bench.Contexts.CreateDbContextAsync();
        (await db.DeletionRequests.AnyAsync(r => r.WorkerId == bench.Worker)).ShouldBeFalse();
        (await bench.Statistics.FindByYearAsync(default)).ShouldBeEquivalentTo(years);
        (await new ErasedRequestQueries(bench.Contexts).FindAsync(draft, default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_request_waits_while_the_ledger_has_not_sequenced_its_entries()
    {
        var bench = await BenchAsync();
        var number = await EndedAsync(bench, isSequenced: false);
        bench.Clock.Advance(TimeSpan.FromDays(3 * 366 + 2));

        await bench.RecordRetention.RunAsync(default);
        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.Completed);

        await bench.SequenceLedgerAsync();
        await bench.RecordRetention.RunAsync(default);
        (await new ErasedRequestQueries(bench.Contexts).FindAsync(number, default)).ShouldNotBeNull();
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : RecordRetentionTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : RecordRetentionTests(database),
            IClassFixture<PostgresDatabase>;
}
