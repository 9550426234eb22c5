using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Tests.Deletion.Erasure;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework;

/// <summary>An officer who wrote down a party's answer wrongly corrects it, on both databases.</summary>
public abstract class AnswerCorrectionServiceTests(TestDatabase database) : AnswerCorrectionTestBase(database)
{
    private const string Reason = "I had chosen the line above.";

    [Fact]
    public async Task The_worker_reads_what_was_recorded_before_what_is_recorded_now_and_why()
    {
        var (bench, request) = await AskedAsync();
        await RecordAsync(bench, request, Erased);
        // However late: the party's own day is long over.
        bench.Clock.Advance(TimeSpan.FromDays(5));

        (await CorrectAsync(bench, request, Kept)).IsSuccess.ShouldBeTrue();

        var after = await bench.LoadRequestAsync(request.Number);
        var corrected = TaskOf(after);
        (corrected.State, corrected.Until).ShouldBe((TaskState.Retained, new DateOnly(2027, 12, 31)));
        after.Events.Count(e => e.Kind is RequestEventKind.PartyAnswered).ShouldBe(1);
        after
            .Events.Single(e => e.Kind is RequestEventKind.AnswerCorrected)
            .ActorName.ShouldBe(DeletionFixture.Officer.Name);
        var inbox = await bench.ReadInboxTextAsync();
        inbox.ShouldContain(
            "JoinArena’s privacy team has corrected what it recorded as the answer of Northwind. Before, it was: Erased."
        );
        inbox.ShouldContain($"Why: {Reason}");
        (await bench.ReadLedgerKindsAsync()).Count(k => k == "erasure-answered").ShouldBe(2);
        (await bench.CaseworkQueries.FindAsync(request.Number, default))!
            .Notes.ShouldHaveSingleItem()
            .Body.ShouldBe($"Answer of Northwind corrected, from erased to retained: {Reason}");
        (await RecordedRequestTests.FindDifferencesAsync(bench.Contexts)).ShouldBeEmpty("the log says the same");
    }

    [Fact]
    public async Task What_the_party_answered_itself_is_not_the_officers_to_correct()
    {
        var (bench, request) = await AskedAsync();
        var task = TaskOf(request);
        await bench.Progress.RecordAsync(task.Id, Erased, Actor.Party("link"), default, task.Round);

        (await bench.Corrections.FindCorrectableAsync(request.Number, default)).ShouldBeEmpty();
        (await CorrectAsync(bench, request, Kept)).Error.ShouldBe(OutcomeError.AlreadyAnswered);

        await AssertUnchangedAsync(bench, request);
    }

    [Fact]
    public async Task What_a_certificate_says_is_not_corrected()
    {
        var (bench, request) = await AskedAsync();
        await RecordAsync(bench, request, Erased);
        (await bench.Corrections.FindCorrectableAsync(request.Number, default)).ShouldBe([TaskOf(request).Id]);
        await RecordAsync(bench, request, Erased, party: "Parley");

        (await bench.Corrections.FindCorrectableAsync(request.Number, default)).ShouldBeEmpty();
        (await CorrectAsync(bench, request, Kept)).Error.ShouldBe(OutcomeError.AlreadyAnswered);

        await AssertUnchangedAsync(bench, request);
    }

    [Fact]
    public async Task A_correction_needs_a_reason_a_complete_answer_and_something_that_changes()
    {
        var (bench, request) = await AskedAsync();
        (await CorrectAsync(bench, request, Erased)).Error.ShouldBe(OutcomeError.NotNow, "nothing is recorded yet");
        await RecordAsync(bench, request, Erased);

        (await CorrectAsync(bench, request, Kept, reason: " ")).Error.ShouldBe(OutcomeError.ReasonNeeded);
        (await CorrectAsync(bench, request, Kept, reason: new('x', 1001))).Error.ShouldBe(OutcomeError.ReasonNeeded);
        (await CorrectAsync(bench, request, Kept with { Until = null })).Error.ShouldBe(OutcomeError.UntilNeeded);
        (await CorrectAsync(bench, request, Erased)).Error.ShouldBe(OutcomeError.SameAnswer);

        await AssertUnchangedAsync(bench, request);
        (await bench.CaseworkQueries.FindAsync(request.Number, default))!.Notes.ShouldBeEmpty();
    }

    private static async Task AssertUnchangedAsync(DeletionFixture bench, DeletionRequest request)
    {
        var after = await bench.LoadRequestAsync(request.Number);
        TaskOf(after).State.ShouldBe(TaskState.Erased);
        after.Events.ShouldNotContain(e => e.Kind == RequestEventKind.AnswerCorrected);
    }

    private static Task<Result<string, OutcomeError>> RecordAsync(
        DeletionFixture bench,
        DeletionRequest request,
        OutcomeReport report,
        string party = "Northwind"
    ) => bench.Progress.RecordAsync(TaskOf(request, party).Id, report, DeletionFixture.Officer, default);

    private static Task<Result<string, OutcomeError>> CorrectAsync(
        DeletionFixture bench,
        DeletionRequest request,
        OutcomeReport report,
        string reason = Reason
    ) => bench.Corrections.CorrectAsync(TaskOf(request).Id, report, reason, DeletionFixture.Officer, default);

    public sealed class OnSqlite(SqliteDatabase database)
        : AnswerCorrectionServiceTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : AnswerCorrectionServiceTests(database),
            IClassFixture<PostgresDatabase>;
}
