using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>
/// Whose turn it is to count in the book, until the transaction that is open ends: many may count at once, or one who
/// counts anew what is counted already. On SQLite every
/// write waits at one gate, so there it is always one's own.
/// </summary>
internal static class CountingLock
{
    // Any number will do, as long as it is this program's own: "jpp book" in ASCII.
    private const long Lock = 0x6A707020626F6F6B;

    /// <summary>The statement that waits on PostgreSQL until nobody counts alone.</summary>
    public static readonly string SharedLockSql = string.Create(
        CultureInfo.InvariantCulture,
        $"SELECT pg_advisory_xact_lock_shared({Lock})"
    );

    /// <summary>Waits until nobody else counts, and has nobody count meanwhile.</summary>
    /// <param name="db">Inside its transaction.</param>
    /// <param name="ct">Stops.</param>
    public static Task AcquireExclusiveAsync(PortalDbContext db, CancellationToken ct) =>
        db.Database.IsSqlite()
            ? Task.CompletedTask
            : db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Lock})", ct);
}
