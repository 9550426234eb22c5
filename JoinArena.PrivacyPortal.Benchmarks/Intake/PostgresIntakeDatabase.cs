using System.Buffers.Binary;
using System.Diagnostics;
using JoinArena.PrivacyPortal.Benchmarks.Support;
using JoinArena.PrivacyPortal.Data;
using Npgsql;

namespace JoinArena.PrivacyPortal.Benchmarks.Intake;

/// <summary>PostgreSQL. The baseline is <c>COPY</c> of the same rows, prepared as bytes, into the same schema.</summary>
internal sealed class PostgresIntakeDatabase(PostgresServer server) : IntakeDatabase
{
    public override string Name => "PostgreSQL";

    public override (string, string)[] Settings =>
        [
            ("Portal__Database__Provider", "Postgres"),
            ("ConnectionStrings__Portal", server.GetConnectionString("portal")),
        ];

    public override DatabaseSettings Database =>
        new(DatabaseProvider.Postgres, server.GetConnectionString("portal") + ";Pooling=false");

    public override async Task SaveSnapshotAsync(CancellationToken ct) => await CopyAsync("portal", "snapshot", ct);

    public override async Task RestoreSnapshotAsync(CancellationToken ct) => await CopyAsync("snapshot", "portal", ct);

    public override async Task<(TimeSpan Time, long Rows)> WriteBaselineAsync(int transactions, CancellationToken ct)
    {
        var tables = new List<(string Table, List<byte[]> Rows)>();
        await using (var after = await OpenAsync(ct))
        {
            foreach (var table in Tables)
                tables.Add((table, await ReadAsync(after, table, ct)));
        }

        await RestoreSnapshotAsync(ct);

        await using var target = await OpenAsync(ct);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < transactions; i++)
        {
            await using var transaction = await target.BeginTransactionAsync(ct);
            foreach (var (table, rows) in tables)
            {
                await WriteAsync(
                    target,
                    table,
                    rows,
                    (int)((long)rows.Count * i / transactions),
                    (int)((long)rows.Count * (i + 1) / transactions),
                    ct
                );
            }

            await transaction.CommitAsync(ct);
        }

        return (watch.Elapsed, tables.Sum(table => (long)table.Rows.Count));
    }

    public override async Task<TimeSpan> WriteSingleTableAsync(int events, int batch, CancellationToken ct)
    {
        await using var target = await OpenAsync(ct);
        await using var create = new NpgsqlCommand(
            """
            CREATE TABLE single (
                source text, id text, worker text, party text, time bigint, purpose text, item text, interview text);
            CREATE UNIQUE INDEX ON single (source, id);
            CREATE INDEX ON single (worker, time);
            """,
            target
        );
        await create.ExecuteNonQueryAsync(ct);
        List<object[]> rows = [.. Enumerable.Range(0, events).Select(SampleEvents.CreateRow)];
        var watch = Stopwatch.StartNew();
        foreach (var part in rows.Chunk(batch))
        {
            await using var copy = await target.BeginBinaryImportAsync("COPY single FROM STDIN (FORMAT BINARY)", ct);
            foreach (var row in part)
                await copy.WriteRowAsync(ct, row);
            await copy.CompleteAsync(ct);
        }

        return watch.Elapsed;
    }

    public override async Task<IReadOnlyDictionary<string, long>> MeasureAsync(CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        // Tables with what is stored beside their rows.
        await using var command = new NpgsqlCommand(
            """
            SELECT relname, CASE relkind WHEN 'r' THEN pg_table_size(oid) ELSE pg_relation_size(oid) END
            FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i')
            """,
            connection
        );
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            sizes.Add(reader.GetString(0), reader.GetInt64(1));
        return sizes;
    }

    public override ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task CopyAsync(string from, string to, CancellationToken ct)
    {
        await server.ExecuteAsync($"DROP DATABASE IF EXISTS {to} WITH (FORCE)", ct);
        await server.ExecuteAsync($"CREATE DATABASE {to} TEMPLATE {from} STRATEGY FILE_COPY", ct);
        await server.ExecuteAsync("CHECKPOINT", ct);
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(server.GetConnectionString("portal") + ";Pooling=false");
        await connection.OpenAsync(ct);
        return connection;
    }

    private static async Task<string> ListColumnsAsync(NpgsqlConnection connection, string table, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns WHERE table_name = $1",
            connection
        );
        command.Parameters.Add(new() { Value = table });
        return (string)(await command.ExecuteScalarAsync(ct))!;
    }

    // Each transaction takes an equal part of every table, so the rows of an event must be at the same place in both.
    private static string OrderBy(string table) =>
        table switch
        {
            "Disclosures" => "ORDER BY \"Id\"",
            "DisclosureItems" => "ORDER BY \"DisclosureId\"",
            _ => "",
        };

    // The binary format: a head of 19 bytes, then rows, each with its number of fields and every field with its length
    // before it; then -1.
    private static async Task<List<byte[]>> ReadAsync(NpgsqlConnection source, string table, CancellationToken ct)
    {
        var bytes = new MemoryStream();
        var columns = await ListColumnsAsync(source, table, ct);
        var query = $"SELECT {columns} FROM \"{table}\" {WhereClause(table)} {OrderBy(table)}";
        await using (var copy = await source.BeginRawBinaryCopyAsync($"COPY ({query}) TO STDOUT (FORMAT BINARY)", ct))
        {
            await copy.CopyToAsync(bytes, ct);
        }

        var rows = new List<byte[]>();
        var all = bytes.GetBuffer();
        var at = 19;
        while (BinaryPrimitives.ReadInt16BigEndian(all.AsSpan(at)) is var fields and >= 0)
        {
            var from = at;
            at += 2;
            for (var i = 0; i < fields; i++)
                at += 4 + Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(all.AsSpan(at)));
            rows.Add(all[from..at]);
        }

        return rows;
    }

    private static async Task WriteAsync(
        NpgsqlConnection target,
        string table,
        List<byte[]> rows,
        int from,
        int to,
        CancellationToken ct
    )
    {
        if (from == to)
            return;
        await using var copy = await target.BeginRawBinaryCopyAsync(
            $"COPY \"{table}\" ({await ListColumnsAsync(target, table, ct)}) FROM STDIN (FORMAT BINARY)",
            ct
        );
        await copy.WriteAsync((byte[])[.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0], ct);
        for (var i = from; i < to; i++)
            await copy.WriteAsync(rows[i], ct);
        await copy.WriteAsync((byte[])[0xFF, 0xFF], ct);
    }
}
