using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>
/// The turn of a worker who accepts, stops a use or allows it again, held until the caller's transaction ends. A report
/// about the worker shares the row that it locks: it is taken before the turn, or it sees what was decided. The clock
/// is read after the turn was taken, so that a report which missed the decision also arrived before it. On
/// SQLite a transaction has been the only writer since it began.
/// </summary>
internal static class DecisionLock
{
    /// <summary>Waits for the turn. Take it before anything else, so that nobody waits for what this one holds.</summary>
    public static async Task AcquireAsync(PortalDbContext db, string workerId, CancellationToken ct)
    {
        if (!db.Database.IsNpgsql())
            return;

        await db
            .Database.SqlQuery<string>($"""SELECT "Id" FROM "Workers" WHERE "Id" = {workerId} FOR UPDATE""")
            .ToListAsync(ct);
    }
}
