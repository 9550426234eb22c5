using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Notifications;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Decisions;

/// <summary>
/// What officers read before they decide: the emails as the worker would get them, and the proposals that wait.
/// </summary>
public sealed class DecisionPreviews(
    IDbContextFactory<PortalDbContext> contexts,
    DeadlineRules rules,
    DecisionService decisions,
    DecisionEmails emails
)
{
    /// <summary>What can be decided about a request now; null if there is none with that number.</summary>
    public async Task<AvailableDecisions?> FindAvailableAsync(string number, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await ReadAsync(db, number, ct) is not { } request)
            return null;
        var proposals = await db
            .RefusalProposals.AsNoTracking()
            .Where(p => p.RequestId == request.Id && p.DecidedAt == null)
            .OrderBy(p => p.ProposedAt)
            .ToListAsync(ct);
        return new(
            decisions.CanExtend(request),
            request.ExtendableTo,
            request.CanRefuse && proposals.Count == 0,
            [
                .. request
                    .Tasks.Where(t =>
                        request.CanRefusePart(t) && !proposals.Exists(p => p.TaskId is null || p.TaskId == t.Id)
                    )
                    .OrderBy(t => t.PartyName, StringComparer.OrdinalIgnoreCase)
                    .Select(t => new RefusablePart(t.Id, t.PartyName)),
            ],
            rules.FindRefusalGrounds(request.Places),
            [
                .. proposals.Select(p => new PendingRefusal(
                    p.Id,
                    request.Tasks.FirstOrDefault(t => t.Id == p.TaskId)?.PartyName,
                    rules.FindGround(request.Places, p.Ground),
                    p.Reason,
                    p.ProposedBy,
                    p.ProposedAt
                )
                {
                    Obstacle = RefusalCheck.FindObstacle(rules, request, p),
                    TaskId = p.TaskId,
                }),
            ]
        )
        {
            RefuseBy = request.RefuseBy ?? request.DueBy!.Value,
            IsRefusalDayFixed = request.RefuseBy is not null,
            IsRefusalLate = decisions.IsRefusalLate(request),
            ExtendBy = decisions.CanExtend(request) ? request.DueBy : null,
            ExtendedAt = request.ExtendedAt,
            LawsWithoutExtension = rules.FindLawsWithoutExtension(request.Places),
            ExtensionDuties = rules.FindExtensionDuties(request.Places),
        };
    }

    /// <summary>The email about an extension; null if none is possible.</summary>
    public async Task<Notice?> PreviewExtensionAsync(string number, string reason, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await ReadAsync(db, number, ct) is { ExtendableTo: { } longer } request
            ? await emails.ComposeExtensionAsync(db, request, longer, reason, ct)
            : null;
    }

    /// <summary>The email about a refusal; null if there is no such request.</summary>
    public async Task<Notice?> PreviewRefusalAsync(string number, Refusal refusal, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await ReadAsync(db, number, ct) is { } request
            ? await emails.ComposeRefusalAsync(
                db,
                request,
                new(
                    request.Tasks.FirstOrDefault(t => t.Id == refusal.TaskId)?.PartyName,
                    refusal.Ground ?? "",
                    refusal.Reason ?? ""
                ),
                ct
            )
            : null;
    }

    /// <summary>The email that the worker gets if a proposed refusal is approved; null if there is no such request.</summary>
    public async Task<Notice?> PreviewProposalAsync(string number, PendingRefusal proposal, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await ReadAsync(db, number, ct) is { } request
            ? await emails.ComposeRefusalAsync(
                db,
                request,
                new(proposal.PartyName, proposal.Ground?.Code ?? "", proposal.Reason),
                ct
            )
            : null;
    }

    private static Task<DeletionRequest?> ReadAsync(PortalDbContext db, string number, CancellationToken ct) =>
        db
            .DeletionRequests.AsNoTracking()
            .Include(r => r.Tasks)
            .SingleOrDefaultAsync(r => r.Number == number && r.ConfirmedAt != null, ct);
}
