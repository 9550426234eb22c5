using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Erasure;

/// <summary>A party that gave a wrong answer corrects it, on both databases.</summary>
public abstract class AnswerCorrectionTests(TestDatabase database) : AnswerCorrectionTestBase(database)
{
    [Fact]
    public async Task A_corrected_answer_takes_the_place_of_the_first_and_the_worker_reads_both()
    {
        var (bench, request) = await AskedAsync();
        await CorrectAsync(bench, request, Erased);
        bench.Clock.Advance(TimeSpan.FromHours(23));

        (await CorrectAsync(bench, request, Kept)).IsSuccess.ShouldBeTrue();

        var after = await bench.LoadRequestAsync(request.Number);
        var corrected = TaskOf(after);
        (corrected.State, corrected.Until).ShouldBe((TaskState.Retained, new DateOnly(2027, 12, 31)));
        after.Events.Count(e => e.Kind is RequestEventKind.PartyAnswered).ShouldBe(1);
        after.Events.Count(e => e.Kind is RequestEventKind.AnswerCorrected).ShouldBe(1);
        (await bench.ReadInboxTextAsync()).ShouldContain("Northwind has corrected its answer. Before, it was: Erased.");
        (await bench.ReadLedgerKindsAsync()).Count(k => k == "erasure-answered").ShouldBe(2);
        (await HeldAsync(bench)).ShouldBe(["Northwind", "Parley"], ignoreOrder: true);
    }

    [Fact]
    public async Task Data_that_is_erased_after_all_is_no_longer_held()
    {
        var (bench, request) = await AskedAsync();
        await CorrectAsync(bench, request, Kept);

        (await CorrectAsync(bench, request, Erased)).IsSuccess.ShouldBeTrue();

        (await HeldAsync(bench)).ShouldBe(["Parley"]);
    }

    [Fact]
    public async Task The_same_answer_again_is_no_correction()
    {
        var (bench, request) = await AskedAsync();
        await CorrectAsync(bench, request, Erased);

        (await CorrectAsync(bench, request, Erased)).IsSuccess.ShouldBeTrue();

        (await bench.LoadRequestAsync(request.Number)).Events.ShouldNotContain(e =>
            e.Kind == RequestEventKind.AnswerCorrected
        );
    }

    [Fact]
    public async Task After_a_day_an_answer_can_be_relied_on()
    {
        var (bench, request) = await AskedAsync();
        await CorrectAsync(bench, request, Erased);
        bench.Clock.Advance(TimeSpan.FromDays(1));

        (await CorrectAsync(bench, request, Kept)).Error.ShouldBe(OutcomeError.AlreadyAnswered);

        (await bench.LoadRequestAsync(request.Number)).Tasks.ShouldContain(t => t.State == TaskState.Erased);
        (await new ConflictingAnswerStore(bench.Contexts, bench.Clock).FindByRequestAsync(request.Number, default))
            .SelectMany(answers => answers)
            .ShouldHaveSingleItem()
            .Outcome.ShouldBe(TaskOutcome.Retained);
    }

    [Fact]
    public async Task What_a_certificate_says_is_not_corrected()
    {
        var (bench, request) = await AskedAsync();
        await CorrectAsync(bench, request, Erased);
        await bench.Progress.RecordAsync(TaskOf(request, "Parley").Id, Erased, DeletionFixture.Officer, default);

        (await CorrectAsync(bench, request, Kept)).Error.ShouldBe(OutcomeError.AlreadyAnswered);

        (await bench.LoadRequestAsync(request.Number)).State.ShouldBe(RequestState.Completed);
    }

    [Fact]
    public async Task An_incomplete_correction_is_refused_and_changes_nothing()
    {
        var (bench, request) = await AskedAsync();
        await CorrectAsync(bench, request, Erased);

        (await CorrectAsync(bench, request, Kept with { Ground = null })).Error.ShouldBe(OutcomeError.GroundNeeded);

        (await bench.LoadRequestAsync(request.Number)).Tasks.ShouldContain(t => t.State == TaskState.Erased);
        (await HeldAsync(bench)).ShouldBe(["Parley"]);
    }

    [Fact]
    public async Task An_answer_that_counts_for_another_request_too_is_not_corrected()
    {
        var (bench, request) = await AskedAsync();
        await bench.CreateStartedRequestAsync();
        await CorrectAsync(bench, request, Erased);
        await bench.FollowUpJob.RunAsync(default);

        (await CorrectAsync(bench, request, Kept)).Error.ShouldBe(OutcomeError.AlreadyAnswered);
    }

    [Fact]
    public async Task The_log_still_agrees_with_the_record_after_a_correction()
    {
        var (bench, request) = await AskedAsync();
        await CorrectAsync(bench, request, Erased);
        await CorrectAsync(bench, request, Kept);

        (await RecordedRequestTests.FindDifferencesAsync(bench.Contexts)).ShouldBeEmpty();
    }

    private static Task<Result<string, OutcomeError>> CorrectAsync(
        DeletionFixture bench,
        DeletionRequest request,
        OutcomeReport report
    )
    {
        var task = TaskOf(request);
        return bench.Progress.CorrectAsync(task.Id, report, Actor.Party("link"), default, task.Round);
    }

    private static async Task<IEnumerable<string>> HeldAsync(DeletionFixture bench)
    {
        await using var db = await bench.Contexts.CreateDbContextAsync();
        return (await PartyHoldings.FindAsync(db, bench.Worker, DeletionScope.Everything, default)).Select(h => h.Name);
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : AnswerCorrectionTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : AnswerCorrectionTests(database),
            IClassFixture<PostgresDatabase>;
}
