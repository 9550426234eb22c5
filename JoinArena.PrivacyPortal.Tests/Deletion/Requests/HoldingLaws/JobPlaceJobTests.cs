using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests.HoldingLaws;

/// <summary>
/// Which laws apply to a request, by the worker's residence and by where its jobs are, on both databases. Received on
/// 24 November 2026: thirty days end on 24 December, the forty-five of Texas on 8 January.
/// </summary>
public abstract class JobPlaceJobTests(TestDatabase database)
{
    [Fact]
    public async Task Worker_in_Texas_sees_the_law_of_the_job_in_Illinois_before_and_after_confirming()
    {
        var bench = await BenchAsync("US-TX");
        await bench.AnnounceItemAsync("interview-recording-int-1", DataCategory.InterviewRecording, "int-1", "US-IL");
        var number = await bench.SubmitRequestAsync();

        var preview = (await bench.Requests.PreviewAsync(bench.Worker, number, default)).Value!;
        await bench.Requests.ConfirmAsync(bench.Worker, number, bench.Proof, default);
        var tracked = await FindAsync(bench, number);

        preview.Deadlines.DueBy.ShouldBe(ReviewedRules.Day("2026-12-24"));
        tracked.DueBy.ShouldBe(ReviewedRules.Day("2026-12-24"));
        tracked.ExtendableTo.ShouldBeNull();
        tracked
            .Laws.Select(l => (l.Reason, l.Place))
            .ShouldBe([(LawReason.Promise, "Texas"), (LawReason.Job, "Illinois")]);
        var exported = await bench.ExportRequestAsync();
        exported["jobLocations"]!.ToJsonString().ShouldBe("""["US-IL"]""");
    }

    [Fact]
    public async Task Data_of_the_job_that_the_request_leaves_out_brings_no_law()
    {
        var bench = await BenchAsync("US-TX");
        await bench.AnnounceItemAsync("interview-recording-int-1", DataCategory.InterviewRecording, "int-1", "US-IL");
        await bench.AddHoldingPartyAsync("Resumes", interview: "int-2", categories: DataCategory.Resume);

        var number = await bench.CreateConfirmedRequestAsync(DeletionScope.OfInterview("int-2"));

        (await bench.LoadRequestAsync(number)).DueBy.ShouldBe(ReviewedRules.Day("2027-01-08"));
    }

    [Fact]
    public async Task A_job_that_is_announced_later_brings_the_date_forward_once_with_an_entry_in_history_and_ledger()
    {
        var bench = await BenchAsync("US-TX");
        var number = await bench.CreateConfirmedRequestAsync();
        (await bench.LoadRequestAsync(number)).DueBy.ShouldBe(ReviewedRules.Day("2027-01-08"));
        bench.Clock.Advance(TimeSpan.FromDays(10));
        await bench.JobPlaces.RunAsync(default);
        (await bench.LoadRequestAsync(number)).Places.Jobs.ShouldBeEmpty();

        // Announced with another item of the interview: the interview was held for that job.
        await bench.AnnounceItemAsync("transcript-int-1", DataCategory.Transcript, "int-1", "US-IL");
        await bench.JobPlaces.RunAsync(default);
        await bench.JobPlaces.RunAsync(default);

        var after = await bench.LoadRequestAsync(number);
        after.DueBy.ShouldBe(ReviewedRules.Day("2026-12-24")); // from receipt, not from the announcement
        (after.Law, after.ExtendableTo).ShouldBe(("US-IL-AIVIA", null));
        after.Events.Count(e => e.Kind == RequestEventKind.JobPlaceFound).ShouldBe(1);
        after.DeadlineExplanation.ShouldContain(s => s.StartsWith("US-IL-AIVIA holds because the job is in Illinois"));
        (await bench.ReadLedgerKindsAsync()).ShouldBe(["deletion-confirmed", "deletion-redated"]);

        // Announced away again: an earlier date stays promised.
        await bench.AnnounceItemAsync("transcript-int-1", DataCategory.Transcript, "int-1", null);
        await bench.JobPlaces.RunAsync(default);
        (await bench.LoadRequestAsync(number)).DueBy.ShouldBe(ReviewedRules.Day("2026-12-24"));
    }

