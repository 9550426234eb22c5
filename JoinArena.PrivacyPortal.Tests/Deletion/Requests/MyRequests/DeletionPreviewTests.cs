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
using Microsoft.EntityFrameworkCore;

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

    [Fact]
    public async Task A_company_that_another_request_already_asks_is_not_named_as_a_loss_of_this_one()
    {
        var bench = await BenchAsync();
        var northwind = await bench.AddHoldingPartyAsync("Northwind");
        await bench.AddHoldingPartyAsync("Contoso");
        await bench.CreateStartedRequestAsync(DeletionScope.OfParty(northwind));

        var preview = await PreviewEverythingAsync(bench);

        preview.Parties.Single(p => p.Name == "Northwind").FollowsTaskId.ShouldNotBeNull();
        preview.HiringCompanies.Select(h => h.Name).ShouldBe(["Contoso"]);
    }

    [Fact]
    public async Task What_parties_refused_or_could_not_undo_before_is_said_until_they_erase_it()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        await bench.AddHoldingPartyAsync("Parley", PartyKind.ModelTraining);
        await bench.AddHoldingPartyAsync("Contoso");
        var first = await bench.CreateStartedRequestAsync();
        await AnswerAsync(bench, first, "Northwind", new(TaskOutcome.Refused, "gdpr-legal-claims", Note: "A claim."));
        await AnswerAsync(bench, first, "Parley", new(TaskOutcome.Irreversible, Note: "A model has learned from it."));
        await AnswerAsync(bench, first, "Contoso", new(TaskOutcome.Erased));

        var after = await PreviewEverythingAsync(bench);

        after
            .NotErased.Select(a => (a.PartyName, a.Number, a.State, a.Ground?.Code, a.Until))
            .ShouldBe([
                ("Northwind", first.Number, TaskState.Refused, "gdpr-legal-claims", null),
                ("Parley", first.Number, TaskState.Irreversible, null, null),
            ]);
        after.Retained.ShouldBeEmpty();

        bench.Clock.Advance(TimeSpan.FromHours(1));
        var second = await bench.CreateStartedRequestAsync();
        await AnswerAsync(bench, second, "Northwind", new(TaskOutcome.Retained, "gdpr-legal-claims", new(2027, 6, 30)));
        var now = await PreviewEverythingAsync(bench);
        now.Retained.Select(a => (a.PartyName, a.Number)).ShouldBe([("Northwind", second.Number)]);
        now.NotErased.Select(a => a.PartyName).ShouldBe(["Parley"], "only the last answer of a party counts");
    }

    [Fact]
    public async Task A_part_that_JoinArena_refused_before_is_said_and_a_withheld_request_is_not()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind", connector: ConnectorType.Manual);
        await bench.AddHoldingPartyAsync("Contoso", connector: ConnectorType.Manual);
        var first = await bench.CreateStartedRequestAsync();
        await ChangeAsync(
            bench,
            first,
            r =>
                r.RefusePart(
                    r.Tasks.Single(t => t.PartyName == "Northwind"),
                    "gdpr-legal-claims",
                    "A claim.",
                    DeletionFixture.Officer,
                    bench.Clock.GetUtcNow()
                )
        );

        (await PreviewEverythingAsync(bench))
            .NotErased.Select(a => (a.PartyName, a.State, a.Note))
            .ShouldBe([("Northwind", TaskState.NotAsked, "A claim.")]);

        await ChangeAsync(bench, first, r => r.Withhold(bench.Clock.GetUtcNow()));
        (await PreviewEverythingAsync(bench)).EarlierAnswers.ShouldBeEmpty();
    }

    private static async Task<DeletionPreview> PreviewEverythingAsync(DeletionFixture bench) =>
        await bench.Requests.PreviewScopeAsync(bench.Worker, DeletionScope.Everything, changes: null, default);

    private static async Task AnswerAsync(
        DeletionFixture bench,
        DeletionRequest request,
        string party,
        OutcomeReport report
    )
    {
        var task = request.Tasks.Single(t => t.PartyName == party);
        (await bench.Progress.RecordAsync(task.Id, report, DeletionFixture.Officer, default)).IsSuccess.ShouldBeTrue();
    }

    private static async Task ChangeAsync(
        DeletionFixture bench,
        DeletionRequest request,
        Action<DeletionRequest> change
    )
    {
        await using var db = await bench.Contexts.CreateDbContextAsync();
        change(await db.DeletionRequests.Include(r => r.Tasks).SingleAsync(r => r.Id == request.Id));
        await db.SaveChangesAsync();
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
