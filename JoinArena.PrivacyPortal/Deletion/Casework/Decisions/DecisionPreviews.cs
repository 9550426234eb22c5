using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Notifications;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Decisions;

/// <summary>
/// What officers read before they decide: the letters as the worker would get them, and what colleagues have proposed.
/// </summary>
public sealed class DecisionPreviews(
    IDbContextFactory<PortalDbContext> contexts,
    DeadlineRules rules,
    DecisionService desk,
    DecisionEmails letters
)
{
    /// <summary>What is open to the officer on a request; null if there is none of that number.</summary>
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
            desk.CanExtend(request),
            request.ExtendableTo,
            request.CanRefuse,
            [
                .. request
                    .Tasks.Where(request.CanRefusePart)
                    .OrderBy(t => t.PartyName, StringComparer.OrdinalIgnoreCase)
                    .Select(t => new RefusablePart(t.Id, t.PartyName)),
            ],
            [
                .. rules.FindGrounds(request.Jurisdiction, GroundUse.Refusing),
                .. rules.FindGrounds(request.Jurisdiction, GroundUse.Keeping),
            ],
            [
                .. proposals.Select(p => new PendingRefusal(
                    p.Id,
                    request.Tasks.FirstOrDefault(t => t.Id == p.TaskId)?.PartyName,
                    rules.FindGround(request.Jurisdiction, p.Ground),
                    p.Reason,
                    p.ProposedBy,
                    p.ProposedAt
                )),
            ]
        );
    }

    /// <summary>The letter about more time; null where none can be taken.</summary>
    public async Task<Notice?> PreviewExtensionAsync(string number, string reason, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await ReadAsync(db, number, ct) is { ExtendableTo: { } longer } request
            ? await letters.ComposeExtensionAsync(db, request, longer, reason, ct)
            : null;
    }

    /// <summary>The letter about a refusal; null if there is no such request.</summary>
    public async Task<Notice?> PreviewRefusalAsync(string number, Refusal refusal, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await ReadAsync(db, number, ct) is { } request
            ? await letters.ComposeRefusalAsync(
                db,
                request,
                request.Tasks.FirstOrDefault(t => t.Id == refusal.TaskId)?.PartyName,
                refusal.Ground ?? "",
                refusal.Reason ?? "",
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

/// <summary>What can be decided about a request now.</summary>
/// <param name="ExtendableTo">The last day after an extension.</param>
/// <param name="CanRefuse">Whether it can still be refused as a whole.</param>
/// <param name="Parts">The parties whose part can be refused.</param>
/// <param name="Grounds">The grounds the law of the worker's place knows.</param>
/// <param name="Proposals">What waits for a second officer, oldest first.</param>
public sealed record AvailableDecisions(
    bool CanExtend,
    DateOnly? ExtendableTo,
    bool CanRefuse,
    IReadOnlyList<RefusablePart> Parts,
    IReadOnlyList<Ground> Grounds,
    IReadOnlyList<PendingRefusal> Proposals
)
{
    /// <summary>Whether anything is left to refuse.</summary>
    public bool CanRefuseSome => CanRefuse || Parts.Count > 0;
}

/// <summary>A party whose part can be refused.</summary>
public sealed record RefusablePart(Guid TaskId, string PartyName);

/// <summary>A refusal that waits for a second officer.</summary>
/// <param name="PartyName">Null for the whole request.</param>
public sealed record PendingRefusal(
    Guid Id,
    string? PartyName,
    Ground? Ground,
    string Reason,
    string ProposedBy,
    DateTimeOffset ProposedAt
);
