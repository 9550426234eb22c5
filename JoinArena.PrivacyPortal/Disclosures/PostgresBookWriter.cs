using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>PostgreSQL: <c>COPY</c>. What may be there already is copied into a temporary table and inserted from it; what is always new is copied where it belongs.</summary>
internal sealed class PostgresBookWriter(PortalDbContext db) : IBookWriter
{
    private readonly NpgsqlConnection _connection = (NpgsqlConnection)db.Database.GetDbConnection();
    private readonly Dictionary<string, NpgsqlCommand> _merges = new(StringComparer.Ordinal);
    private PostgresBookReader? _reader;

    // Not in a transaction: one that is given up would take the temporary tables with it.
    public async Task OpenAsync(CancellationToken ct)
    {
        await AddMergeAsync(BookTables.Keys, ct);
        await AddMergeAsync(BookTables.Mentioned, ct);
        await AddMergeAsync(BookTables.Disclosures, ct);
        await AddMergeAsync(BookTables.Holdings, ct);
        await AddMergeAsync(BookTables.Shares, ct);
        await AddMergeAsync(BookTables.Days, ct);
        _reader = await PostgresBookReader.OpenAsync(_connection, ct);
    }

    public Task<KnownThings> LookUpAsync(IReadOnlyList<Report> reports, CancellationToken ct) => _reader!.LookUpAsync(reports, ct);

    public async Task<bool> WriteAsync(BookRows rows, CancellationToken ct)
    {
        if (!await MergeAsync(BookTables.Keys, rows.Keys, ct) || !await MergeAsync(BookTables.Mentioned, rows.Mentioned.Values, ct) || !await MergeAsync(BookTables.Disclosures, rows.Disclosures, ct)) return false;
        await CopyAsync(BookTables.Items, "DisclosureItems", rows.Items, ct);
        await CopyAsync(BookTables.Leaves, "LedgerEntries", rows.Leaves, ct);
        await MergeAsync(BookTables.Holdings, rows.Holdings.Values, ct);
        await MergeAsync(BookTables.Shares, rows.Shares.Values, ct);
        await MergeAsync(BookTables.Days, rows.Days, ct);
        return true;
    }

    public void Forget()
    {
        // Other nodes write as well, so nothing is remembered from group to group.
    }

    public void Dispose()
    {
        foreach (var merge in _merges.Values) merge.Dispose();
        _reader?.Dispose();
        // The connection goes back to the pool, which drops temporary tables.
    }

    /// <returns>Whether every row went in: one that did not is another node's.</returns>
    private async Task<bool> MergeAsync<TRow>(BookTable<TRow> table, IReadOnlyCollection<TRow> rows, CancellationToken ct)
    {
        if (rows.Count == 0) return true;
        await CopyAsync(table, Temporary(table), rows, ct);
        return await _merges[table.Name].ExecuteNonQueryAsync(ct) == rows.Count;
    }

    private async Task AddMergeAsync<TRow>(BookTable<TRow> table, CancellationToken ct)
    {
        await ExecuteAsync($"CREATE TEMPORARY TABLE IF NOT EXISTS \"{Temporary(table)}\" ON COMMIT DELETE ROWS AS SELECT {table.ColumnList} FROM \"{table.Name}\" WITH NO DATA", ct);
        var onConflict = table.OnConflict.Replace("{C}", "\"C\"", StringComparison.Ordinal);
#pragma warning disable CA2100 // Every part of it is a constant of BookTables.
        var merge = new NpgsqlCommand($"INSERT INTO \"{table.Name}\" AS t ({table.ColumnList}) SELECT {table.ColumnList} FROM \"{Temporary(table)}\" ORDER BY {table.Key} {onConflict}", _connection);
#pragma warning restore CA2100
        await merge.PrepareAsync(ct);
        _merges[table.Name] = merge;
    }

    private async Task CopyAsync<TRow>(BookTable<TRow> table, string into, IReadOnlyCollection<TRow> rows, CancellationToken ct)
    {
        if (rows.Count == 0) return;
        await using var copy = await _connection.BeginBinaryImportAsync($"COPY \"{into}\" ({table.ColumnList}) FROM STDIN (FORMAT BINARY)", ct);
        foreach (var row in rows)
        {
            // Not awaited value by value: nearly all of them only go into the buffer.
            copy.StartRow();
            foreach (var column in table.Columns) column.Copy(copy, row);
        }

        await copy.CompleteAsync(ct);
    }

    private static string Temporary<TRow>(BookTable<TRow> table) => $"intake_{table.Name}";

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
#pragma warning disable CA2100 // Every part of it is a constant of BookTables.
        await using var command = new NpgsqlCommand(sql, _connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(ct);
    }
}
