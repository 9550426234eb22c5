using System.Buffers.Binary;
using System.Diagnostics;
using JoinArena.PrivacyPortal.Benchmarks.Support;
using JoinArena.PrivacyPortal.Data;
using Npgsql;

namespace JoinArena.PrivacyPortal.Benchmarks.Intake;

/// <summary>PostgreSQL. The yardstick is <c>COPY</c> of the same rows, ready as bytes, into the same schema.</summary>
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

    public override async Task SaveSnapshotAsync(CancellationToken ct) => await CopyAsync("portal", "kept", ct);

    public override async Task RestoreSnapshotAsync(CancellationToken ct) => await CopyAsync("kept", "portal", ct);

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

    private static async Task<string> ColumnsAsync(NpgsqlConnection connection, string table, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns WHERE table_name = $1",
            connection
        );
        command.Parameters.Add(new() { Value = table });
        return (string)(await command.ExecuteScalarAsync(ct))!;
    }

    // Each transaction takes an equal part of every table, so the parts of an event have to stand in the same place of
    // both.
    private static string Order(string table) =>
        table switch
        {
            "Disclosures" => "ORDER BY \"Id\"",
            "DisclosureItems" => "ORDER BY \"DisclosureId\"",
            _ => "",
        };

    // The binary form is a head of 19 bytes, then rows: how many fields, and each with its length before it; then -1.
    private static async Task<List<byte[]>> ReadAsync(NpgsqlConnection source, string table, CancellationToken ct)
    {
        var bytes = new MemoryStream();
        await using (
            var copy = await source.BeginRawBinaryCopyAsync(
                $"COPY (SELECT {await ColumnsAsync(source, table, ct)} FROM \"{table}\" {WhereClause(table)} {Order(table)}) TO STDOUT (FORMAT BINARY)",
                ct
            )
        )
        {
            await copy.CopyToAsync(bytes, ct);
        }

        var (rows, all, at) = (new List<byte[]>(), bytes.GetBuffer(), 19);
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
            $"COPY \"{table}\" ({await ColumnsAsync(target, table, ct)}) FROM STDIN (FORMAT BINARY)",
            ct
        );
        await copy.WriteAsync((byte[])[.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0], ct);
        for (var i = from; i < to; i++)
            await copy.WriteAsync(rows[i], ct);
        await copy.WriteAsync((byte[])[0xFF, 0xFF], ct);
    }
}
