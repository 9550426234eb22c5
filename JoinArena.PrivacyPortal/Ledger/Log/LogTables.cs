using System.Data;
using System.Runtime.CompilerServices;
using System.Text.Json;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Tree;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>What passes between the log and the database by the thousand, past change tracking.</summary>
internal static class LogTables
{
    // Half a megabyte of hashes in one statement.
    private const int TilesTogether = 64;

    extension(PortalDbContext db)
    {
        /// <summary>Puts the leaves of entries at their places, in the order given.</summary>
        /// <returns>How many of the entries are there.</returns>
        public Task<int> InsertLeavesAsync(long first, Guid[] entries, CancellationToken ct) =>
            db.Database.IsNpgsql()
                ? db.ExecuteSqlAsync(
                    $"""
                    INSERT INTO "LedgerLeaves" ("Index", "EntryId", "Leaf")
                    SELECT {first} + o.n - 1, e."Id", e."Leaf" FROM unnest({entries}) WITH ORDINALITY AS o(id, n) JOIN "LedgerEntries" AS e ON e."Id" = o.id ORDER BY o.n
                    """,
                    ct
                )
                // The left side of a CROSS JOIN is always gone through first: rows are added at the end, one after the
                // other.
                : db.ExecuteSqlAsync(
                    $"""
                    INSERT INTO "LedgerLeaves" ("Index", "EntryId", "Leaf")
                    SELECT {first} + o.key, e."Id", e."Leaf" FROM json_each({AsJson(
                        entries
                    )}) AS o CROSS JOIN "LedgerEntries" AS e WHERE e."Id" = o.value
                    """,
                    ct
                );

        /// <summary>
        /// The data of the entries from <paramref name="first"/> to before <paramref name="end"/>, in order.
        /// </summary>
        /// <exception cref="DamagedLogException">One of them is missing.</exception>
        public async Task<List<byte[]>> ReadLeavesAsync(long first, long end, CancellationToken ct)
        {
            var leaves = new List<byte[]>((int)(end - first));
            await db.Database.OpenConnectionAsync(ct);
            await using var select = db.Database.GetDbConnection().CreateCommand();
            select.CommandText =
                """SELECT "Index", "Leaf" FROM "LedgerLeaves" WHERE "Index" >= @first AND "Index" < @end ORDER BY "Index" """;
            Add("first", first);
            Add("end", end);
            await using var reader = await select.ExecuteReaderAsync(CommandBehavior.SequentialAccess, ct);
            while (await reader.ReadAsync(ct))
            {
                if (reader.GetInt64(0) != first + leaves.Count)
                    break;
                leaves.Add(reader.GetFieldValue<byte[]>(1));
            }

            return leaves.Count == end - first
                ? leaves
                : throw new DamagedLogException(first + leaves.Count, "the entry is missing");

            void Add(string name, long value)
            {
                var parameter = select.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                select.Parameters.Add(parameter);
            }
        }

        /// <summary>Keeps different tiles, each in place of a narrower one.</summary>
        public async Task WriteTilesAsync(IEnumerable<(TilePath Path, byte[] Hashes)> tiles, CancellationToken ct)
        {
            foreach (var some in tiles.Chunk(TilesTogether))
            {
                var values = string.Join(
                    ", ",
                    some.Select((_, i) => $"({{{4 * i}}}, {{{(4 * i) + 1}}}, {{{(4 * i) + 2}}}, {{{(4 * i) + 3}}})")
                );
                object[] given =
                [
                    .. some.SelectMany(t => new object[] { t.Path.Level!, t.Path.Index, t.Path.Width, t.Hashes }),
                ];
                await db.ExecuteSqlAsync(
                    FormattableStringFactory.Create(
                        $"""
                        INSERT INTO "LedgerTiles" ("Level", "Index", "Width", "Hashes") VALUES {values}
                        ON CONFLICT ("Level", "Index") DO UPDATE SET "Width" = excluded."Width", "Hashes" = excluded."Hashes"
                        """,
                        given
                    ),
                    ct
                );
            }
        }

        /// <summary>The bytes of a tile of hashes; null if there is none of that width.</summary>
        public async Task<byte[]?> ReadTileBytesAsync(TilePath path, CancellationToken ct)
        {
            var (level, index, width) = (path.Level, path.Index, path.Width);
            var hashes = await db
                .StoredTiles.Where(t => t.Level == level && t.Index == index && t.Width >= width)
                .Select(t => t.Hashes)
                .FirstOrDefaultAsync(ct);
            return hashes?.Length > width * TreeHash.Length ? hashes[..(width * TreeHash.Length)] : hashes;
        }

        /// <summary>Several tiles, as they stand.</summary>
        /// <exception cref="DamagedLogException">One is missing, or is none.</exception>
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
        /// <exception cref="DamagedLogException">A tile is missing, or is none.</exception>
        public async Task<TreeHash> ComputeRootAsync(long size, CancellationToken ct)
        {
            var plan = ProofNodes.Root(size);
            return plan.BuildProof(await db.ReadTilesAsync(plan.Tiles, ct))[0];
        }
    }

    // As the provider writes a Guid.
    private static string AsJson(Guid[] ids) =>
        JsonSerializer.Serialize(ids.Select(id => id.ToString("D").ToUpperInvariant()));
}

/// <summary>The log's rows do not fit together: something changed them behind its back.</summary>
public sealed class DamagedLogException : Exception
{
    public DamagedLogException() { }

    public DamagedLogException(string message)
        : base(message) { }

    public DamagedLogException(string message, Exception cause)
        : base(message, cause) { }

    /// <param name="index">Of the first entry that is touched.</param>
    /// <param name="what">What is wrong.</param>
    public DamagedLogException(long index, string what)
        : base($"At entry {index}: {what}.") => (Index, Problem) = (index, what);

    /// <summary>Of the first entry that is touched.</summary>
    public long Index { get; }

    /// <summary>What is wrong.</summary>
    public string Problem { get; } = "";
}
