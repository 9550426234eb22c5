using System.Data;
using System.Runtime.CompilerServices;
using System.Text.Json;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Tree;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>Reads and writes the log's rows in bulk, without change tracking.</summary>
internal static class LogTables
{
    // At most half a megabyte of hashes in one statement.
    private const int TilesPerStatement = 64;

    extension(PortalDbContext db)
    {
        /// <summary>Puts the leaves of entries at their places, in the order given.</summary>
        /// <returns>How many of the entries exist.</returns>
        public Task<int> InsertLeavesAsync(long first, Guid[] entries, CancellationToken ct) =>
            db.Database.IsNpgsql()
                ? db.ExecuteSqlAsync(
                    $"""
                    INSERT INTO "LedgerLeaves" ("Index", "EntryId", "Leaf")
                    SELECT {first} + o.n - 1, e."Id", e."Leaf" FROM unnest({entries}) WITH ORDINALITY AS o(id, n)
                    JOIN "LedgerEntries" AS e ON e."Id" = o.id ORDER BY o.n
                    """,
                    ct
                )
                // SQLite always reads the left side of a CROSS JOIN first, so rows are added at the end of the table,
                // in order.
                : db.ExecuteSqlAsync(
                    $"""
                    INSERT INTO "LedgerLeaves" ("Index", "EntryId", "Leaf")
                    SELECT {first} + o.key, e."Id", e."Leaf" FROM json_each({AsJson(
                        entries
                    )}) AS o CROSS JOIN "LedgerEntries" AS e WHERE e."Id" = unhex(o.value)
                    """,
                    ct
                );

        /// <summary>
        /// The leaves from index <paramref name="first"/> up to, but not including, <paramref name="end"/>, in order.
        /// </summary>
        /// <exception cref="DamagedLogException">One of them is missing.</exception>
        public async Task<List<byte[]>> ReadLeavesAsync(long first, long end, CancellationToken ct)
        {
            var leaves = new List<byte[]>((int)(end - first));
            await db.Database.OpenConnectionAsync(ct);
            await using var select = db.Database.GetDbConnection().CreateCommand();
            select.CommandText = """
                SELECT "Index", "Leaf" FROM "LedgerLeaves" WHERE "Index" >= @first AND "Index" < @end ORDER BY "Index"
                """;
            Add("first", first);
            Add("end", end);
            await using var reader = await select.ExecuteReaderAsync(CommandBehavior.SequentialAccess, ct);
            while (await reader.ReadAsync(ct))
            {
                if (reader.GetInt64(0) != first + leaves.Count)
                    break;
                leaves.Add(StoredLeaf.ToUtf8(reader.GetFieldValue<byte[]>(1)));
            }

            return leaves.Count == end - first
                ? leaves
                : throw new DamagedLogException(first + leaves.Count, "the entry is missing");

            void Add(string name, long value)
            {
                var parameter = select.CreateParameter();
                parameter.ParameterName = name;
                parameter.Value = value;
                select.Parameters.Add(parameter);
            }
        }

        /// <summary>Writes tiles, each in place of a narrower version of it. No tile occurs twice.</summary>
        public async Task WriteTilesAsync(IEnumerable<(TilePath Path, byte[] Hashes)> tiles, CancellationToken ct)
        {
            foreach (var chunk in tiles.Chunk(TilesPerStatement))
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
                var first = path.Index << 8 << 8 * (path.Level ?? 0);
                var bytes =
                    await db.ReadTileBytesAsync(path, ct)
                    ?? throw new DamagedLogException(first, $"tile {path} is missing");
                tiles[path] = HashTile.Parse(bytes, path.Width) is { IsSuccess: true } tile
                    ? tile.Value
                    : throw new DamagedLogException(first, $"tile {path} is damaged");
            }

            return tiles;
        }

        /// <summary>The root that the tiles give for the first <paramref name="size"/> entries.</summary>
        /// <exception cref="DamagedLogException">A tile is missing or damaged.</exception>
        public async Task<TreeHash> ComputeRootAsync(long size, CancellationToken ct)
        {
            var nodes = ProofNodes.Root(size);
            return nodes.BuildProof(await db.ReadTilesAsync(nodes.Tiles, ct))[0];
        }
    }

    // As hexadecimal digits, because JSON has no bytes.
    private static string AsJson(Guid[] ids) => JsonSerializer.Serialize(ids.Select(id => id.ToString("N")));
}
