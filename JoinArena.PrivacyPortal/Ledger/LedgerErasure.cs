using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Log;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>
/// Makes a person's part of the log say nothing (GDPR 17): their key is destroyed, and with it every salt and every
/// record, in this database and in each copy of it
/// that comes without the key. Their leaves stay, so nobody else's proof is touched, and theirs hold for whoever has
/// kept them.
/// </summary>
public sealed class LedgerErasure(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Forgets the person, in a transaction of its own. To forget somebody twice harms nobody.</summary>
    public async Task EraseRecordsAsync(string subject, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        await EraseRecordsAsync(db, subject, ct);
        await write.CommitAsync(ct);
    }

    /// <summary>
    /// Forgets some of a person's records in the caller's transaction, while the rest of theirs stays provable. Their
    /// key stays, so each entry loses the id as well that its salt
    /// is made from: of the leaf nothing can be told any more, not even by whoever has the key.
    /// </summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="subject">Whose records.</param>
    /// <param name="which">Whether a record is to be forgotten.</param>
    /// <param name="ct">Ends it early.</param>
    /// <returns>False, and nothing is changed, while one of them has no place in the log yet.</returns>
    public static async Task<bool> EraseRecordsAsync(
        PortalDbContext db,
        string subject,
        Func<JsonNode, bool> which,
        CancellationToken ct
    )
    {
        if (
            await db.SubjectKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Subject == subject, ct)
            is not { Key: var key }
        )
        {
            return true;
        }

        var forgotten = new List<Guid>();
        var leaves = db.LoggedLeaves;
        var known = db
            .LedgerEntries.AsNoTracking()
            .Where(e => e.Subject == subject && e.Record != null)
            .Select(e => new
            {
                e.Id,
                e.Record,
                IsPlaced = leaves.Any(l => l.EntryId == e.Id),
            });
        await foreach (var entry in known.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (
                SubjectCipher.Decrypt(key, entry.Id, entry.Record!) is not { } record
                || JsonNode.Parse(record) is not { } read
                || !which(read)
            )
            {
                continue;
            }

            if (!entry.IsPlaced)
                return false;
            forgotten.Add(entry.Id);
        }

        foreach (var id in forgotten)
        {
            var other = Guid.NewGuid();
            await db.ExecuteSqlAsync(
                $"""UPDATE "LedgerEntries" SET "Id" = {other}, "Subject" = NULL, "Record" = NULL WHERE "Id" = {id}""",
                ct
            );
            await db.ExecuteSqlAsync($"""UPDATE "LedgerLeaves" SET "EntryId" = {other} WHERE "EntryId" = {id}""", ct);
        }

        return true;
    }

    /// <summary>
    /// Forgets the person in the caller's transaction. What is appended about them afterwards begins with a new key.
    /// </summary>
    public static async Task EraseRecordsAsync(PortalDbContext db, string subject, CancellationToken ct)
    {
        // The row is overwritten before it goes: a database keeps the bytes of removed rows until their page is used
        // again.
        var nothing = new byte[32];
        await db
            .SubjectKeys.Where(k => k.Subject == subject)
            .ExecuteUpdateAsync(k => k.SetProperty(x => x.Key, nothing), ct);
        await db.SubjectKeys.Where(k => k.Subject == subject).ExecuteDeleteAsync(ct);
        await db
            .LedgerEntries.Where(e => e.Subject == subject)
            .ExecuteUpdateAsync(
                e => e.SetProperty(x => x.Subject, (string?)null).SetProperty(x => x.Record, (string?)null),
                ct
            );
        foreach (var known in db.ChangeTracker.Entries<SubjectKey>().Where(k => k.Entity.Subject == subject).ToList())
            known.State = EntityState.Detached;
    }
}
