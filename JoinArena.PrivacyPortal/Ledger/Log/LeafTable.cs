using System.Text.Json;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Tree;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>Reads and writes the leaves of the log, which are stored in bundles, without change tracking.</summary>
internal static class LeafTable
{
    // In the first of them is nearly every entry that is looked for. The second is for entries that another node wrote
    // at the same time.
    private const int NearBundles = 2;

    extension(PortalDbContext db)
    {
        /// <summary>How many of these entries exist.</summary>
        public Task<int> CountEntriesAsync(Guid[] entries, CancellationToken ct) =>
            db.Database.IsNpgsql()
                ? db
                    .Database.SqlQuery<int>(
                        $"""
                        SELECT count(*)::int AS "Value" FROM unnest({entries}) AS o(id)
                        JOIN "LedgerEntries" AS e ON e."Id" = o.id
                        """
                    )
                    .SingleAsync(ct)
                // SQLite always reads the left side of a CROSS JOIN first.
                : db
                    .Database.SqlQuery<int>(
                        $"""
                        SELECT count(*) AS "Value" FROM json_each({AsJson(
                            entries
                        )}) AS o CROSS JOIN "LedgerEntries" AS e WHERE e."Id" = unhex(o.value)
                        """
                    )
                    .SingleAsync(ct);

        /// <summary>Puts leaves at their places, in the order given, in the transaction that moves the log's head.</summary>
        /// <param name="first">The place of the first one: as many leaves are there already.</param>
        /// <exception cref="DamagedLogException">There are fewer or more.</exception>
        public async Task AppendLeavesAsync(long first, IReadOnlyList<WaitingLeaf> leaves, CancellationToken ct)
        {
            var filled = (int)(first % TilePath.Full);
            var added = filled == 0 ? 0 : Math.Min(TilePath.Full - filled, leaves.Count);
            if (added > 0)
                await db.WidenBundleAsync(first, [.. leaves.Take(added)], ct);
            foreach (var (i, part) in leaves.Skip(added).Chunk(TilePath.Full).Index())
            {
                var bundle = LeafBundle.Create(((first + added) / TilePath.Full) + i, part);
                await db.ExecuteSqlAsync(
                    $"""
                    INSERT INTO "LedgerBundles" ("Index", "FirstId", "LastId", "Ids", "Leaves")
                    VALUES ({bundle.Index}, {bundle.FirstId}, {bundle.LastId},
                        {bundle.Ids}, {bundle.Leaves})
                    """,
                    ct
                );
            }
        }

        /// <summary>
        /// The leaves from index <paramref name="first"/> up to, but not including, <paramref name="end"/>, in order and
        /// in UTF-8.
        /// </summary>
        /// <exception cref="DamagedLogException">One of them is missing.</exception>
        public async Task<List<byte[]>> ReadLeavesAsync(long first, long end, CancellationToken ct)
        {
            var leaves = new List<byte[]>((int)(end - first));
            var from = first / TilePath.Full;
            var to = (end - 1) / TilePath.Full;
            var bundles = db
                .LeafBundles.Where(b => b.Index >= from && b.Index <= to)
                .OrderBy(b => b.Index)
                .Select(b => new { b.Index, b.Leaves });
            await foreach (var bundle in bundles.AsAsyncEnumerable().WithCancellation(ct))
            {
                var next = first + leaves.Count;
                var skipped = (int)(next % TilePath.Full);
                var last = (int)Math.Min(TilePath.Full, end - (bundle.Index * TilePath.Full));
                if (bundle.Index != next / TilePath.Full || EntryBundle.ReadFirst(bundle.Leaves, last) is not { } read)
                    break;
                leaves.AddRange(read.Skip(skipped).Select(StoredLeaf.ToUtf8));
            }

            return leaves.Count == end - first
                ? leaves
                : throw new DamagedLogException(first + leaves.Count, "the entry is missing");
        }

