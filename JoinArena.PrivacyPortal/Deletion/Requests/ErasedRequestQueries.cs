using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>Answers for requests whose time is over.</summary>
public sealed class ErasedRequestQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>
    /// When the request of this number was erased; null if it was not. Anybody may know: the number says nothing of
    /// whose it was.
    /// </summary>
    public async Task<DateOnly?> FindAsync(string number, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db
            .ErasedRequests.Where(r => r.Number == number)
            .Select(r => (DateOnly?)r.ErasedOn)
            .SingleOrDefaultAsync(ct);
    }

    /// <summary>Whether any has been: then a worker without requests may have had some.</summary>
    public async Task<bool> AnyAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ErasedRequests.AnyAsync(ct);
    }
}
