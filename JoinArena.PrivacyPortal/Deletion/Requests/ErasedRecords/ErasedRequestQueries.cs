using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests.ErasedRecords;

/// <summary>Finds requests whose record has been erased.</summary>
public sealed class ErasedRequestQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>
    /// When the record of this request was erased; null if it was not. Anyone may know this: the number does not say
    /// whose request it was.
    /// </summary>
    public async Task<DateOnly?> FindAsync(string number, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db
            .ErasedRequests.Where(r => r.Number == number)
            .Select(r => (DateOnly?)r.ErasedOn)
            .SingleOrDefaultAsync(ct);
    }

    /// <summary>Whether any record has been erased: then a worker without requests may have had some.</summary>
    public async Task<bool> AnyAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ErasedRequests.AnyAsync(ct);
    }
}