        /// <summary>The places of those of these entries that are in the log.</summary>
        public async Task<Dictionary<Guid, LoggedLeaf>> FindLeavesAsync(IEnumerable<Guid> entries, CancellationToken ct)
        {
            // In the order of their ids, since entries that were written together are in the same bundle.
            Guid[] wanted = [.. entries.Distinct().Order()];
            var found = new Dictionary<Guid, LoggedLeaf>();
            foreach (var entry in wanted)
            {
                if (found.ContainsKey(entry))
                    continue;
                var near = db.LeafBundles.AsNoTracking().Where(b => b.LastId.CompareTo(entry) >= 0);
                foreach (var bundle in await near.OrderBy(b => b.LastId).Take(NearBundles).ToListAsync(ct))
                    Collect(bundle);
                if (found.ContainsKey(entry))
                    continue;
                var others = near.Where(b => b.FirstId.CompareTo(entry) <= 0).OrderBy(b => b.LastId);
                foreach (var index in await others.Select(b => b.Index).ToListAsync(ct))
                {
                    Collect(await db.LeafBundles.AsNoTracking().SingleAsync(b => b.Index == index, ct));
                    if (found.ContainsKey(entry))
                        break;
                }
            }

            return found;

            void Collect(LeafBundle bundle)
            {
                foreach (var leaf in bundle.ReadLeaves())
                {
                    if (Array.BinarySearch(wanted, leaf.EntryId) >= 0)
                        found[leaf.EntryId] = leaf;
                }
            }
        }

        /// <summary>The id of the entry at that place; null if there is none yet.</summary>
        public async Task<Guid?> FindEntryIdAsync(long index, CancellationToken ct)
        {
            var at = index / TilePath.Full;
            var ids = await db.LeafBundles.Where(b => b.Index == at).Select(b => b.Ids).SingleOrDefaultAsync(ct);
            return ids is null
                ? null
                : EntryIds.Read(ids).Cast<Guid?>().ElementAtOrDefault((int)(index % TilePath.Full));
        }

        /// <summary>The ids of the entries from that place on.</summary>
        public async Task<List<Guid>> ReadEntryIdsFromAsync(long first, CancellationToken ct)
        {
            var from = first / TilePath.Full;
            var ids = await db
                .LeafBundles.Where(b => b.Index >= from)
                .OrderBy(b => b.Index)
                .Select(b => b.Ids)
                .ToListAsync(ct);
            return [.. ids.SelectMany(EntryIds.Read).Skip((int)(first % TilePath.Full))];
        }

        /// <summary>Gives an entry in the log another id.</summary>
        /// <param name="leaf">The entry's place.</param>
        public async Task ReplaceEntryIdAsync(LoggedLeaf leaf, Guid other, CancellationToken ct)
        {
            var index = leaf.Index / TilePath.Full;
            var at = (int)(leaf.Index % TilePath.Full) * EntryIds.Length;
            var id = other.ToByteArray(bigEndian: true);
            FormattableString onPostgres = $"""
                UPDATE "LedgerBundles" SET "Ids" = overlay("Ids" PLACING {id} FROM {at + 1}) WHERE "Index" = {index}
                """;
            FormattableString onSqlite = $"""
                UPDATE "LedgerBundles" SET "Ids" = CAST(substr("Ids", 1, {at}) || {id}
                    || substr("Ids", {at + EntryIds.Length + 1}) AS BLOB)
                WHERE "Index" = {index}
                """;
            await db.ExecuteSqlAsync(db.Database.IsNpgsql() ? onPostgres : onSqlite, ct);
        }

        // In the database, so that an id that is replaced at the same moment stays replaced.
        private async Task WidenBundleAsync(long first, IReadOnlyList<WaitingLeaf> leaves, CancellationToken ct)
        {
            var more = LeafBundle.Create(first / TilePath.Full, leaves);
            var length = (int)(first % TilePath.Full) * EntryIds.Length;
            FormattableString onPostgres = $"""
                UPDATE "LedgerBundles" SET "Ids" = "Ids" || {more.Ids}, "Leaves" = "Leaves" || {more.Leaves},
                    "FirstId" = least("FirstId", {more.FirstId}), "LastId" = greatest("LastId", {more.LastId})
                WHERE "Index" = {more.Index} AND length("Ids") = {length}
                """;
            FormattableString onSqlite = $"""
                UPDATE "LedgerBundles" SET "Ids" = CAST("Ids" || {more.Ids} AS BLOB),
                    "Leaves" = CAST("Leaves" || {more.Leaves} AS BLOB),
                    "FirstId" = min("FirstId", {more.FirstId}), "LastId" = max("LastId", {more.LastId})
                WHERE "Index" = {more.Index} AND length("Ids") = {length}
                """;
            if (await db.ExecuteSqlAsync(db.Database.IsNpgsql() ? onPostgres : onSqlite, ct) != 1)
                throw new DamagedLogException(first, "the bundle before it is missing or has another width");
        }
    }

    // As hexadecimal digits, because JSON has no bytes.
    private static string AsJson(Guid[] ids) => JsonSerializer.Serialize(ids.Select(id => id.ToString("N")));
}
