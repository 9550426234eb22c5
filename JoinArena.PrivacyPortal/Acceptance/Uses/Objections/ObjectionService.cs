using JoinArena.PrivacyPortal.Acceptance.Uses.Api;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Acceptance.Uses.Objections;

/// <summary>
/// Answers stops that the law has JoinArena weigh. A stop counts until its answer; an answer that names a ground on which
/// JoinArena goes on ends it from then on, and leaves what happened before as it was (GDPR 21(1)).
/// </summary>
public sealed class ObjectionService(
    IDbContextFactory<PortalDbContext> contexts,
    ObjectionEmails emails,
    PolicyLibrary library,
    TimeProvider clock
)
{
    /// <summary>Records the answer, and sends it to the worker and to JoinArena's systems.</summary>
    /// <param name="id">The objection's id.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="by">The sign-in of the officer.</param>
    /// <returns>The answered objection, or why nothing was recorded.</returns>
    public async Task<Result<UseObjection, ObjectionError>> AnswerAsync(
        Guid id,
        ObjectionAnswer answer,
        string by,
        CancellationToken ct
    )
    {
        if (answer.FindFault() is { } fault)
            return fault;
        var (ground, reasons) = answer.GetTexts();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var worker = await db.UseObjections.Where(o => o.Id == id).Select(o => o.WorkerId).SingleOrDefaultAsync(ct);
        if (worker is null)
            return ObjectionError.NotNow;
        await DecisionLock.AcquireAsync(db, worker, ct);
        var now = clock.GetInstant();
        // One statement, so that of two officers who answer at once only one does.
        var answered = await db
            .OpenUseObjections.Where(o => o.Id == id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(o => o.AnsweredAt, (DateTimeOffset?)now)
                        .SetProperty(o => o.Outcome, (ObjectionOutcome?)answer.Outcome)
                        .SetProperty(o => o.Ground, ground)
                        .SetProperty(o => o.Reasons, reasons)
                        .SetProperty(o => o.AnsweredBy, by),
                ct
            );
        if (answered == 0)
            return ObjectionError.NotNow;

        var objection = await db.UseObjections.AsNoTracking().SingleAsync(o => o.Id == id, ct);
        await db.Ledger.AppendAsync(ObjectionAnswered.FromObjection(objection), objection.Id, ct);
        var stop = await db.UseDecisions.AsNoTracking().SingleAsync(d => d.Id == objection.DecisionId, ct);
        await db.Webhooks.PublishAsync(
            WebhookTypes.UseStopAnswered,
            UseAnswerEventData.Create(stop, objection, library.Find(stop.Version)?.FindClause(stop.ClauseId)),
            now,
            ct
        );
        await emails.SendAsync(db, objection, stop, answer, ct);
        db.PublishChange(objection.WorkerId);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return objection;
    }

    /// <summary>The email with the answer, as it would be sent now. Nothing is changed.</summary>
    public async Task<Result<Notice, ObjectionError>> PreviewAsync(
        Guid id,
        ObjectionAnswer answer,
        CancellationToken ct
    )
    {
        if (answer.FindFault() is { } fault)
            return fault;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var objection = await db.OpenUseObjections.AsNoTracking().SingleOrDefaultAsync(o => o.Id == id, ct);
        if (objection is null)
            return ObjectionError.NotNow;
        var stop = await db.UseDecisions.AsNoTracking().SingleAsync(d => d.Id == objection.DecisionId, ct);
        return await emails.ComposeAsync(db, objection, stop, answer, ct);
    }
}

/// <summary>An answer to a stop.</summary>
/// <param name="Ground">The ground on which the use goes on; needed if it does.</param>
/// <param name="Reasons">The reasons, as the worker reads them; needed if the use goes on.</param>
public sealed record ObjectionAnswer(ObjectionOutcome Outcome, string? Ground = null, string? Reasons = null)
{
    internal ObjectionError? FindFault()
    {
        if (Outcome is ObjectionOutcome.Upheld)
            return null;
        if (string.IsNullOrWhiteSpace(Ground))
            return ObjectionError.GroundNeeded;
        if (string.IsNullOrWhiteSpace(Reasons))
            return ObjectionError.ReasonsNeeded;
        return
            Ground.Trim().Length > UseObjection.MaxGroundLength || Reasons.Trim().Length > UseObjection.MaxReasonsLength
            ? ObjectionError.TooLong
            : null;
    }

    /// <summary>What is kept of the texts: nothing, if the use stays stopped.</summary>
    internal (string? Ground, string? Reasons) GetTexts() =>
        Outcome switch
        {
            ObjectionOutcome.Upheld => (null, null),
            ObjectionOutcome.Denied => (Ground!.Trim(), Reasons!.Trim()),
        };
}
