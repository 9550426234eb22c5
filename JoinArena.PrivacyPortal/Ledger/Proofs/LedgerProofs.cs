using System.Text;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Log.Reading;
using JoinArena.PrivacyPortal.Ledger.Notes;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger.Proofs;

/// <summary>Creates proof files. The proof of an entry about a worker is only for that worker.</summary>
public sealed class LedgerProofs(IDbContextFactory<PortalDbContext> contexts, LedgerLog log)
{
    /// <summary>The proof that an entry about this worker is in the log, with its record and salt.</summary>
    /// <param name="entry">The entry's id; often the id of the row that the entry is about.</param>
    /// <param name="subject">The worker whose entry it is. An entry about another worker is not found.</param>
    public async Task<Result<ProofFile, LedgerProofError>> CreateProofAsync(
        Guid entry,
        string subject,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db
            .LedgerEntries.AsNoTracking()
            .SingleOrDefaultAsync(e => e.Id == entry && e.Subject == subject, ct);
        if (found is null)
            return LedgerProofError.NotFound;
        var key = await db.SubjectKeys.Where(k => k.Subject == subject).Select(k => k.Key).SingleOrDefaultAsync(ct);
        if (key is null || found.Record is null || SubjectCipher.Decrypt(key, entry, found.Record) is not { } record)
            return LedgerProofError.NotFound;
        return await ProveAsync(entry, new LeafSource(record, Commitment.DeriveSalt(key, entry)), ct);
    }

    /// <summary>The proof that a public entry is in the log.</summary>
    public async Task<Result<ProofFile, LedgerProofError>> CreatePublicProofAsync(Guid entry, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db
            .LedgerEntries.AsNoTracking()
            .SingleOrDefaultAsync(e => e.Id == entry && e.Subject == null && e.Record != null, ct);
        return found?.Record is { } record
            ? await ProveAsync(entry, new LeafSource(Encoding.UTF8.GetString(record), null), ct)
            : LedgerProofError.NotFound;
    }

    /// <summary>Whether an entry can be proved now; null if there is no such entry.</summary>
    public async Task<bool?> IsProvableAsync(Guid entry, CancellationToken ct) =>
        await log.FindEntryStatusAsync(entry, ct) is { } status ? status.State is EntryState.Published : null;

    /// <summary>Which of these entries can be proved now.</summary>
    public async Task<IReadOnlySet<Guid>> FindProvableAsync(IReadOnlyCollection<Guid> entries, CancellationToken ct)
    {
        if (entries.Count == 0)
            return new HashSet<Guid>();
        await using var db = await contexts.CreateDbContextAsync(ct);
        // Every entry that exists is published but the last few. In this order: an entry is in the log before it no
        // longer waits.
        var known = await db.LedgerEntries.Where(e => entries.Contains(e.Id)).Select(e => e.Id).ToListAsync(ct);
        var published = (await db.FindLatestCheckpointAsync(ct))?.Size ?? 0;
        var waiting = await db.PendingEntries.AsNoTracking().Select(w => w.Ids).ToListAsync(ct);
        var provable = known.ToHashSet();
        provable.ExceptWith(waiting.SelectMany(EntryIds.Read));
        provable.ExceptWith(await db.ReadEntryIdsFromAsync(published, ct));
        return provable;
    }

    private async Task<Result<ProofFile, LedgerProofError>> ProveAsync(
        Guid entry,
        LeafSource source,
        CancellationToken ct
    )
    {
        if (
            await log.ProveInclusionAsync(entry, ct)
            is not { Status: { State: EntryState.Published, Index: { } index }, Checkpoint: { } note } proof
        )
        {
            return LedgerProofError.NotYet;
        }

        if (!string.Equals(source.Leaf, proof.Leaf, StringComparison.Ordinal))
            throw new DamagedLogException(index, "the record does not match its leaf");
        return new ProofFile(source.ToBytes(), index, proof.Hashes, SignedNote.Parse(note).Value!);
    }
}

/// <summary>Why there is no proof.</summary>
public enum LedgerProofError
{
    /// <summary>There is no such entry about this worker, or it was erased.</summary>
    NotFound,

    /// <summary>The entry is not published yet; that takes a few seconds.</summary>
    NotYet,
}
