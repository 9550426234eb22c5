using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.TrainingData;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Deletion.Erasure.Redisclosures;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests.MyRequests;

/// <summary>What the preview reads from the book, on both databases.</summary>
public abstract class DeletionPreviewTests(TestDatabase database)
{
    [Fact]
    public async Task Data_sets_are_named_with_version_cut_off_and_models_before_confirming_and_on_the_tracker()
    {
        var bench = await BenchAsync();
        var trainer = await bench.AddHoldingPartyAsync("Talent-eval", PartyKind.ModelTraining);
        foreach (var models in new[] { """["rank-3"]""", """["rank-3","rank-4"]""" })
        {
            await bench.AddDisclosureAsync(
                trainer,
                "resume-",
                at: bench.Clock.GetUtcNow().AddDays(-9),
                detail: $$"""{"dataset":"talent-eval-7","version":"7.2","cutOff":"2026-05-01","models":{{models}}}"""
            );
        }

        await bench.AddDisclosureAsync(
            trainer,
            "resume-",
            at: bench.Clock.GetUtcNow().AddDays(-8),
            detail: """{"dataset":"photos-2","models":"not a list"}"""
        );
        var number = await bench.SubmitRequestAsync();

        var sets = (await bench.Requests.PreviewAsync(bench.Worker, number, default)).Value!.TrainingDataSets;

        sets.Select(s => (s.PartyName, s.Name, s.Version, s.CutOff, Models: string.Join(' ', s.Models)))
            .ShouldBe([
                ("Talent-eval", "photos-2", null, null, ""),
                ("Talent-eval", "talent-eval-7", "7.2", "2026-05-01", "rank-3 rank-4"),
            ]);
        var started = await bench.CreateStartedRequestAsync();
        (await bench.Queries.FindAsync(bench.Worker, started.Number, default))!
            .Tasks[0]
            .TrainingDataSets.ShouldBe(sets, new SameSet());
    }

    [Fact]
    public async Task A_request_for_uncovered_data_names_only_what_no_clause_covers()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Allowed");
        await bench.AddHoldingPartyAsync("Astray", isAllowed: false, categories: DataCategory.SalaryExpectation);

        var preview = (
            await bench.Requests.PreviewAsync(
                bench.Worker,
                await bench.SubmitRequestAsync(DeletionScope.Uncovered),
                default
            )
        ).Value!;

        var only = preview.Parties.ShouldHaveSingleItem();
        (only.Name, only.Categories.Single(), only.Since).ShouldBe(
            ("Astray", DataCategory.SalaryExpectation, bench.Clock.GetUtcNow().AddDays(-30))
        );
    }

    [Fact]
    public async Task Companies_that_consider_the_worker_now_are_named_with_what_they_have_and_those_that_erased_it_are_not()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync(
            "Northwind",
            categories: [DataCategory.Resume, DataCategory.InterviewRecording]
        );
        await bench.AddHoldingPartyAsync("Parley", PartyKind.LlmProvider, categories: DataCategory.Transcript);
        var contoso = await bench.AddHoldingPartyAsync("Contoso", categories: DataCategory.Profile);
        var first = await bench.CreateStartedRequestAsync(DeletionScope.OfParty(contoso));
        await bench.Progress.RecordAsync(first.Tasks[0].Id, new(TaskOutcome.Erased), DeletionFixture.Officer, default);

        var preview = (
            await bench.Requests.PreviewAsync(bench.Worker, await bench.SubmitRequestAsync(), default)
        ).Value!;

        preview.HiringCompanies.Select(h => h.Name).ShouldBe(["Northwind"]);
        preview
            .HiringCompanies.Single()
            .Categories.ShouldBe([DataCategory.InterviewRecording, DataCategory.Resume], ignoreOrder: true);
    }

    private Task<DeletionFixture> BenchAsync() => new DeletionFixture(database).WithWorkerAsync();

    private sealed class SameSet : IEqualityComparer<TrainingDataSet>
    {
        public bool Equals(TrainingDataSet? x, TrainingDataSet? y) =>
            x is not null
            && y is not null
            && x with { Models = [] } == y with { Models = [] }
            && x.Models.SequenceEqual(y.Models);

        public int GetHashCode(TrainingDataSet set) => StringComparer.Ordinal.GetHashCode(set.PartyId);
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : DeletionPreviewTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : DeletionPreviewTests(database),
            IClassFixture<PostgresDatabase>;
}
