using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>Whose turn it is to count in the book, until the transaction that is open ends. On SQLite every write waits at one gate, so there it is always one's own.</summary>
internal static class BookLock
{
    // Any number will do, as long as it is this program's own: "jpp book" in ASCII.
    private const long Lock = 0x6A707020626F6F6B;

    /// <summary>The statement that waits for it on PostgreSQL, for who counts beside others.</summary>
    public static readonly string Shared = string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock_shared({Lock})");

    /// <summary>Waits for it.</summary>
    /// <param name="db">Inside its transaction.</param>
    /// <param name="alone">Whether nobody else may count meanwhile, since what is counted already will be counted anew.</param>
    /// <param name="ct">Stops.</param>
    public static Task EnterAsync(PortalDbContext db, bool alone, CancellationToken ct) =>
        db.Database.IsSqlite() ? Task.CompletedTask
        : alone ? db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Lock})", ct)
        : db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock_shared({Lock})", ct);
}
