using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;

namespace JoinArena.PrivacyPortal.Ledger.Audit;

/// <summary>
/// Reads a whole log and believes nothing in it but the key: every entry is hashed, every tile compared, the root held
/// against the signed one and an earlier one.
/// </summary>
public sealed class LogAudit(ILogSource source, VerifierKey key)
{
    /// <param name="since">An earlier checkpoint of this log, which it must continue; null if there is none.</param>
    /// <returns>The checkpoint that holds, or the first thing that is wrong.</returns>
    public async Task<Result<Checkpoint, AuditFinding>> RunAsync(string? since, CancellationToken ct)
    {
        if (await source.ReadCheckpointAsync(ct) is not { } note)
            return new AuditFinding(null, "no checkpoint is served");
        if (Checkpoint.Open(note, key) is var opened && !opened.IsSuccess)
            return new AuditFinding(null, $"the checkpoint is refused: {opened.Error.ToKebabCase()}");
        Checkpoint? earlier = null;
        if (since is not null)
        {
            if (Checkpoint.Open(since, key) is var old && !old.IsSuccess)
                return new AuditFinding(null, $"the earlier checkpoint is refused: {old.Error.ToKebabCase()}");
            earlier = old.Value;
        }

        var now = opened.Value;
        if (earlier?.Size > now.Size)
            return new AuditFinding(now.Size, $"the log had {earlier.Size} entries and has {now.Size}");
        var tiles = TileAppender.Resume(0, new Dictionary<TilePath, HashTile>());
        try
        {
            if (await ReadAsync(tiles, now, earlier, ct) is { } finding)
                return finding;
        }
        catch (DamagedLogException damage)
        {
            return new AuditFinding(damage.Index, damage.Problem);
        }

        return tiles.Root == now.Root
            ? now
            : new AuditFinding(null, "the entries do not lead to the root that was signed");
    }

    private async Task<AuditFinding?> ReadAsync(
        TileAppender tiles,
        Checkpoint now,
        Checkpoint? earlier,
        CancellationToken ct
    )
    {
        if (earlier is { Size: 0 } && earlier.Root != TreeHash.Empty)
            return new(null, "the earlier checkpoint is of no entries and yet has a root");
        foreach (var path in TilePath.ListBundles(now.Size))
        {
            var first = path.Index << 8;
            if (await BundleAsync(path, ct) is not { } entries)
                return new(first, $"tile/{path} is missing or malformed");
            var leaves = TileAppender.HashLeaves(entries);
            var known = await source.ReadTileAsync(path with { Level = 0 }, ct);
            if (Differing(leaves, known) is { } at)
                return new(first + at, "the entry is not what its hash in the tile says");

            var before =
                earlier is not null && earlier.Size > first && earlier.Size <= first + leaves.Length
                    ? (int)(earlier.Size - first)
                    : 0;
            IReadOnlyList<(TilePath Path, byte[] Hashes)> grown = [.. tiles.AppendLeaves(leaves[..before])];
            if (before > 0 && tiles.Root != earlier!.Root)
                return new(null, $"the first {earlier.Size} entries are not those of the earlier checkpoint");
            foreach (
                var (above, hashes) in grown
                    .Concat(tiles.AppendLeaves(leaves[before..]))
                    .Where(tile => tile.Path.Level > 0 && tile.Path.IsNeededAt(now.Size))
            )
            {
                if (Differing(hashes, await source.ReadTileAsync(above, ct)) is { } where)
                {
                    return new(
                        ((above.Index << 8) + where) << 8 * above.Level!.Value,
                        $"tile/{above} is not what the tiles below it give"
                    );
                }
            }
        }

        return null;
    }

    private async Task<byte[][]?> BundleAsync(TilePath path, CancellationToken ct) =>
        await source.ReadTileAsync(path, ct) is { } bytes
        && EntryBundle.Parse(bytes, path.Width) is { IsSuccess: true } entries
            ? entries.Value
            : null;

    private static int? Differing(TreeHash[] leaves, byte[]? tile) => Differing(HashTile.Serialize(leaves), tile);

    /// <summary>Which hash is the first to differ.</summary>
    private static int? Differing(byte[] right, byte[]? told)
    {
        if (told is null)
            return 0;
        var same = right.AsSpan().CommonPrefixLength(told);
        return same == right.Length && same == told.Length ? null : Math.Min(same, right.Length - 1) / TreeHash.Length;
    }
}
