using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <content>The parties' answers, and their corrections.</content>
public sealed partial class RequestProgressService
{
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
    public Task<Result<string, OutcomeError>> RecordAsync(
        Guid taskId,
        OutcomeReport report,
        Actor by,
        CancellationToken ct,
        int? round = null
    ) => RecordAsync(new(taskId, report, by, round, IsCorrection: false), ct);

    /// <summary>
    /// Records another answer of the party in place of the one it gave, as long as that is possible
    /// (<see cref="AnswerCorrection"/>). Later it is kept for the privacy team, like every different answer.
    /// </summary>
    /// <returns>The number of the request.</returns>
    public Task<Result<string, OutcomeError>> CorrectAsync(
        Guid taskId,
        OutcomeReport report,
        Actor by,
        CancellationToken ct,
        int? round = null
    ) => RecordAsync(new(taskId, report, by, round, IsCorrection: true), ct);

    /// <summary>
    /// Records another answer in place of one that an officer had written down for the party. Adds to the caller's unit of
    /// work.
    /// </summary>
    internal async Task<OutcomeError?> CorrectRecordedAsync(
        PortalDbContext db,
        DeletionRequest request,
        OfficerCorrection correction,
        CancellationToken ct
    )
    {
        var (taskId, report, reason, by) = correction;
        var task = request.Tasks.Single(t => t.Id == taskId);
        if (!task.State.IsAnswer)
            return OutcomeError.NotNow;
        var answer = new Answer(taskId, report, by, Round: null, IsCorrection: true) { Reason = reason };
        return await RecordAsync(db, request, task, answer, ct);
    }

    /// <summary>
    /// Records for this request what the party answered to the other one that the task follows. Adds to the caller's unit
    /// of work.
    /// </summary>
    /// <returns>Why that answer does not do for this request, such as a ground of another law; null if it is recorded.</returns>
    internal Task<OutcomeError?> RecordFollowedAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        OutcomeReport report,
        CancellationToken ct
    ) => RecordAsync(db, request, task, new(task.Id, report, Actor.Portal, Round: null, IsCorrection: false), ct);

    /// <summary>Returns why an answer would not be recorded, or null; changes nothing.</summary>
    public async Task<OutcomeError?> FindErrorAsync(
        Guid taskId,
        OutcomeReport report,
        Actor by,
        CancellationToken ct,
        int? round = null
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var request = await db.QueryRequestOfTask(taskId).AsNoTracking().Include(r => r.Tasks).SingleOrDefaultAsync(ct);
        if (request is null)
            return OutcomeError.NotFound;
        var task = request.Tasks.Single(t => t.Id == taskId);
        return await FindErrorAsync(db, request, task, new(taskId, report, by, round, IsCorrection: true), ct);
    }

    private async Task<Result<string, OutcomeError>> RecordAsync(Answer answer, CancellationToken ct)
    {
        var (taskId, report, by, _, _) = answer;
        var result = await requests.ChangeByTaskAsync(
            taskId,
            OutcomeError.NotFound,
            (db, request, task) => RecordAsync(db, request, task, answer, ct),
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

    private async Task<OutcomeError?> RecordAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        Answer answer,
        CancellationToken ct
    )
    {
        var now = clock.GetInstant();
        if (task.State.IsEnd && answer.IsFor(task) && OutcomeReportCheck.IsAnswerOf(task, answer.Report))
            return answer.Reason is null ? null : OutcomeError.SameAnswer;
        if (await FindErrorAsync(db, request, task, answer, ct) is { } error)
            return error;

        var before = task.State;
        var report = OutcomeReportCheck.Normalize(answer.Report);
        if (!before.IsEnd && !before.IsNotified)
            await RecordNotifiedAsync(db, request, new(task, answer.By, now), ct);
        if (before.IsEnd)
            request.CorrectAnswer(task, report, answer.By, now);
        else
            request.Record(task, report, answer.By, now);
        await RecordHoldingsAsync(db, request, task, isCorrected: before.IsEnd, ct);
        var answered = new ErasureAnswered(
            request.WorkerId,
            now,
            request.Number,
            task.PartyId,
            answer.Report.Outcome,
            task.Ground,
            task.Until?.ToIsoDay()
        );
        var recorded = before.IsEnd ? RequestEventKind.AnswerCorrected : RequestEventKind.PartyAnswered;
        await db.Ledger.AppendAsync(answered, request.FindLastEvent(recorded).Id, ct);
        // The email about the end says what the last party answered, too.
        if (request.State.IsEnd)
            await RecordEndAsync(db, request, task, now, ct);
        else
            await emails.SendAnsweredAsync(db, request, task, before.IsEnd ? new(before, answer.Reason) : null, ct);
        return null;
    }

    private async Task<OutcomeError?> FindErrorAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        Answer answer,
        CancellationToken ct
    )
    {
        if (!answer.IsFor(task))
            return OutcomeError.AskedAgain;
        // JoinArena refused this part: nothing was asked, so there is nothing to answer.
        if (task.State is TaskState.NotAsked)
            return OutcomeError.NotNow;
        if (task.State.IsEnd && !(answer.IsCorrection && await CanCorrectAsync(db, request, task, answer, ct)))
            return OutcomeError.AlreadyAnswered;
        if (request.State is not RequestState.InProgress)
            return OutcomeError.NotNow;
        if (OutcomeReportCheck.FindError(answer.Report, request, rules, clock.GetInstant()) is { } error)
            return error;
        if (task.IsOwnSearch && string.IsNullOrWhiteSpace(answer.Report.Note))
            return OutcomeError.SearchNoteNeeded;
        return await FindLimitAsync(db, request, task, answer, ct);
    }

    private async Task RecordHoldingsAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        bool isCorrected,
        CancellationToken ct
    )
    {
        // Not the time of a correction, which may be after another copy went to the party.
        var answeredAt = task.EndedAt!.Value;
        foreach (var holding in await PartyHoldings.QueryHoldings(db, request.WorkerId, task).ToListAsync(ct))
        {
            // Since then the party may have erased that other copy.
            if (holding.ErasedAt > answeredAt)
                continue;
            if (task.State is TaskState.Erased or TaskState.NothingHeld)
                holding.MarkErased(answeredAt);
            else if (isCorrected)
                holding.MarkHeld();
        }
    }

    private async Task<bool> CanCorrectAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        Answer answer,
        CancellationToken ct
    ) =>
        answer.Reason is null
            ? await AnswerCorrection.FindLastInstantAsync(db, request, task, clock.GetInstant(), ct) is not null
            : await AnswerCorrection.MayOfficerCorrectAsync(db, request, task, ct);

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

    private sealed record Answer(Guid TaskId, OutcomeReport Report, Actor By, int? Round, bool IsCorrection)
    {
        /// <summary>Why an officer corrects what an officer wrote down; null for every other answer.</summary>
        public string? Reason { get; init; }

        public bool IsFor(ErasureTask task) => Round is null || Round == task.Round;
    }
}
