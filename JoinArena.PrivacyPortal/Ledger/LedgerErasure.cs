using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Log;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>
/// Erases a person's records from the ledger (GDPR 17). Their key is destroyed, and with it every salt and every
/// record, in this database and in each copy that does not contain the key. Their leaves stay in the log, so all proofs
/// stay valid, including the proof files that the person has kept.
/// </summary>
public sealed class LedgerErasure(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Erases all records of the person, in a transaction of its own. A second call changes nothing.</summary>
    public async Task EraseRecordsAsync(string subject, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        await EraseRecordsAsync(db, subject, ct);
        await write.CommitAsync(ct);
    }

    /// <summary>
    /// Erases some of a person's records in the caller's transaction; the others can still be proved. The person's key
    /// stays, so each entry also gets a new random id, because its salt was derived from the old one. Then the leaf
    /// reveals nothing, even to someone who has the key.
    /// </summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="subject">The worker's id.</param>
    /// <param name="which">Selects the records to erase.</param>
    /// <returns>
    /// False if one of these records has no place in the log yet. Then nothing is changed; try again later.
    /// </returns>
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

        var erased = new List<Guid>();
        var known = db
            .LedgerEntries.AsNoTracking()
            .Where(e => e.Subject == subject && e.Record != null)
            .Select(e => new { e.Id, e.Record });
        await foreach (var entry in known.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (
                SubjectCipher.Decrypt(key, entry.Id, entry.Record!) is { } record
                && JsonNode.Parse(record) is { } read
                && which(read)
            )
            {
                erased.Add(entry.Id);
            }
        }

        var leaves = await db.FindLeavesAsync(erased, ct);
        if (leaves.Count < erased.Count)
            return false;
        // In the order of the log, so that two transactions never wait for each other in a circle.
        foreach (var (id, leaf) in leaves.OrderBy(found => found.Value.Index))
        {
            var other = Guid.NewGuid();
            await db.ExecuteSqlAsync(
                $"""UPDATE "LedgerEntries" SET "Id" = {other}, "Subject" = NULL, "Record" = NULL WHERE "Id" = {id}""",
                ct
            );
            await db.ReplaceEntryIdAsync(leaf, other, ct);
        }

        return true;
    }

    /// <summary>
    /// Erases all records of the person in the caller's transaction. Later events about them get a new key.
    /// </summary>
    public static async Task EraseRecordsAsync(PortalDbContext db, string subject, CancellationToken ct)
    {
        // The key is overwritten before its row is deleted, because a database keeps the bytes of deleted rows until it
        // uses their page again.
        var zeros = new byte[32];
        await db
            .SubjectKeys.Where(k => k.Subject == subject)
            .ExecuteUpdateAsync(k => k.SetProperty(x => x.Key, zeros), ct);
        await db.SubjectKeys.Where(k => k.Subject == subject).ExecuteDeleteAsync(ct);
        await db
            .LedgerEntries.Where(e => e.Subject == subject)
            .ExecuteUpdateAsync(
                e => e.SetProperty(x => x.Subject, (string?)null).SetProperty(x => x.Record, (byte[]?)null),
                ct
            );
        foreach (var known in db.ChangeTracker.Entries<SubjectKey>().Where(k => k.Entity.Subject == subject).ToList())
            known.State = EntityState.Detached;
    }
}
