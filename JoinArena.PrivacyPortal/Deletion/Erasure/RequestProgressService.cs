using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>Why something about a party's part cannot be taken down.</summary>
public enum OutcomeError
{
    NotFound,

    /// <summary>Not in a state in which this can be done: over, or not begun.</summary>
    NotNow,

    /// <summary>It has been answered already, and otherwise.</summary>
    AlreadyAnswered,

    /// <summary>Keeping needs a ground that the law of the worker's place knows.</summary>
    GroundNeeded,

    /// <summary>That law knows no such ground.</summary>
    GroundUnknown,

    /// <summary>Keeping needs a last day, not in the past.</summary>
    UntilNeeded,

    /// <summary>What cannot be undone, and a refusal without ground, need words for the worker.</summary>
    NoteNeeded,
    NoteTooLong,

    /// <summary>The link was for an earlier time the party was asked.</summary>
    AskedAgain,
}

/// <summary>What the privacy team, and parties over the API, do with requests.</summary>
public sealed class RequestProgressService(
    RequestTransactions requests,
    DeadlineRules rules,
    Dispatch dispatch,
    RequestEmails letters,
    CertificateService certificates,
    ConflictingAnswerStore others,
    TimeProvider clock
)
{
    /// <summary>Ends the cooling-off time of a request, for an urgent reason.</summary>
    public Task<Result<string, OutcomeError>> StartNowAsync(string number, Actor by, CancellationToken ct) =>
        requests.ChangeAsync(
            r => r.Number == number,
            OutcomeError.NotFound,
            (db, request) => StartNowAsync(db, request, by, ct),
            ct
        );

    /// <summary>Takes down that a party has been told by a person. Told twice is told once.</summary>
    public Task<Result<string, OutcomeError>> MarkNotifiedAsync(Guid taskId, Actor by, CancellationToken ct) =>
        requests.ChangeAsync(
            r => r.Tasks.Any(t => t.Id == taskId),
            OutcomeError.NotFound,
            (db, request) => MarkNotifiedAsync(db, request, request.Tasks.Single(t => t.Id == taskId), by, ct),
            ct
        );

    /// <summary>
    /// Takes down a party's answer; the last one ends the request. The same answer twice is one answer; another one is
    /// kept beside it, and changes nothing.
    /// </summary>
    /// <param name="taskId">Whose answer.</param>
    /// <param name="report">The answer.</param>
    /// <param name="by">Who gives it.</param>
    /// <param name="ct">Stops.</param>
    /// <param name="round">Which time of asking it answers, where a link says so.</param>
    public async Task<Result<string, OutcomeError>> RecordAsync(
        Guid taskId,
        OutcomeReport report,
        Actor by,
        CancellationToken ct,
        int? round = null
    )
    {
        var result = await RecordOnceAsync(taskId, report, by, round, ct);
        if (
            !result.IsSuccess
            && by.Kind is ActorKind.Party
            && result.Error is OutcomeError.AlreadyAnswered or OutcomeError.NotNow or OutcomeError.AskedAgain
        )
        {
            await others.SaveAsync(taskId, Tidy(report), by, ct);
        }

        return result;
    }

    private Task<Result<string, OutcomeError>> RecordOnceAsync(
        Guid taskId,
        OutcomeReport report,
        Actor by,
        int? round,
        CancellationToken ct
    ) =>
        requests.ChangeAsync(
            r => r.Tasks.Any(t => t.Id == taskId),
            OutcomeError.NotFound,
            (db, request) => RecordAsync(db, request, request.Tasks.Single(t => t.Id == taskId), report, by, round, ct),
            ct
        );

    private async Task<OutcomeError?> RecordAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        OutcomeReport report,
        Actor by,
        int? round,
        CancellationToken ct
    )
    {
        var now = clock.GetInstant();
        if (round is not null && round != task.Round)
            return OutcomeError.AskedAgain;
        if (task.State.IsEnd)
            return IsSameAnswer(task, report) ? null : OutcomeError.AlreadyAnswered;
        if (request.State is not RequestState.InProgress)
            return OutcomeError.NotNow;
        if (Check(request, report, now) is { } refusal)
            return refusal;

        if (!task.State.IsNotified)
            await dispatch.MarkNotifiedAsync(db, request, task, by, ct);
        request.Record(task, Tidy(report), by, now);
        if (report.Outcome is TaskOutcome.Erased or TaskOutcome.NothingHeld)
        {
            await foreach (
                var holding in PartyHoldings
                    .HoldingsOf(db, request.WorkerId, task)
                    .AsAsyncEnumerable()
                    .WithCancellation(ct)
            )
            {
                holding.MarkErased(now);
            }
        }

        await db.Ledger.AppendAsync(
            new ErasureAnswered(
                request.WorkerId,
                now,
                request.Number,
                task.PartyId,
                report.Outcome,
                task.Ground,
                task.Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            ),
            request.FindLastEvent(RequestEventKind.PartyAnswered).Id,
            ct
        );
        await letters.SendAnsweredAsync(db, request, task, ct);
        if (!request.State.IsEnd)
            return null;
        await db.Ledger.AppendAsync(
            new DeletionEnded(request.WorkerId, now, request.Number, request.State),
            request.FindLastEvent(RequestEventKind.Ended).Id,
            ct
        );
        await letters.SendEndedAsync(db, request, await certificates.IssueAsync(db, request, ct), ct);
        return null;
    }

    private async Task<OutcomeError?> StartNowAsync(
        PortalDbContext db,
        DeletionRequest request,
        Actor by,
        CancellationToken ct
    )
    {
        if (request.State is RequestState.InProgress)
            return null;
        if (request.State is not RequestState.Confirmed || request.IsIdentityAwaited)
            return OutcomeError.NotNow;
        await dispatch.StartAsync(db, request, by, ct);
        return null;
    }

    private async Task<OutcomeError?> MarkNotifiedAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        Actor by,
        CancellationToken ct
    )
    {
        if (task.State.IsNotified)
            return null;
        if (
            request.State is not RequestState.InProgress
            || await LegalHold.IsHeldAsync(db, request.WorkerId, task.PartyId, ct)
        )
        {
            return OutcomeError.NotNow;
        }

        await dispatch.MarkNotifiedAsync(db, request, task, by, ct);
        return null;
    }

    private OutcomeError? Check(DeletionRequest request, OutcomeReport report, DateTimeOffset now)
    {
        if (report.Note?.Length > OutcomeReport.MaxNoteLength)
            return OutcomeError.NoteTooLong;
        var note = string.IsNullOrWhiteSpace(report.Note) ? null : report.Note;
        if (report.Ground is { Length: > 0 } ground && !Grounds(request, report.Outcome).Contains(ground))
            return OutcomeError.GroundUnknown;
        return report.Outcome switch
        {
            TaskOutcome.Erased or TaskOutcome.NothingHeld => null,
            TaskOutcome.Retained when string.IsNullOrEmpty(report.Ground) => OutcomeError.GroundNeeded,
            TaskOutcome.Retained => report.Until is null || report.Until < rules.ToLocalDay(request.Jurisdiction, now)
                ? OutcomeError.UntilNeeded
                : null,
            TaskOutcome.Irreversible => note is null ? OutcomeError.NoteNeeded : null,
            TaskOutcome.Refused => note is null && string.IsNullOrEmpty(report.Ground) ? OutcomeError.NoteNeeded : null,
        };
    }

    private IEnumerable<string> Grounds(DeletionRequest request, TaskOutcome outcome) =>
        outcome switch
        {
            TaskOutcome.Retained or TaskOutcome.Refused => rules
                .FindGrounds(request.Jurisdiction, GroundUse.Keeping)
                .Concat(
                    outcome is TaskOutcome.Refused ? rules.FindGrounds(request.Jurisdiction, GroundUse.Refusing) : []
                )
                .Select(g => g.Code),
            TaskOutcome.Erased or TaskOutcome.NothingHeld or TaskOutcome.Irreversible => [],
        };

    private static OutcomeReport Tidy(OutcomeReport report) =>
        report with
        {
            Ground = string.IsNullOrEmpty(report.Ground) ? null : report.Ground,
            Until = report.Outcome is TaskOutcome.Retained ? report.Until : null,
            Note = string.IsNullOrWhiteSpace(report.Note) ? null : report.Note.Trim(),
        };

    private static bool IsSameAnswer(ErasureTask task, OutcomeReport report) =>
        Tidy(report) is var said
        && task.State == said.Outcome.State
        && task.Ground == said.Ground
        && task.Until == said.Until
        && task.Note == said.Note;
}
