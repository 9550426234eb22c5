using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Decisions;

/// <summary>
/// What officers decide about a request: to extend the deadline, or to refuse. A refusal needs two officers unless
/// <c>Portal:Deletion:FourEyes</c> is false.
/// </summary>
public sealed class DecisionService(
    RequestTransactions requests,
    DeadlineRules rules,
    DeletionOptions options,
    DecisionEmails emails,
    CertificateService certificates,
    TimeProvider clock
)
{
    /// <summary>Extends the deadline and notifies the worker of the reason (GDPR 12(3); 11 CCR 7021(b)).</summary>
    public Task<Result<string, DecisionError>> ExtendAsync(
        string number,
        string? reason,
        Actor by,
        CancellationToken ct
    ) => ChangeAsync(number, (db, request) => ExtendAsync(db, request, reason, by, ct), ct);

    private async Task<DecisionError?> ExtendAsync(
        PortalDbContext db,
        DeletionRequest request,
        string? reason,
        Actor by,
        CancellationToken ct
    )
    {
        if (RefusalCheck.FindFault(reason) is { } missing)
            return missing;
        var now = clock.GetInstant();
        if (!request.CanExtend(now))
            return DecisionError.NotExtendable;

        request.Extend(by, rules.FindJurisdiction(request.Jurisdiction).Zone, now);
        await db.Ledger.AppendAsync(
            new DeletionExtended(
                request.WorkerId,
                now,
                request.Number,
                request.DueBy!.Value.ToIsoDay(),
                reason!.Trim()
            ),
            request.FindLastEvent(RequestEventKind.Extended).Id,
            ct
        );
        await emails.SendExtensionAsync(db, request, reason!, ct);
        return null;
    }

    /// <summary>
    /// Proposes to refuse the request, or one party's part of it. If one officer is enough, this refuses it.
    /// </summary>
    public Task<Result<string, DecisionError>> ProposeAsync(
        string number,
        Refusal refusal,
        Actor by,
        CancellationToken ct
    ) => ChangeAsync(number, (db, request) => ProposeAsync(db, request, refusal, by, ct), ct);

    private async Task<DecisionError?> ProposeAsync(
        PortalDbContext db,
        DeletionRequest request,
        Refusal refusal,
        Actor by,
        CancellationToken ct
    )
    {
        if (RefusalCheck.FindFault(rules, request, refusal) is { } wrong)
            return wrong;
        var open = await db
            .RefusalProposals.Where(p => p.RequestId == request.Id && p.DecidedAt == null)
            .ToListAsync(ct);
        if (open.Exists(p => p.TaskId is null || refusal.TaskId is null || p.TaskId == refusal.TaskId))
            return DecisionError.AlreadyProposed;

        var proposal = db
            .RefusalProposals.Add(
                new()
                {
                    RequestId = request.Id,
                    TaskId = refusal.TaskId,
                    Ground = refusal.Ground!,
                    Reason = refusal.Reason!.Trim(),
                    ProposedBy = by.Name!,
                    ProposedAt = clock.GetInstant(),
                }
            )
            .Entity;
        if (!options.FourEyes)
        {
            await ApproveAsync(db, request, proposal, by, ct);
            return null;
        }

        var part = proposal.FindPart(request);
        request.AddOfficerEvent(RequestEventKind.RefusalProposed, part, by, proposal.ProposedAt);
        return null;
    }

    /// <summary>
    /// Decides on another officer's proposal. The first decision is final; the same decision again changes nothing.
    /// </summary>
    public Task<Result<string, DecisionError>> DecideAsync(
        Guid proposalId,
        bool approve,
        Actor by,
        CancellationToken ct
    ) => requests.RunAsync(transaction => DecideAsync(transaction, proposalId, approve, by, ct), ct);

    private async Task<Result<string, DecisionError>> DecideAsync(
        RequestTransaction transaction,
        Guid proposalId,
        bool approve,
        Actor by,
        CancellationToken ct
    )
    {
        var db = transaction.Db;
        var proposals = db.RefusalProposals;
        var request = await transaction.LoadAsync(
            r => proposals.Any(p => p.Id == proposalId && p.RequestId == r.Id),
            ct
        );
        if (request is null)
            return DecisionError.NotFound;
        var proposal = await proposals.SingleAsync(p => p.Id == proposalId, ct);
        if (proposal.DecidedAt is not null)
            return proposal.IsApproved == approve ? request.Number : DecisionError.NotNow;

        if (approve)
        {
            if (string.Equals(proposal.ProposedBy, by.Name, StringComparison.OrdinalIgnoreCase))
                return DecisionError.SecondPersonNeeded;
            var refusal = new Refusal(proposal.TaskId, proposal.Ground, proposal.Reason);
            if (RefusalCheck.FindFault(rules, request, refusal) is { } wrong)
                return wrong;
            await ApproveAsync(db, request, proposal, by, ct);
        }
        else
        {
            var now = clock.GetInstant();
            proposal.Decide(approve: false, by.Name!, now);
            request.AddOfficerEvent(RequestEventKind.RefusalDeclined, proposal.FindPart(request), by, now);
        }

        await transaction.CommitAsync(ct);
        return request.Number;
    }

    /// <summary>Whether the law allows an extension today, in the authority's time zone.</summary>
    public bool CanExtend(DeletionRequest request) => request.CanExtend(clock.GetInstant());

    /// <summary>Whether the law's last day to refuse has passed, in the authority's time zone.</summary>
    public bool IsRefusalLate(DeletionRequest request) =>
        (request.RefuseBy ?? request.DueBy) < rules.ToLocalDay(request.Jurisdiction, clock.GetInstant());

    private async Task ApproveAsync(
        PortalDbContext db,
        DeletionRequest request,
        RefusalProposal proposal,
        Actor by,
        CancellationToken ct
    )
    {
        var now = clock.GetInstant();
        proposal.Decide(approve: true, by.Name!, now);
        var task = proposal.FindPart(request);
        PartyNotificationQueue.EnqueueWithdrawals(db, request, task is null ? request.Tasks : [task], now);
        if (task is null)
            request.Refuse(proposal.Ground, proposal.Reason, by, now);
        else
            request.RefusePart(task, proposal.Ground, proposal.Reason, by, now);

        await db.Ledger.AppendAsync(
            new DeletionRefused(request.WorkerId, now, request.Number, task?.PartyId, proposal.Ground),
            request.FindLastEvent(RequestEventKind.RefusedByUs).Id,
            ct
        );
        if (request.State.IsEnd)
        {
            await db.Ledger.AppendAsync(
                new DeletionEnded(request.WorkerId, now, request.Number, request.State),
                task is null
                    ? DeletionEnded.CreateEntryId(request.FindLastEvent(RequestEventKind.RefusedByUs).Id, now)
                    : request.FindLastEvent(RequestEventKind.Ended).Id,
                ct
            );
        }

        var certificate = request.State.IsEnd ? await certificates.IssueAsync(db, request, ct) : null;
        var refused = new RefusedPart(task?.PartyName, proposal.Ground, proposal.Reason);
        await emails.SendRefusalAsync(db, request, refused, certificate, ct);
    }

    private Task<Result<string, DecisionError>> ChangeAsync(
        string number,
        Func<PortalDbContext, DeletionRequest, Task<DecisionError?>> change,
        CancellationToken ct
    ) => requests.ChangeAsync(r => r.Number == number && r.ConfirmedAt != null, DecisionError.NotFound, change, ct);
}
