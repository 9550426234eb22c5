using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>
/// PostgreSQL: each table's rows go as one list a column, and all tables' together. A small group costs what its rows cost, not what twenty messages there and back would; no
/// temporary tables stand in between, which <c>COPY</c> would need where a row may be there already, and which have to be emptied with every commit.
/// </summary>
internal sealed class PostgresBookWriter(PortalDbContext db) : IBookWriter
{
    // Plans are made once, and a book that is filled for the first time was empty then: without this its groups would go on reading all of it. The pool undoes it.
    private const string AlongKeys = "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off";

    private readonly NpgsqlConnection _connection = (NpgsqlConnection)db.Database.GetDbConnection();
    private PostgresBookReader? _reader;
    private NpgsqlBatch? _shared, _own;

    public async Task OpenAsync(CancellationToken ct)
    {
        await using (var plans = new NpgsqlCommand(AlongKeys, _connection)) await plans.ExecuteNonQueryAsync(ct);
        _reader = await PostgresBookReader.OpenAsync(_connection, ct);
        _shared = await PreparedAsync([Insert(BookTables.Keys), Insert(BookTables.Mentioned), Insert(BookTables.Disclosures)], ct);
        _own = await PreparedAsync(
            [Insert(BookTables.Items), Insert(BookTables.Leaves), Insert(BookTables.Waiting), Insert(BookTables.Holdings), Insert(BookTables.Shares), Insert(BookTables.Days)], ct);
    }

    public async Task<KnownThings> LookUpAsync(IReadOnlyList<Report> reports, bool alone, CancellationToken ct)
    {
        if (alone) await BookLock.EnterAsync(db, alone, ct);
        return await _reader!.LookUpAsync(reports, ct);
    }

    public async Task<bool> WriteAsync(BookRows rows, CancellationToken ct)
    {
        // First what another node may have written since: one that did not go in is theirs.
        Give(_shared!, 0, BookTables.Keys, rows.Keys);
        Give(_shared!, 1, BookTables.Mentioned, rows.Mentioned.Values);
        Give(_shared!, 2, BookTables.Disclosures, rows.Disclosures);
        if (await _shared!.ExecuteNonQueryAsync(ct) != rows.Keys.Count + rows.Mentioned.Count + rows.Disclosures.Count) return false;

        Give(_own!, 0, BookTables.Items, rows.Items);
        Give(_own!, 1, BookTables.Leaves, rows.Leaves);
        Give(_own!, 2, BookTables.Waiting, rows.Waiting);
        Give(_own!, 3, BookTables.Holdings, rows.Holdings.Values);
        Give(_own!, 4, BookTables.Shares, rows.Shares.Values);
        Give(_own!, 5, BookTables.Days, rows.Days);
        await _own!.ExecuteNonQueryAsync(ct);
        return true;
    }

    public void Forget()
    {
        // Other nodes write as well, so nothing is remembered from group to group.
    }

    public void Dispose()
    {
        _shared?.Dispose();
        _own?.Dispose();
        _reader?.Dispose();
    }

    private static NpgsqlBatchCommand Insert<TRow>(BookTable<TRow> table)
    {
        var lists = string.Join(", ", table.Columns.Select((_, i) => $"${i + 1}"));
        var order = table.Key is "" ? "" : $"ORDER BY {table.Key}";
        var onConflict = table.OnConflict.Replace("{C}", "\"C\"", StringComparison.Ordinal);
        var command = new NpgsqlBatchCommand($"INSERT INTO \"{table.Name}\" AS t ({table.ColumnList}) SELECT * FROM unnest({lists}) AS q({table.ColumnList}) {order} {onConflict}");
        foreach (var column in table.Columns) command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | column.Type, Value = column.Gather([]) });
        return command;
    }

    private async Task<NpgsqlBatch> PreparedAsync(NpgsqlBatchCommand[] commands, CancellationToken ct)
    {
        var batch = new NpgsqlBatch(_connection);
        foreach (var command in commands) batch.BatchCommands.Add(command);
        await batch.PrepareAsync(ct);
        return batch;
    }

    private static void Give<TRow>(NpgsqlBatch batch, int command, BookTable<TRow> table, IReadOnlyCollection<TRow> rows)
    {
        var parameters = batch.BatchCommands[command].Parameters;
        for (var i = 0; i < table.Columns.Count; i++) parameters[i].Value = table.Columns[i].Gather(rows);
    }
}
