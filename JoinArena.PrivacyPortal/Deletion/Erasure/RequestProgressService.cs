using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>Records how a request progresses: parties are notified, parties answer, the request ends.</summary>
public sealed class RequestProgressService(
    RequestTransactions requests,
    DeadlineRules rules,
    RequestStarter starter,
    RequestEmails emails,
    CertificateService certificates,
    ConflictingAnswerStore conflictingAnswers,
    TimeProvider clock
)
{
    /// <summary>Ends the cooling-off time of a request early, for an urgent reason.</summary>
    /// <returns>The number of the request.</returns>
    public Task<Result<string, OutcomeError>> StartNowAsync(string number, Actor by, CancellationToken ct) =>
        requests.ChangeAsync(
            r => r.Number == number,
            OutcomeError.NotFound,
            (db, request) => StartNowAsync(db, request, by, ct),
            ct
        );

    /// <summary>
    /// Records that a person has notified a party. Has no effect if the party has already been notified.
    /// </summary>
    /// <returns>The number of the request.</returns>
    public Task<Result<string, OutcomeError>> MarkNotifiedAsync(Guid taskId, Actor by, CancellationToken ct) =>
        requests.ChangeAsync(
            r => r.Tasks.Any(t => t.Id == taskId),
            OutcomeError.NotFound,
            (db, request) => MarkNotifiedAsync(db, request, request.Tasks.Single(t => t.Id == taskId), by, ct),
            ct
        );

    /// <summary>
    /// Records a party's answer; the last one ends the request. Repeating an answer has no effect. A different answer
    /// from the party itself is kept for the privacy team and changes nothing.
    /// </summary>
    /// <param name="taskId">The task that is answered.</param>
    /// <param name="report">The answer.</param>
    /// <param name="by">Who gives the answer.</param>
    /// <param name="ct">Cancels the change before it is committed.</param>
    /// <param name="round">The round of asking that is answered, if the answer came through a link.</param>
    /// <returns>The number of the request.</returns>
    public async Task<Result<string, OutcomeError>> RecordAsync(
        Guid taskId,
        OutcomeReport report,
        Actor by,
        CancellationToken ct,
        int? round = null
    )
    {
        var result = await requests.ChangeAsync(
            r => r.Tasks.Any(t => t.Id == taskId),
            OutcomeError.NotFound,
            (db, request) => RecordAsync(db, request, new(taskId, report, by, round), ct),
            ct
        );
        if (
            !result.IsSuccess
            && by.Kind is ActorKind.Party
            && result.Error is OutcomeError.AlreadyAnswered or OutcomeError.NotNow or OutcomeError.AskedAgain
        )
        {
            await conflictingAnswers.SaveAsync(taskId, OutcomeReportCheck.Normalize(report), by, ct);
        }

        return result;
    }

    /// <summary>
    /// Records that a party has been notified: in the task, in its holdings and in the ledger. Adds to the caller's
    /// unit of work.
    /// </summary>
    internal async Task RecordNotifiedAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        Actor by,
        CancellationToken ct
    )
    {
        var now = clock.GetInstant();
        request.MarkNotified(task, by, now);
        foreach (var holding in await PartyHoldings.HoldingsOf(db, request.WorkerId, task).ToListAsync(ct))
            holding.MarkAsked(now);

        var asked = new ErasureAsked(
            request.WorkerId,
            now,
            request.Number,
            task.PartyId,
            [.. task.Items.Select(i => i.ItemId)]
        );
        await db.Ledger.AppendAsync(asked, request.FindLastEvent(RequestEventKind.PartyNotified).Id, ct);
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
        await starter.StartAsync(db, request, by, ct);
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
            || task.State.IsEnd
            || await LegalHold.IsHeldAsync(db, request.WorkerId, task.PartyId, ct)
        )
        {
            return OutcomeError.NotNow;
        }

        await RecordNotifiedAsync(db, request, task, by, ct);
        return null;
    }

    private async Task<OutcomeError?> RecordAsync(
        PortalDbContext db,
        DeletionRequest request,
        Answer answer,
        CancellationToken ct
    )
    {
        var now = clock.GetInstant();
        var task = request.Tasks.Single(t => t.Id == answer.TaskId);
        if (answer.Round is not null && answer.Round != task.Round)
            return OutcomeError.AskedAgain;
        // JoinArena refused this part: nothing was asked, so there is nothing to answer.
        if (task.State is TaskState.NotAsked)
            return OutcomeError.NotNow;
        if (task.State.IsEnd)
            return OutcomeReportCheck.IsAnswerOf(task, answer.Report) ? null : OutcomeError.AlreadyAnswered;
        if (request.State is not RequestState.InProgress)
            return OutcomeError.NotNow;
        if (OutcomeReportCheck.FindError(answer.Report, request, rules, now) is { } error)
            return error;
        if (task.IsOwnSearch && string.IsNullOrWhiteSpace(answer.Report.Note))
            return OutcomeError.SearchNoteNeeded;
        if (await FindLimitAsync(db, request, task, answer, ct) is { } limit)
            return limit;

        if (!task.State.IsNotified)
            await RecordNotifiedAsync(db, request, task, answer.By, ct);
        request.Record(task, OutcomeReportCheck.Normalize(answer.Report), answer.By, now);
        if (answer.Report.Outcome is TaskOutcome.Erased or TaskOutcome.NothingHeld)
        {
            foreach (var holding in await PartyHoldings.HoldingsOf(db, request.WorkerId, task).ToListAsync(ct))
                holding.MarkErased(now);
        }

        var answered = new ErasureAnswered(
            request.WorkerId,
            now,
            request.Number,
            task.PartyId,
            answer.Report.Outcome,
            task.Ground,
            task.Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        );
        await db.Ledger.AppendAsync(answered, request.FindLastEvent(RequestEventKind.PartyAnswered).Id, ct);
        // The email about the end says what the last party answered, too.
        if (request.State.IsEnd)
            await RecordEndAsync(db, request, task, now, ct);
        else
            await emails.SendAnsweredAsync(db, request, task, ct);
        return null;
    }

    private async Task<OutcomeError?> FindLimitAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        Answer answer,
        CancellationToken ct
    )
    {
        if (rules.FindGround(request.Places, answer.Report.Ground) is not { } ground)
            return null;
        var received = rules.ToLocalDay(request.Jurisdiction, request.CountsFrom!.Value);
        return await new GroundLimits(ground, answer.Report, answer.By, received).FindErrorAsync(db, request, task, ct);
    }

    private async Task RecordEndAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask last,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var ended = new DeletionEnded(request.WorkerId, now, request.Number, request.State);
        await db.Ledger.AppendAsync(ended, request.FindLastEvent(RequestEventKind.Ended).Id, ct);
        var certificate = await certificates.IssueAsync(db, request, ct);
        await emails.SendEndedAsync(db, request, last, certificate.ToAttachment(request.Number), ct);
    }

    private sealed record Answer(Guid TaskId, OutcomeReport Report, Actor By, int? Round);
}
