using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;
using JoinArena.PrivacyPortal.Ledger.Witnesses;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>
/// What anyone may read of this portal's log, and what its pages say of it. Nothing is told before a signed checkpoint
/// speaks of it.
/// </summary>
public sealed class LedgerLog(IDbContextFactory<PortalDbContext> contexts, PortalKey key) : ILogSource
{
    private long _published;

    /// <summary>What its checkpoints are checked with.</summary>
    public VerifierKey Key => key.Verifier;

    /// <summary>The signed note that is served now; null before the first.</summary>
    public async Task<string?> ReadCheckpointAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.FindLatestCheckpointAsync(ct) is { } latest
            ? await db.FormatWithCosignaturesAsync(latest, ct)
            : null;
    }

    /// <summary>The bytes of a tile or a bundle; null for one that no signed checkpoint needs.</summary>
    public async Task<byte[]?> ReadTileAsync(TilePath path, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await IsOwedAsync(db, path, ct))
            return null;
        if (path.Level is not null)
            return await db.ReadTileBytesAsync(path, ct);
        var first = path.Index << 8;
        return EntryBundle.Serialize(await db.ReadLeavesAsync(first, first + path.Width, ct));
    }

    /// <summary>How far an entry has come, and its index once it has one; null if there is no such entry.</summary>
    public async Task<EntryStatus?> FindEntryStatusAsync(Guid entry, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindEntryStatusAsync(db, entry, ct);
    }

    /// <summary>The proof that an entry stands in the log as the served checkpoint has it.</summary>
    /// <returns>
    /// The proof, or how far the entry has come instead of being published; null if there is no such entry.
    /// </returns>
    /// <exception cref="DamagedLogException">The tiles do not give the root that was signed.</exception>
    public async Task<EntryProof?> ProveInclusionAsync(Guid entry, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await FindEntryStatusAsync(db, entry, ct) is not { } standing)
            return null;
        if (standing is not { State: EntryState.Published, Index: { } index })
            return new(standing, [], null);

        var note = await db.FormatWithCosignaturesAsync((await db.FindLatestCheckpointAsync(ct))!, ct);
        if (key.VerifyCheckpoint(note) is not { IsSuccess: true } opened)
            return new(standing with { State = EntryState.Integrated }, [], null);
        var plan = ProofNodes.Inclusion(index, opened.Value.Size);
        var proof = plan.BuildProof(await db.ReadTilesAsync(plan.Tiles, ct));
        var leaf = TreeHash.HashLeaf((await db.ReadLeavesAsync(index, index + 1, ct))[0]);
        return Proof.VerifyInclusion(index, opened.Value.Size, leaf, proof, opened.Value.Root) is { } refusal
            ? throw new DamagedLogException(index, $"its proof does not hold ({KebabCase.ToKebabCase(refusal)})")
            : new(standing, proof, note);
    }

    /// <summary>
    /// That the log of <paramref name="old"/> entries is the beginning of the one of <paramref name="size"/>; both at
    /// most what is published.
    /// </summary>
    public async Task<IReadOnlyList<TreeHash>> ProveConsistencyAsync(long old, long size, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var plan = ProofNodes.Consistency(old, size);
        return plan.BuildProof(await db.ReadTilesAsync(plan.Tiles, ct));
    }

    /// <summary>The checkpoints signed last, the newest first.</summary>
    public async Task<IReadOnlyList<SignedCheckpoint>> ListCheckpointsAsync(int count, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.SignedCheckpoints.AsNoTracking().OrderByDescending(c => c.Size).Take(count).ToListAsync(ct);
    }

    /// <summary>How the log is doing.</summary>
    public async Task<LogStatus> GetStatusAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (head, latest) = (await db.LogHead.AsNoTracking().SingleAsync(ct), await db.FindLatestCheckpointAsync(ct));
        var waiting = await db.PendingEntries.AsNoTracking().OrderBy(w => w.Number).FirstOrDefaultAsync(ct);
        var published = latest?.Size ?? 0;
        var first =
            await db.LoggedLeaves.Where(l => l.Index == published).Select(l => (Guid?)l.EntryId).FirstOrDefaultAsync(ct)
            ?? waiting?.GetEntryIds().First();
        return new(
            await db.PendingEntries.SumAsync(w => (long)w.Ids.Length, ct) / 16,
            head.Sequenced - head.Size,
            head.Size - published,
            published,
            latest?.SignedAt,
                // The id of an entry that was forgotten says nothing of when it was made.
                first is { Version: 7 } id
                    ? id.GetCreationTime()
                : head.Size > published ? head.IntegratedAt
                : null
        );
    }

    private static async Task<EntryStatus?> FindEntryStatusAsync(PortalDbContext db, Guid entry, CancellationToken ct)
    {
        if (
            await db.LoggedLeaves.Where(l => l.EntryId == entry).Select(l => (long?)l.Index).FirstOrDefaultAsync(ct)
            is not { } index
        )
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

    private async Task<bool> IsOwedAsync(PortalDbContext db, TilePath path, CancellationToken ct)
    {
        var (first, last) = path.GetNeededSizes();
        // What is full once is owed for ever.
        if (last == long.MaxValue && first <= Interlocked.Read(ref _published))
            return true;
        var size = await db
            .SignedCheckpoints.Where(c => c.Size >= first && c.Size <= last)
            .Select(c => (long?)c.Size)
            .FirstOrDefaultAsync(ct);
        if (size > Interlocked.Read(ref _published))
            Interlocked.Exchange(ref _published, size.Value);
        return size is not null;
    }
}
