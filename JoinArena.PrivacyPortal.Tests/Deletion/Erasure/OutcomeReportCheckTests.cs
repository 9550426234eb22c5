using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Deletion.Requests;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Erasure;

/// <summary>What a party's answer must say, under the law of the place where the worker lives.</summary>
public sealed class OutcomeReportCheckTests
{
    private const string Keeping = "gdpr-legal-claims",
        Refusing = "gdpr-excessive";

    private static readonly DateTimeOffset s_now = RequestInState.Confirmation;
    private static readonly DateOnly s_today = new(2026, 11, 24);

    public static TheoryData<TaskOutcome, string?, int?, string?, OutcomeError?> Answers =>
        new()
        {
            { TaskOutcome.Erased, null, null, null, null },
            { TaskOutcome.NothingHeld, null, null, "We have nothing.", null },
            { TaskOutcome.Erased, Keeping, null, null, OutcomeError.GroundUnknown },
            { TaskOutcome.NothingHeld, Refusing, null, null, OutcomeError.GroundUnknown },
            { TaskOutcome.Retained, Keeping, 0, null, null },
            { TaskOutcome.Retained, Keeping, 1, null, null },
            { TaskOutcome.Retained, Keeping, -1, null, OutcomeError.UntilNeeded },
            { TaskOutcome.Retained, Keeping, null, null, OutcomeError.UntilNeeded },
            { TaskOutcome.Retained, null, 1, "Why.", OutcomeError.GroundNeeded },
            { TaskOutcome.Retained, "", 1, null, OutcomeError.GroundNeeded },
            { TaskOutcome.Retained, Refusing, 1, null, OutcomeError.GroundUnknown },
            { TaskOutcome.Irreversible, null, null, "It was learned.", null },
            { TaskOutcome.Irreversible, null, null, null, OutcomeError.NoteNeeded },
            { TaskOutcome.Irreversible, null, null, " ", OutcomeError.NoteNeeded },
            { TaskOutcome.Irreversible, Keeping, null, "It was learned.", OutcomeError.GroundUnknown },
            { TaskOutcome.Refused, null, null, "Why.", null },
            { TaskOutcome.Refused, Refusing, null, null, null },
            { TaskOutcome.Refused, Keeping, null, null, null },
            { TaskOutcome.Refused, null, null, null, OutcomeError.NoteNeeded },
            { TaskOutcome.Refused, "us-ca-anything", null, "Why.", OutcomeError.GroundUnknown },
        };

    [Theory, MemberData(nameof(Answers))]
    public void An_answer_says_what_the_law_asks_for(
        TaskOutcome outcome,
        string? ground,
        int? days,
        string? note,
        OutcomeError? error
    )
    {
        var until = days is { } ahead ? s_today.AddDays(ahead) : (DateOnly?)null;

        Check(new(outcome, ground, until, note)).ShouldBe(error);
    }

    [Fact]
    public void The_last_day_is_one_that_the_portal_can_count_from()
    {
        Check(new(TaskOutcome.Retained, Keeping, IsoDay.Last)).ShouldBeNull();
        Check(new(TaskOutcome.Retained, Keeping, IsoDay.Last.AddDays(1))).ShouldBe(OutcomeError.UntilNeeded);
    }

    [Fact]
    public void Today_is_the_day_in_the_place_of_the_worker()
    {
        var lateInTheEvening = new DateTimeOffset(2026, 11, 24, 23, 30, 0, TimeSpan.Zero);
        var report = new OutcomeReport(TaskOutcome.Retained, Keeping, s_today);

        Check(report, lateInTheEvening).ShouldBe(OutcomeError.UntilNeeded, "it is the 25th in Berlin");
    }

    [Fact]
    public void The_note_of_an_answer_has_a_limit()
    {
        Check(new(TaskOutcome.Erased, Note: new string('x', 1000))).ShouldBeNull();
        Check(new(TaskOutcome.Erased, Note: new string('x', 1001))).ShouldBe(OutcomeError.NoteTooLong);
    }

    [Fact]
    public void Empty_texts_and_dates_without_meaning_are_not_kept()
    {
        OutcomeReportCheck.Normalize(new(TaskOutcome.Refused, "", s_today, "  ")).ShouldBe(new(TaskOutcome.Refused));
        OutcomeReportCheck
            .Normalize(new(TaskOutcome.Retained, Keeping, s_today, " Why. "))
            .ShouldBe(new(TaskOutcome.Retained, Keeping, s_today, "Why."));
    }

    [Fact]
    public void The_same_answer_in_other_blanks_is_the_same_and_any_other_is_not()
    {
        var request = RequestInState.Started("a", "b");
        var task = request.Tasks[0];
        var given = new OutcomeReport(TaskOutcome.Retained, Keeping, s_today.AddDays(9), "Why.");
        OutcomeReportCheck.IsAnswerOf(task, given).ShouldBeFalse("there is no answer yet");

        request.Record(task, given, Actor.Party("key"), s_now);

        OutcomeReportCheck.IsAnswerOf(task, given with { Note = " Why. " }).ShouldBeTrue();
        OutcomeReportCheck.IsAnswerOf(task, given with { Note = "Other." }).ShouldBeFalse();
        OutcomeReportCheck.IsAnswerOf(task, given with { Ground = "gdpr-legal-duty" }).ShouldBeFalse();
        OutcomeReportCheck.IsAnswerOf(task, given with { Until = s_today }).ShouldBeFalse();
        OutcomeReportCheck.IsAnswerOf(task, given with { Outcome = TaskOutcome.Refused }).ShouldBeFalse();
    }

    [Fact]
    public void Data_is_kept_on_the_grounds_for_keeping_and_a_refusal_may_have_any()
    {
        Grounds(TaskOutcome.Retained).ShouldContain(Keeping);
        Grounds(TaskOutcome.Retained).ShouldNotContain(Refusing);
        Grounds(TaskOutcome.Refused).ShouldContain(Keeping);
        Grounds(TaskOutcome.Refused).ShouldContain(Refusing);
        Grounds(TaskOutcome.Irreversible).ShouldBeEmpty();
    }

    private static IEnumerable<string> Grounds(TaskOutcome outcome) =>
        OutcomeReportCheck.FindGrounds(outcome, "DE", ReviewedRules.Shipped).Select(g => g.Code);

    private static OutcomeError? Check(OutcomeReport report, DateTimeOffset? now = null) =>
        OutcomeReportCheck.FindError(report, RequestInState.Started("a"), ReviewedRules.Shipped, now ?? s_now);
}
