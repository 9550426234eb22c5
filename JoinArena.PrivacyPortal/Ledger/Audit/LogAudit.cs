using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Log.Reading;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;

namespace JoinArena.PrivacyPortal.Ledger.Audit;

/// <summary>
/// Checks a whole log and trusts only its key: hashes every entry, compares every tile, and compares the root with the
/// signed one and with an earlier one.
/// </summary>
public sealed class LogAudit(ILogSource source, VerifierKey key)
{
    /// <param name="since">An earlier checkpoint that the log must continue; null if there is none.</param>
    /// <returns>The log's checkpoint, or the first problem.</returns>
    public async Task<Result<Checkpoint, AuditFinding>> RunAsync(string? since, CancellationToken ct)
    {
        if (await source.ReadCheckpointAsync(ct) is not { } note)
            return new AuditFinding(null, "the log publishes no checkpoint");
        var opened = Checkpoint.Open(note, key);
        if (!opened.IsSuccess)
            return new AuditFinding(null, $"the checkpoint is not valid: {opened.Error.ToKebabCase()}");
        Checkpoint? earlier = null;
        if (since is not null)
        {
            var old = Checkpoint.Open(since, key);
            if (!old.IsSuccess)
                return new AuditFinding(null, $"the earlier checkpoint is not valid: {old.Error.ToKebabCase()}");
            earlier = old.Value;
        }

        var now = opened.Value;
        if (earlier?.Size > now.Size)
            return new AuditFinding(now.Size, $"the log had {earlier.Size} entries and now has {now.Size}");
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

        return tiles.Root == now.Root ? now : new AuditFinding(null, "the entries do not lead to the signed root");
    }

    private async Task<AuditFinding?> ReadAsync(
        TileAppender tiles,
        Checkpoint now,
        Checkpoint? earlier,
        CancellationToken ct
    )
    {
        if (earlier is { Size: 0 } && earlier.Root != TreeHash.Empty)
            return new(null, "the earlier checkpoint has no entries, but a root");
        foreach (var path in TilePath.ListBundles(now.Size))
        {
            var first = path.FirstEntry;
            if (await ReadBundleAsync(path, ct) is not { } entries)
                return new(first, $"tile/{path} is missing or malformed");
            var leaves = TileAppender.HashLeaves(entries);
            var known = await source.ReadTileAsync(path with { Level = 0 }, ct);
            if (FindDifference(leaves, known) is { } at)
                return new(first + at, "the entry does not match its hash in the tile");

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
                if (FindDifference(hashes, await source.ReadTileAsync(above, ct)) is { } where)
                {
                    return new(
                        ((above.Index << 8) + where) << 8 * above.Level!.Value,
                        $"tile/{above} does not match the tiles below it"
                    );
                }
            }
        }

        return null;
    }

    private async Task<byte[][]?> ReadBundleAsync(TilePath path, CancellationToken ct) =>
        await source.ReadTileAsync(path, ct) is { } bytes
        && EntryBundle.Parse(bytes, path.Width) is { IsSuccess: true } entries
            ? entries.Value
            : null;

    private static int? FindDifference(TreeHash[] leaves, byte[]? tile) =>
        FindDifference(HashTile.Serialize(leaves), tile);

    /// <summary>The position of the first hash that differs; null if none does.</summary>
    private static int? FindDifference(byte[] expected, byte[]? actual)
    {
        if (actual is null)
            return 0;
        var same = expected.AsSpan().CommonPrefixLength(actual);
        return same == expected.Length && same == actual.Length
            ? null
            : Math.Min(same, expected.Length - 1) / TreeHash.Length;
    }
}
