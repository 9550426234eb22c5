using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Storage;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace JoinArena.PrivacyPortal.Benchmarks.Ledger;

/// <summary>
/// Writes entries in bulk as the portal leaves them before they have a place in the log, and hashes the same leaves, which
/// is the baseline.
/// </summary>
internal static class LedgerSeeder
{
    private const int Chunk = 50_000,
        GroupSize = 500;
    private static readonly byte[] s_record = new byte[376];

    /// <returns>How long the hashing took.</returns>
    public static async Task<TimeSpan> SeedAsync(DatabaseSettings settings, int entries, CancellationToken ct)
    {
        var hashing = TimeSpan.Zero;
        foreach (var size in Enumerable.Range(0, entries).Chunk(Chunk).Select(part => part.Length))
        {
            (Guid Id, string Leaf)[] part =
            [
                .. Enumerable
                    .Range(0, size)
                    .Select(_ => (Guid.CreateVersion7(), Commitment.FormatLeaf(RandomNumberGenerator.GetBytes(32)))),
            ];
            byte[][] leaves = [.. part.Select(p => Encoding.UTF8.GetBytes(p.Leaf))];
            var watch = Stopwatch.StartNew();
            foreach (var leaf in leaves)
                SHA256.HashData(leaf);
            hashing += watch.Elapsed;
            if (settings.Provider is DatabaseProvider.Sqlite)
                WriteSqlite(settings.ConnectionString, part);
            else
                await WritePostgresAsync(settings.ConnectionString, part, ct);
        }

        return hashing;
    }

    private static void WriteSqlite(string connectionString, (Guid Id, string Leaf)[] part)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var transaction = connection.BeginTransaction();
        using var entry = PrepareCommand(
            connection,
            transaction,
            """INSERT INTO "LedgerEntries" ("Id", "Subject", "Record", "Leaf") VALUES ($a, 'w-1', $b, $c)"""
        );
        using var waiting = PrepareCommand(
            connection,
            transaction,
            """INSERT INTO "LedgerPending" ("Ids") VALUES ($a)"""
        );
        foreach (var group in part.Chunk(GroupSize))
        {
            foreach (var (id, leaf) in group)
            {
                entry.Parameters[0].Value = SqliteId.ToBytes(id);
                entry.Parameters[1].Value = s_record;
                entry.Parameters[2].Value = StoredLeaf.FromText(leaf);
                entry.ExecuteNonQuery();
            }

            waiting.Parameters[0].Value = PendingEntries.Create([.. group.Select(g => g.Id)]).Ids;
            waiting.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static SqliteCommand PrepareCommand(SqliteConnection connection, SqliteTransaction transaction, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // A constant.
        {
            command.CommandText = sql;
            command.Transaction = transaction;
        }
#pragma warning restore CA2100
        foreach (var name in new[] { "$a", "$b", "$c" }.Where(name => sql.Contains(name, StringComparison.Ordinal)))
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }

    private static async Task WritePostgresAsync(
        string connectionString,
        (Guid Id, string Leaf)[] part,
        CancellationToken ct
    )
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (
            var copy = await connection.BeginBinaryImportAsync(
                """COPY "LedgerEntries" ("Id", "Subject", "Record", "Leaf") FROM STDIN (FORMAT BINARY)""",
                ct
            )
        )
        {
            foreach (var (id, leaf) in part)
            {
                await copy.StartRowAsync(ct);
                await copy.WriteAsync(id, NpgsqlDbType.Uuid, ct);
                await copy.WriteAsync("w-1", NpgsqlDbType.Text, ct);
                await copy.WriteAsync(s_record, NpgsqlDbType.Bytea, ct);
                await copy.WriteAsync(StoredLeaf.FromText(leaf), NpgsqlDbType.Bytea, ct);
            }

            await copy.CompleteAsync(ct);
        }

        await using (
            var copy = await connection.BeginBinaryImportAsync(
                """COPY "LedgerPending" ("Ids") FROM STDIN (FORMAT BINARY)""",
                ct
            )
        )
        {
            foreach (var group in part.Chunk(GroupSize))
            {
                await copy.StartRowAsync(ct);
                await copy.WriteAsync(PendingEntries.Create([.. group.Select(g => g.Id)]).Ids, NpgsqlDbType.Bytea, ct);
            }

            await copy.CompleteAsync(ct);
        }

        await transaction.CommitAsync(ct);
    }
}