    [Fact]
    public async Task A_job_that_a_disclosure_names_counts_and_one_in_a_corrected_report_no_longer_does()
    {
        var bench = await BenchAsync("DE");
        await AddDisclosureAsync(bench, "US-IL US-TX");
        var number = await bench.SubmitRequestAsync();

        var before = (await bench.Requests.PreviewAsync(bench.Worker, number, default)).Value!;
        await using (var db = await bench.Contexts.CreateDbContextAsync())
        {
            await db
                .Disclosures.Where(d => d.WorkerId == bench.Worker && d.JobLocations != null)
                .ExecuteUpdateAsync(s => s.SetProperty(d => d.EndedBy, Guid.CreateVersion7()));
        }

        var after = (await bench.Requests.PreviewAsync(bench.Worker, number, default)).Value!;

        before.Deadlines.LawDeadlines.Select(l => l.Law).ShouldBe(["EU-GDPR", "US-IL-AIVIA"]);
        after.Deadlines.LawDeadlines.Select(l => l.Law).ShouldBe(["EU-GDPR"]);
    }

    [Fact]
    public async Task A_job_announced_after_an_extension_takes_back_the_days_that_its_law_does_not_give()
    {
        var bench = await BenchAsync("US-TX");
        var number = await bench.CreateConfirmedRequestAsync();
        await bench.Decisions.ExtendAsync(number, "Eleven systems.", DeletionFixture.Officer, default);
        (await bench.LoadRequestAsync(number)).DueBy.ShouldBe(ReviewedRules.Day("2027-02-22"));
        await bench.AnnounceItemAsync("interview-recording-int-1", DataCategory.InterviewRecording, "int-1", "US-IL");

        await bench.JobPlaces.RunAsync(default);

        (await bench.LoadRequestAsync(number)).DueBy.ShouldBe(ReviewedRules.Day("2026-12-24"));
    }

    [Fact]
    public async Task A_worker_who_moves_keeps_the_law_of_the_day_of_receipt_and_reads_so()
    {
        var bench = await BenchAsync("DE");
        var number = await bench.CreateConfirmedRequestAsync();
        (await FindAsync(bench, number)).MovedTo.ShouldBeNull();
        await using (var db = await bench.Contexts.CreateDbContextAsync())
        {
            await db
                .Workers.Where(w => w.Id == bench.Worker)
                .ExecuteUpdateAsync(s => s.SetProperty(w => w.Jurisdiction, "US-TX"));
        }

        await bench.JobPlaces.RunAsync(default);

        var tracked = await FindAsync(bench, number);
        (tracked.ResidenceName, tracked.MovedTo).ShouldBe(("Germany", "Texas"));
        tracked.DueBy.ShouldBe(ReviewedRules.Day("2026-12-24"));
        tracked.Laws.ShouldHaveSingleItem().Reason.ShouldBe(LawReason.Residence);
    }

    private static async Task<TrackedRequest> FindAsync(DeletionFixture bench, string number) =>
        (await bench.Queries.FindAsync(bench.Worker, number, default)).ShouldNotBeNull();

    private static async Task AddDisclosureAsync(DeletionFixture bench, string jobs)
    {
        await using var db = await bench.Contexts.CreateDbContextAsync();
        var holding = await db.Holdings.AsNoTracking().FirstAsync(h => h.WorkerId == bench.Worker);
        var id = Guid.CreateVersion7();
        db.Disclosures.Add(
            new()
            {
                Id = id,
                Source = "/evaluator",
                EventId = id.ToString(),
                WorkerId = bench.Worker,
                PartyId = holding.PartyId,
                Direction = Direction.Disclosed,
                Purpose = Purpose.Hiring,
                Time = bench.Clock.GetInstant().AddDays(-1),
                ReceivedAt = bench.Clock.GetInstant().AddDays(-1),
                JobLocations = jobs,
                CoverageStatus = CoverageStatus.Covered,
                Items = [new() { ItemId = holding.ItemId, Category = holding.Category }],
            }
        );
        await db.SaveChangesAsync();
    }

    private async Task<DeletionFixture> BenchAsync(string residence)
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync(residence);
        await bench.AddHoldingPartyAsync(
            "Northwind",
            interview: "int-1",
            categories: [DataCategory.InterviewRecording]
        );
        return bench;
    }

    public sealed class OnSqlite(SqliteDatabase database) : JobPlaceJobTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : JobPlaceJobTests(database),
            IClassFixture<PostgresDatabase>;
}
