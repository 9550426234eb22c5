using JoinArena.PrivacyPortal.Acceptance.Uses.Api;
using JoinArena.PrivacyPortal.Acceptance.Uses.Objections;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Faults;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Acceptance.Uses;

/// <summary>
/// Records that a worker stops a use of their data, or allows it again. Needs no acceptance and no reason (GDPR 7(3),
/// 21(1)).
/// </summary>
public sealed class UseService(
    IDbContextFactory<PortalDbContext> contexts,
    UseQueries uses,
    UseReceiptIssuer receipts,
    UseEmails emails,
    DeadlineRules rules,
    TimeProvider clock
)
{
    /// <summary>Records the change. Stopping what is stopped, or allowing what is allowed, changes nothing.</summary>
    /// <returns>The new decision, if there is one, or why nothing was recorded.</returns>
    public async Task<Result<UseResult, UseError>> ChangeAsync(string workerId, UseChange change, CancellationToken ct)
    {
        // The same worker may decide on another connection after we looked; the next try finds that.
        return await WriteRetry.RunAsync(() => TryChangeAsync(workerId, change, ct));
    }

    private async Task<Result<UseResult, UseError>> TryChangeAsync(
        string workerId,
        UseChange change,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        await DecisionLock.AcquireAsync(db, workerId, ct);
        // Read before the use: a decision that is recorded meanwhile is seen there, or has this number and stops this one.
        var last = await db.Set<UseDecision>().Where(d => d.WorkerId == workerId).MaxAsync(d => (int?)d.Number, ct);
        if (await uses.FindUseAsync(db, workerId, change.ClauseId, ct) is not { } use)
            return UseError.UnknownUse;
        if (change.Recipient is { } recipient && !use.Clause.Recipients.Contains(recipient))
            return UseError.UnknownRecipient;
        if (!use.IsChangedBy(change))
            return new UseResult(null);

        var worker = await db.Workers.SingleAsync(w => w.Id == workerId, ct);
        var at = clock.GetInstant();
        var id = Guid.CreateVersion7();
        var evidence = DecisionEvidence.FromRequest(change.Evidence);
        var decision = new UseDecision
        {
            Id = id,
            WorkerId = workerId,
            Number = (last ?? 0) + 1,
            Kind = change.Kind,
            ClauseId = change.ClauseId,
            Recipient = change.Recipient,
            At = at,
            Version = use.Version.Name,
            Language = change.Language,
            Evidence = evidence,
            Receipt = receipts.Issue(new(id, worker, use, change, evidence, at)),
        };
        await db.AddUseDecisionAsync(decision, ct);
        var objection = await UpdateObjectionsAsync(db, decision, use, worker, ct);
        await db.Webhooks.PublishAsync(
            change.Kind switch
            {
                UseDecisionKind.Stopped => WebhookTypes.UseStopped,
                UseDecisionKind.Resumed => WebhookTypes.UseResumed,
            },
            UseEventData.Create(decision, use),
            at,
            ct
        );
        db.Notices.SendToWorker(worker, emails.Compose(decision, use, worker, objection), at);
        db.PublishChange(workerId);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return new UseResult(decision);
    }

    /// <summary>
    /// A stop that the law has us weigh gets its clock; one that is taken back needs no answer any more.
    /// </summary>
    private async Task<UseObjection?> UpdateObjectionsAsync(
        PortalDbContext db,
        UseDecision decision,
        ClauseUse use,
        Worker worker,
        CancellationToken ct
    )
    {
        if (decision.Kind is UseDecisionKind.Resumed)
        {
            var open = await db
                .OpenUseObjections.Where(o => o.WorkerId == decision.WorkerId)
                .Select(o => new
                {
                    o.Id,
                    o.ClauseId,
                    o.Recipient,
                })
                .ToListAsync(ct);
            // The stop may be of the clause that this one carries on.
            List<Guid> takenBack =
            [
                .. open.Where(o =>
                        uses.AreRelated(o.ClauseId, decision.ClauseId)
                        && (decision.Recipient is null || o.Recipient == decision.Recipient)
                    )
                    .Select(o => o.Id),
            ];
            await db
                .OpenUseObjections.Where(o => takenBack.Contains(o.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(o => o.TakenBackAt, (DateTimeOffset?)decision.At), ct);
            return null;
        }

        var deadline = ObjectionQueries.ComputeDeadline(rules, use.Clause, worker.Jurisdiction, decision.At);
        return deadline is null ? null : db.UseObjections.Add(new(decision, deadline)).Entity;
    }
}

/// <summary>What came of a change.</summary>
/// <param name="Recorded">The new decision; null if the use was already so.</param>
public sealed record UseResult(UseDecision? Recorded);
