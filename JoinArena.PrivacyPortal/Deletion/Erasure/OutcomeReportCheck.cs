using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>Checks and normalizes a party's answer before it is recorded.</summary>
internal static class OutcomeReportCheck
{
    /// <summary>Returns what the answer lacks under the law that applies to the worker; null if it is complete.</summary>
    public static OutcomeError? FindError(
        OutcomeReport report,
        DeletionRequest request,
        DeadlineRules rules,
        DateTimeOffset now
    )
    {
        if (report.Note?.Length > OutcomeReport.MaxNoteLength)
            return OutcomeError.NoteTooLong;
        var hasGround = !string.IsNullOrEmpty(report.Ground);
        if (hasGround && !FindGrounds(report.Outcome, request.Places, rules).Any(g => g.Code == report.Ground))
            return OutcomeError.GroundUnknown;
        var hasNote = !string.IsNullOrWhiteSpace(report.Note);
        return report.Outcome switch
        {
            TaskOutcome.Erased or TaskOutcome.NothingHeld => null,
            TaskOutcome.Retained when !hasGround => OutcomeError.GroundNeeded,
            TaskOutcome.Retained => report.Until is { } until
            && until >= rules.ToLocalDay(request.Jurisdiction, now)
            && until <= IsoDay.Last
                ? null
                : OutcomeError.UntilNeeded,
            TaskOutcome.Irreversible => hasNote ? null : OutcomeError.NoteNeeded,
            TaskOutcome.Refused => hasNote || hasGround ? null : OutcomeError.NoteNeeded,
        };
    }

    /// <summary>
    /// An error, and the last day beside a ground that is wrong where that is missing too: the party can then correct both
    /// at once.
    /// </summary>
    public static IReadOnlyList<OutcomeError> ListWithMissing(OutcomeError error, OutcomeReport report) =>
        error is OutcomeError.GroundNeeded or OutcomeError.GroundUnknown
        && report is { Outcome: TaskOutcome.Retained, Until: null }
            ? [error, OutcomeError.UntilNeeded]
            : [error];

    /// <summary>The answer without empty texts, and without a date where nothing is kept.</summary>
    public static OutcomeReport Normalize(OutcomeReport report) =>
        report with
        {
            Ground = string.IsNullOrEmpty(report.Ground) ? null : report.Ground,
            Until = report.Outcome is TaskOutcome.Retained ? report.Until : null,
            Note = string.IsNullOrWhiteSpace(report.Note) ? null : report.Note.Trim(),
        };

    /// <summary>Returns true if the task already has this answer.</summary>
    public static bool IsAnswerOf(ErasureTask task, OutcomeReport report)
    {
        var normalized = Normalize(report);
        return task.State == normalized.Outcome.State
            && task.Ground == normalized.Ground
            && task.Until == normalized.Until
            && task.Note == normalized.Note;
    }

    /// <summary>The grounds that the laws of a request know for an outcome.</summary>
    public static IEnumerable<Ground> FindGrounds(TaskOutcome outcome, RequestPlaces places, DeadlineRules rules) =>
        outcome switch
        {
            TaskOutcome.Retained => rules.FindGrounds(places, GroundUse.Keeping),
            TaskOutcome.Refused => rules.FindRefusalGrounds(places),
            TaskOutcome.Erased or TaskOutcome.NothingHeld or TaskOutcome.Irreversible => [],
        };
}
