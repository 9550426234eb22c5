using System.Text;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Log.Publishing;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;
using JoinArena.PrivacyPortal.Ledger.Witnesses;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger.Log.Reading;

/// <summary>
/// Reads this portal's log, for its pages and for anyone else. Only what a signed checkpoint covers can be read.
/// </summary>
public sealed class LedgerLog(IDbContextFactory<PortalDbContext> contexts, PortalKey key) : ILogSource
{
    private long _published;

    /// <summary>The key that verifies the log's checkpoints.</summary>
    public VerifierKey Key => key.Verifier;

    /// <summary>The signed note that is published now, with its cosignatures; null before the first.</summary>
    public async Task<string?> ReadCheckpointAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.FindLatestCheckpointAsync(ct) is { } latest
            ? await db.FormatWithCosignaturesAsync(latest, ct)
            : null;
    }

    /// <summary>The bytes of a tile or a bundle; null for one that the published log does not reach.</summary>
    public async Task<byte[]?> ReadTileAsync(TilePath path, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await IsPublishedAsync(db, path, ct))
            return null;
        if (path.Level is not null)
            return await db.ReadTileBytesAsync(path, ct);
        return EntryBundle.Serialize(await db.ReadLeavesAsync(path.FirstEntry, path.FirstEntry + path.Width, ct));
    }

    /// <summary>How far an entry has come, and its index once it has one; null if there is no such entry.</summary>
    public async Task<EntryStatus?> FindEntryStatusAsync(Guid entry, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindEntryStatusAsync(db, entry, ct);
    }

    /// <summary>The proof that an entry is in the log that the published checkpoint covers.</summary>
    /// <returns>
    /// The proof; or only how far the entry has come, if it is not published; null if there is no such entry.
    /// </returns>
    /// <exception cref="DamagedLogException">The tiles do not lead to the signed root.</exception>
    public async Task<EntryProof?> ProveInclusionAsync(Guid entry, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await FindEntryStatusAsync(db, entry, ct) is not { } status)
            return null;
        if (status is not { State: EntryState.Published, Index: { } index })
            return new(status, [], null);

        var note = await db.FormatWithCosignaturesAsync((await db.FindLatestCheckpointAsync(ct))!, ct);
        if (key.VerifyCheckpoint(note) is not { IsSuccess: true } opened)
            return new(status with { State = EntryState.Integrated }, [], null);
        var nodes = ProofNodes.Inclusion(index, opened.Value.Size);
        var proof = nodes.BuildProof(await db.ReadTilesAsync(nodes.Tiles, ct));
        var leaf = (await db.ReadLeavesAsync(index, index + 1, ct))[0];
        var hash = TreeHash.HashLeaf(leaf);
        return Proof.VerifyInclusion(index, opened.Value.Size, hash, proof, opened.Value.Root) is { } error
            ? throw new DamagedLogException(index, $"its proof is not valid ({error.ToKebabCase()})")
            : new(status, proof, note) { Leaf = Encoding.UTF8.GetString(leaf) };
    }

    /// <summary>
    /// The proof that the log with <paramref name="old"/> entries is the beginning of the log with
    /// <paramref name="size"/> entries. Both sizes are at most the published one.
    /// </summary>
    public async Task<IReadOnlyList<TreeHash>> ProveConsistencyAsync(long old, long size, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var nodes = ProofNodes.Consistency(old, size);
        return nodes.BuildProof(await db.ReadTilesAsync(nodes.Tiles, ct));
    }

    /// <summary>The latest signed checkpoints, newest first.</summary>
    public async Task<IReadOnlyList<SignedCheckpoint>> ListCheckpointsAsync(int count, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.SignedCheckpoints.AsNoTracking().OrderByDescending(c => c.Size).Take(count).ToListAsync(ct);
    }

    /// <summary>How many entries are in each state, and how long the oldest has waited.</summary>
    public async Task<LogStatus> GetStatusAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var head = await db.LogHead.AsNoTracking().SingleAsync(ct);
        var latest = await db.FindLatestCheckpointAsync(ct);
        var waiting = await db.PendingEntries.AsNoTracking().OrderBy(w => w.Number).FirstOrDefaultAsync(ct);
        var published = latest?.Size ?? 0;
        var first = await db.FindEntryIdAsync(published, ct) ?? waiting?.GetEntryIds().First();
        return new(
            await db.PendingEntries.SumAsync(w => (long)w.Ids.Length, ct) / EntryIds.Length,
            head.Sequenced - head.Size,
            head.Size - published,
            published,
            latest?.SignedAt,
                // The id of an erased entry does not contain the time.
                first is { Version: 7 } id
                    ? id.GetCreationTime()
                : head.Size > published ? head.IntegratedAt
                : null
        );
    }

    private static async Task<EntryStatus?> FindEntryStatusAsync(PortalDbContext db, Guid entry, CancellationToken ct)
    {
        if ((await db.FindLeavesAsync([entry], ct)).GetValueOrDefault(entry) is not { Index: var index })
        {
            return await db.LedgerEntries.AnyAsync(e => e.Id == entry, ct) ? new(EntryState.Pending, null) : null;
        }

        if (await db.SignedCheckpoints.AnyAsync(c => c.Size > index, ct))
            return new(EntryState.Published, index);
        return new(
            await db.LogHead.AnyAsync(h => h.Size > index, ct) ? EntryState.Integrated : EntryState.Sequenced,
            index
        );
    }

    // Of any width, not only of sizes that were signed: the partial tiles of every signed checkpoint are served until
    // their full tile exists (C2SP tlog-tiles), and checkpoints of long ago are deleted.
    private async Task<bool> IsPublishedAsync(PortalDbContext db, TilePath path, CancellationToken ct)
    {
        var size = path.GetMinSize();
        if (size <= Interlocked.Read(ref _published))
            return true;
        var published = (await db.FindLatestCheckpointAsync(ct))?.Size ?? 0;
        Interlocked.Exchange(ref _published, published);
        return size <= published;
    }
}
