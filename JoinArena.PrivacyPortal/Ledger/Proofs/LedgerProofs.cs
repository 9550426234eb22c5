using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Notes;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger.Proofs;

/// <summary>Makes proof files, each for whoever its entry is about.</summary>
public sealed class LedgerProofs(IDbContextFactory<PortalDbContext> contexts, LedgerLog log)
{
    /// <summary>The proof that an entry about this person stands in the log, with what it commits to.</summary>
    /// <param name="entry">Its id; often that of the row it tells of.</param>
    /// <param name="subject">The worker it is about. Nobody else finds it.</param>
    /// <param name="ct">Ends it early.</param>
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
        return await ProveAsync(entry, new LeafSource(record, Commitment.DeriveSalt(key, entry)), found.Leaf, ct);
    }

    /// <summary>The proof that an entry about nobody stands in the log.</summary>
    public async Task<Result<ProofFile, LedgerProofError>> CreatePublicProofAsync(Guid entry, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db
            .LedgerEntries.AsNoTracking()
            .SingleOrDefaultAsync(e => e.Id == entry && e.Subject == null && e.Record == e.Leaf, ct);
        return found is null
            ? LedgerProofError.NotFound
            : await ProveAsync(entry, new LeafSource(found.Leaf, null), found.Leaf, ct);
    }

    /// <summary>Whether an entry can be proved yet; null if there is no such entry.</summary>
    public async Task<bool?> IsProvableAsync(Guid entry, CancellationToken ct) =>
        await log.FindEntryStatusAsync(entry, ct) is { } standing ? standing.State is EntryState.Published : null;

    /// <summary>Which of these entries can be proved by now.</summary>
    public async Task<IReadOnlySet<Guid>> FindProvableAsync(IReadOnlyCollection<Guid> entries, CancellationToken ct)
    {
        if (entries.Count == 0)
            return new HashSet<Guid>();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var published = (await db.FindLatestCheckpointAsync(ct))?.Size ?? 0;
        return (
            await db
                .LoggedLeaves.Where(l => entries.Contains(l.EntryId) && l.Index < published)
                .Select(l => l.EntryId)
                .ToListAsync(ct)
        ).ToHashSet();
    }

    private async Task<Result<ProofFile, LedgerProofError>> ProveAsync(
        Guid entry,
        LeafSource source,
        string leaf,
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

        if (!string.Equals(source.Leaf, leaf, StringComparison.Ordinal))
            throw new DamagedLogException(index, "the record is not what its leaf commits to");
        return new ProofFile(source.ToBytes(), index, proof.Hashes, SignedNote.Parse(note).Value!);
    }
}

/// <summary>Why there is no proof.</summary>
public enum LedgerProofError
{
    /// <summary>There is no such entry of this person's, or it was forgotten.</summary>
    NotFound,

    /// <summary>It is on its way into the log; seconds.</summary>
    NotYet,
}
