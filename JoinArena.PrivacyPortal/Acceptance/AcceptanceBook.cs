using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>What workers have accepted.</summary>
public sealed class AcceptanceBook(PolicyLibrary library)
{
    /// <summary>What each of these workers had accepted when, read in the caller's transaction.</summary>
    public async Task<AcceptedVersions> AcceptedAsync(PortalDbContext db, IReadOnlyCollection<string> workers, CancellationToken ct)
    {
        var rows = await db.Acceptances.AsNoTracking().Where(a => workers.Contains(a.WorkerId)).Select(a => new { a.WorkerId, a.Version, a.At }).ToListAsync(ct);
        return new(rows.Select(r => (r.WorkerId, Version: library.Find(r.Version), r.At)).Where(r => r.Version is not null).Select(r => (r.WorkerId, r.Version!, r.At)));
    }
}
