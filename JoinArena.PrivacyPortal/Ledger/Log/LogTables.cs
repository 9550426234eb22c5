using System.Runtime.CompilerServices;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Tree;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>Reads and writes the tiles of the log, without change tracking.</summary>
internal static class LogTables
{
    // At most half a megabyte of hashes in one statement.
    private const int TilesPerStatement = 64;

    extension(PortalDbContext db)
    {
        /// <summary>
        /// Writes tiles, each in place of a narrower version of it. No tile occurs twice. Those of level 0 are left out:
        /// they are computed from their bundle, which says the same.
        /// </summary>
        public async Task WriteTilesAsync(IEnumerable<(TilePath Path, byte[] Hashes)> tiles, CancellationToken ct)
        {
            foreach (var chunk in tiles.Where(t => t.Path.Level > 0).Chunk(TilesPerStatement))
            {
                var values = string.Join(
                    ", ",
                    chunk.Select((_, i) => $"({{{4 * i}}}, {{{(4 * i) + 1}}}, {{{(4 * i) + 2}}}, {{{(4 * i) + 3}}})")
                );
                object[] parameters =
                [
                    .. chunk.SelectMany(t => new object[] { t.Path.Level!, t.Path.Index, t.Path.Width, t.Hashes }),
                ];
                await db.ExecuteSqlAsync(
                    FormattableStringFactory.Create(
                        $"""
                        INSERT INTO "LedgerTiles" ("Level", "Index", "Width", "Hashes") VALUES {values}
                        ON CONFLICT ("Level", "Index") DO UPDATE
                        SET "Width" = excluded."Width", "Hashes" = excluded."Hashes"
                        """,
                        parameters
                    ),
                    ct
                );
            }
        }

        /// <summary>The bytes of a tile of hashes; null if no tile of at least that width exists.</summary>
        public async Task<byte[]?> ReadTileBytesAsync(TilePath path, CancellationToken ct)
        {
            var level = path.Level;
            var index = path.Index;
            var width = path.Width;
            if (level is 0)
                return await db.ComputeLeafTileAsync(index, width, ct);
            var hashes = await db
                .StoredTiles.Where(t => t.Level == level && t.Index == index && t.Width >= width)
                .Select(t => t.Hashes)
                .FirstOrDefaultAsync(ct);
            return hashes?.Length > width * TreeHash.Length ? hashes[..(width * TreeHash.Length)] : hashes;
        }

        /// <summary>Several tiles of hashes, by their paths.</summary>
        /// <exception cref="DamagedLogException">A tile is missing or damaged.</exception>
        public async Task<Dictionary<TilePath, HashTile>> ReadTilesAsync(
            IEnumerable<TilePath> paths,
            CancellationToken ct
        )
        {
            var tiles = new Dictionary<TilePath, HashTile>();
            foreach (var path in paths)
            {
                var bytes =
                    await db.ReadTileBytesAsync(path, ct)
                    ?? throw new DamagedLogException(path.FirstEntry, $"tile {path} is missing");
                tiles[path] = HashTile.Parse(bytes, path.Width) is { IsSuccess: true } tile
                    ? tile.Value
                    : throw new DamagedLogException(path.FirstEntry, $"tile {path} is damaged");
            }

            return tiles;
        }

        private async Task<byte[]?> ComputeLeafTileAsync(long index, int width, CancellationToken ct)
        {
            var leaves = await db
                .LeafBundles.Where(b => b.Index == index)
                .Select(b => b.Leaves)
                .SingleOrDefaultAsync(ct);
            return leaves is not null && EntryBundle.ReadFirst(leaves, width) is { } read
                ? HashTile.Serialize(TileAppender.HashLeaves([.. read.Select(StoredLeaf.ToUtf8)]))
                : null;
        }

        /// <summary>The root that the tiles give for the first <paramref name="size"/> entries.</summary>
        /// <exception cref="DamagedLogException">A tile is missing or damaged.</exception>
        public async Task<TreeHash> ComputeRootAsync(long size, CancellationToken ct)
        {
            var nodes = ProofNodes.Root(size);
            return nodes.BuildProof(await db.ReadTilesAsync(nodes.Tiles, ct))[0];
        }
    }
}
