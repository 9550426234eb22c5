using System.Security.Cryptography;
using System.Text.Json;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Log;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger.Records;

/// <summary>
/// Compares stored rows with what the ledger recorded when they were written. Someone who changes a row in the database
/// would have to change its record too, which is encrypted; its leaf, which commits to it; and the log, of which others
/// keep checkpoints.
/// </summary>
public sealed class RecordedRowCheck(IEnumerable<IRecordedRowSource> sources)
{
    private const int PageSize = 2_000;

    /// <summary>
    /// Reads every row that has a record, and every record that has no row. What has been erased from the ledger is not
    /// compared.
    /// </summary>
    /// <param name="db">Inside the reader's transaction.</param>
    /// <param name="limit">It stops comparing a kind once it has found this many of it.</param>
    public async Task<IReadOnlyList<RecordDifference>> FindDifferencesAsync(
        PortalDbContext db,
        int limit,
        CancellationToken ct
    )
    {
        var found = new List<RecordDifference>();
        // Entries that rows have beside those with the row's own id.
        var others = new HashSet<Guid>();
        var areAllRead = true;
        foreach (var source in sources)
        {
            var ofKind = await FindDifferencesAsync(db, source, others, limit, ct);
            areAllRead &= ofKind.Count < limit;
            found.AddRange(ofKind);
        }

        if (areAllRead)
            found.AddRange(await FindLostRowsAsync(db, others, limit, ct));
        return found;
    }

    private static async Task<List<RecordDifference>> FindDifferencesAsync(
        PortalDbContext db,
        IRecordedRowSource source,
        HashSet<Guid> others,
        int limit,
        CancellationToken ct
    )
    {
        var found = new List<RecordDifference>();
        var last = Guid.Empty;
        while (found.Count < limit)
        {
            var ids = await source.ReadIdsAsync(db, last, PageSize, ct);
            if (ids.Count > 0)
                found.AddRange(await CompareAsync(db, source, ids, others, ct));
            if (ids.Count < PageSize)
                break;
            last = ids[^1];
        }

        return found;
    }

    /// <summary>The records that were not erased and whose row is gone.</summary>
    private async Task<List<RecordDifference>> FindLostRowsAsync(
        PortalDbContext db,
        HashSet<Guid> others,
        int limit,
        CancellationToken ct
    )
    {
        var entries = db.LedgerEntries.AsNoTracking().Where(e => e.Subject != null && e.Record != null);
        foreach (var known in sources.SelectMany(source => source.QueryEntryIds(db)))
            entries = entries.Where(e => !known.Any(id => id == e.Id));
        var left =
            from entry in entries
            join key in db.SubjectKeys on entry.Subject equals key.Subject
            orderby entry.Id
            select new StoredEntry(entry.Id, entry.Record, key.Key);
        var found = new List<RecordDifference>();
        await foreach (var entry in left.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (others.Contains(entry.Id))
                continue;
            found.Add(DescribeLostRow(entry));
            if (found.Count == limit)
                break;
        }

        return found;
    }

    private static RecordDifference DescribeLostRow(StoredEntry entry)
    {
        if (SubjectCipher.Decrypt(entry.Key!, entry.Id, entry.Record!) is not { } record)
            return new("record", entry.Id.ToString(), RecordProblem.NoRow);
        using var json = JsonDocument.Parse(record);
        var root = json.RootElement;
        var about = root.TryGetProperty("request", out var request) ? request : root.GetProperty("subject");
        return new(root.GetProperty("kind").GetString()!, $"{about.GetString()} {entry.Id}", RecordProblem.NoRow);
    }

    private static async Task<IEnumerable<RecordDifference>> CompareAsync(
        PortalDbContext db,
        IRecordedRowSource source,
        IReadOnlyList<Guid> ids,
        HashSet<Guid> others,
        CancellationToken ct
    )
    {
        IReadOnlyList<RecordedRow> rows;
        try
        {
            rows = await source.ReadRowsAsync(db, ids, ct);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException)
        {
            // One row that cannot be read must not hide the others. Halving finds it.
            if (ids.Count == 1)
                return [new(source.Kind, ids[0].ToString(), RecordProblem.Unreadable)];
            var half = ids.Count / 2;
            return
            [
                .. await CompareAsync(db, source, [.. ids.Take(half)], others, ct),
                .. await CompareAsync(db, source, [.. ids.Skip(half)], others, ct),
            ];
        }

        others.UnionWith(rows.Select(row => row.EntryId).Except(ids));
        var entries = await ReadEntriesAsync(db, rows, ct);
        var leaves = await ReadLeavesAsync(db, entries.Keys, ct);
        return rows.Select(row => (row.Name, Problem: FindProblem(row, entries.GetValueOrDefault(row.EntryId), leaves)))
            .Where(compared => compared.Problem is not null)
            .Select(compared => new RecordDifference(source.Kind, compared.Name, compared.Problem!.Value));
    }

    private static Task<Dictionary<Guid, StoredEntry>> ReadEntriesAsync(
        PortalDbContext db,
        IReadOnlyList<RecordedRow> rows,
        CancellationToken ct
    )
    {
        Guid[] ids = [.. rows.Select(row => row.EntryId)];
        return (
            from entry in db.LedgerEntries.AsNoTracking()
            where EF.Parameter(ids).Contains(entry.Id)
            join key in db.SubjectKeys on entry.Subject equals key.Subject into keys
            from k in keys.DefaultIfEmpty()
            select new StoredEntry(entry.Id, entry.Record, k!.Key)
        ).ToDictionaryAsync(entry => entry.Id, ct);
    }

    /// <summary>The leaves of these entries, as they are stored: those in the log, and those that wait for their place.</summary>
    private static async Task<Dictionary<Guid, byte[]>> ReadLeavesAsync(
        PortalDbContext db,
        IReadOnlyCollection<Guid> entries,
        CancellationToken ct
    )
    {
        var leaves = new Dictionary<Guid, byte[]>();
        await FindAsync(entries);
        if (leaves.Count == entries.Count)
            return leaves;
        var pending = await db.PendingEntries.AsNoTracking().ToListAsync(ct);
        foreach (var leaf in pending.SelectMany(row => row.ReadLeaves()))
            leaves[leaf.EntryId] = leaf.Stored;
        // Some may have got their place meanwhile.
        await FindAsync(entries.Where(id => !leaves.ContainsKey(id)));
        return leaves;

        async Task FindAsync(IEnumerable<Guid> ids)
        {
            foreach (var (id, leaf) in await db.FindLeavesAsync(ids, ct))
                leaves[id] = leaf.Stored;
        }
    }

    private static RecordProblem? FindProblem(RecordedRow row, StoredEntry? entry, Dictionary<Guid, byte[]> leaves)
    {
        if (entry is null)
            return RecordProblem.NoEntry;
        if (!leaves.TryGetValue(entry.Id, out var leaf))
            return RecordProblem.Leaf;
        // Without a record or key it has been erased from the ledger.
        if (entry.Record is null || entry.Key is null)
            return null;
        if (SubjectCipher.Decrypt(entry.Key, entry.Id, entry.Record) is not { } record || !row.IsRecorded(record))
            return RecordProblem.Content;
        var salt = Commitment.DeriveSalt(entry.Key, entry.Id);
        var commitment = Commitment.Compute(salt, record);
        CryptographicOperations.ZeroMemory(salt);
        return commitment.AsSpan().SequenceEqual(leaf) ? null : RecordProblem.Leaf;
    }

    private sealed record StoredEntry(Guid Id, byte[]? Record, byte[]? Key);
}
