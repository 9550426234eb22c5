using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>PostgreSQL: <c>COPY</c>. What may be there already is copied into a temporary table and inserted from it; what is always new is copied where it belongs.</summary>
internal sealed class PostgresBookWriter(PortalDbContext db) : IBookWriter
{
    // Any number will do, as long as it is this program's own: "jpp book" in ASCII.
    private const long Lock = 0x6A707020626F6F6B;

    private readonly NpgsqlConnection _connection = (NpgsqlConnection)db.Database.GetDbConnection();
    private readonly HashSet<string> _temporary = new(StringComparer.Ordinal);

    public Task EnterAsync(bool alone, CancellationToken ct) => ExecuteAsync(alone ? $"SELECT pg_advisory_xact_lock({Lock})" : $"SELECT pg_advisory_xact_lock_shared({Lock})", ct);

    public async Task<bool> WriteAsync(BookRows rows, CancellationToken ct)
    {
        if (!await MergeAsync(BookTables.Keys, rows.Keys, ct) || !await MergeAsync(BookTables.Mentioned, rows.Mentioned.Values, ct) || !await MergeAsync(BookTables.Disclosures, rows.Disclosures, ct)) return false;
        await CopyAsync(BookTables.Items, "DisclosureItems", rows.Items, ct);
        await CopyAsync(BookTables.Leaves, "LedgerEntries", rows.Leaves, ct);
        await MergeAsync(BookTables.Holdings, rows.Holdings.Values, ct);
        await MergeAsync(BookTables.Shares, rows.Shares.Values, ct);
        return true;
    }

    public void Dispose()
    {
        // The connection goes back to the pool, which drops temporary tables.
    }

    /// <returns>Whether every row went in: one that did not is another node's.</returns>
    private async Task<bool> MergeAsync<TRow>(BookTable<TRow> table, IReadOnlyCollection<TRow> rows, CancellationToken ct)
    {
        if (rows.Count == 0) return true;
        var temporary = $"intake_{table.Name}";
        if (_temporary.Add(table.Name)) await ExecuteAsync($"CREATE TEMPORARY TABLE IF NOT EXISTS \"{temporary}\" ON COMMIT DELETE ROWS AS SELECT {table.ColumnList} FROM \"{table.Name}\" WITH NO DATA", ct);
        await CopyAsync(table, temporary, rows, ct);
        var onConflict = table.OnConflict.Replace("{C}", "\"C\"", StringComparison.Ordinal);
        return await ExecuteAsync($"INSERT INTO \"{table.Name}\" AS t ({table.ColumnList}) SELECT {table.ColumnList} FROM \"{temporary}\" ORDER BY {table.Key} {onConflict}", ct) == rows.Count;
    }

    private async Task CopyAsync<TRow>(BookTable<TRow> table, string into, IReadOnlyCollection<TRow> rows, CancellationToken ct)
    {
        if (rows.Count == 0) return;
        await using var copy = await _connection.BeginBinaryImportAsync($"COPY \"{into}\" ({table.ColumnList}) FROM STDIN (FORMAT BINARY)", ct);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(ct);
            foreach (var column in table.Columns)
            {
                if (column.Value(row) is { } value) await copy.WriteAsync(value, column.Type, ct);
                else await copy.WriteNullAsync(ct);
            }
        }

        await copy.CompleteAsync(ct);
    }

    private async Task<int> ExecuteAsync(string sql, CancellationToken ct)
    {
#pragma warning disable CA2100 // Every part of it is a constant of BookTables.
        await using var command = new NpgsqlCommand(sql, _connection);
#pragma warning restore CA2100
        return await command.ExecuteNonQueryAsync(ct);
    }
}
