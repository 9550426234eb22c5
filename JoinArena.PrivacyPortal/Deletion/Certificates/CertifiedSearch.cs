using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Disclosures.Intake.Sources;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Certificates;

/// <summary>
/// Where we looked for data of a request for which our record of disclosures named no party: the systems that report
/// to that record, and since when and until when their reports are complete. What the team looked at besides is in the
/// answer of JoinArena itself.
/// </summary>
/// <param name="At">When the request started and the record was read.</param>
public sealed record CertifiedSearch(DateTimeOffset At, IReadOnlyList<SearchedSource> Sources)
{
    /// <summary>Null where a party was named.</summary>
    internal static async Task<CertifiedSearch?> FindAsync(
        PortalDbContext db,
        DeletionRequest request,
        CancellationToken ct
    )
    {
        if (request.StartedAt is not { } started || !request.Tasks.All(t => t.IsOwnSearch))
            return null;
        var sources = await db.Sources.AsNoTracking().OrderBy(s => s.Id).ToListAsync(ct);
        return new(started, [.. sources.Select(s => new SearchedSource(s.Name, s.CompleteSince, s.CompleteUntil))]);
    }
}

/// <summary>A system whose reports the record consists of.</summary>
/// <param name="CompleteUntil">Null if it has never said so.</param>
public sealed record SearchedSource(string Name, DateTimeOffset CompleteSince, DateTimeOffset? CompleteUntil);
