using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Parties;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests.Scope;

/// <summary>What people call the party or interview that a scope names by its id.</summary>
/// <param name="Party">For <see cref="ScopeKind.Party"/>.</param>
/// <param name="Interview">For <see cref="ScopeKind.Interview"/>.</param>
public sealed record ScopeName(string? Party = null, InterviewSummary? Interview = null)
{
    /// <summary>The name of a worker's scope; null where the scope names neither.</summary>
    internal static async Task<ScopeName?> FindAsync(
        PortalDbContext db,
        string workerId,
        DeletionScope scope,
        CancellationToken ct
    ) =>
        scope.Kind switch
        {
            ScopeKind.Party => new(
                Party: await db.Parties.Where(p => p.Id == scope.PartyId).Select(p => p.Name).SingleOrDefaultAsync(ct)
                    ?? scope.PartyId
            ),
            ScopeKind.Interview => new(
                Interview: await db
                    .DataItems.Where(i => i.WorkerId == workerId && i.InterviewId == scope.InterviewId)
                    .GroupBy(i => i.InterviewId!)
                    .Select(InterviewSummary.FromItems)
                    .SingleOrDefaultAsync(ct)
                    ?? new InterviewSummary(scope.InterviewId!, null, null)
            ),
            ScopeKind.Everything or ScopeKind.Categories or ScopeKind.Uncovered => null,
        };
}
