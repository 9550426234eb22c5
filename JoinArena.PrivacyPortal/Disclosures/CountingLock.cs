using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>
/// The lock around counting disclosures, held until the open transaction ends. Many may add to counts at the same time, or
/// one may count again what has been counted. On SQLite all writes share one lock, so this one is not needed.
/// </summary>
internal static class CountingLock
{
    // Any number will do that no other program uses on the same database.
    private const long LockId = 0x6A707020626F6F6B;

    /// <summary>The PostgreSQL statement that waits until no transaction holds the lock exclusively, then shares it.</summary>
    public static readonly string SharedLockSql = string.Create(
        CultureInfo.InvariantCulture,
        $"SELECT pg_advisory_xact_lock_shared({LockId})"
    );

    /// <summary>Waits until no other transaction counts, and lets none count until this one ends.</summary>
    /// <param name="db">The context, with an open transaction.</param>
    public static Task AcquireExclusiveAsync(PortalDbContext db, CancellationToken ct) =>
        db.Database.IsSqlite()
            ? Task.CompletedTask
            : db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({LockId})", ct);
}
