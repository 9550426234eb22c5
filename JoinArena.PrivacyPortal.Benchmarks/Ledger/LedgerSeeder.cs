using System.Diagnostics;
using System.Security.Cryptography;
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
            WaitingLeaf[] part =
            [
                .. Enumerable
                    .Range(0, size)
                    .Select(_ => new WaitingLeaf(Guid.CreateVersion7(), RandomNumberGenerator.GetBytes(32))),
            ];
            byte[][] leaves = [.. part.Select(p => StoredLeaf.ToUtf8(p.Stored))];
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

    private static void WriteSqlite(string connectionString, WaitingLeaf[] part)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var transaction = connection.BeginTransaction();
        using var entry = PrepareCommand(
            connection,
            transaction,
            """INSERT INTO "LedgerEntries" ("Id", "Subject", "Record") VALUES ($a, 'w-1', $b)"""
        );
        using var waiting = PrepareCommand(
            connection,
            transaction,
            """INSERT INTO "LedgerPending" ("Ids", "Leaves") VALUES ($a, $b)"""
        );
        foreach (var group in part.Chunk(GroupSize))
        {
            foreach (var leaf in group)
            {
                entry.Parameters[0].Value = SqliteId.ToBytes(leaf.EntryId);
                entry.Parameters[1].Value = s_record;
                entry.ExecuteNonQuery();
            }

            var row = PendingEntries.Create(group);
            waiting.Parameters[0].Value = row.Ids;
            waiting.Parameters[1].Value = row.Leaves;
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
        foreach (var name in new[] { "$a", "$b" }.Where(name => sql.Contains(name, StringComparison.Ordinal)))
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }

    private static async Task WritePostgresAsync(string connectionString, WaitingLeaf[] part, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (
            var copy = await connection.BeginBinaryImportAsync(
                """COPY "LedgerEntries" ("Id", "Subject", "Record") FROM STDIN (FORMAT BINARY)""",
                ct
            )
        )
        {
            foreach (var leaf in part)
            {
                await copy.StartRowAsync(ct);
                await copy.WriteAsync(leaf.EntryId, NpgsqlDbType.Uuid, ct);
                await copy.WriteAsync("w-1", NpgsqlDbType.Text, ct);
                await copy.WriteAsync(s_record, NpgsqlDbType.Bytea, ct);
            }

            await copy.CompleteAsync(ct);
        }

        await using (
            var copy = await connection.BeginBinaryImportAsync(
                """COPY "LedgerPending" ("Ids", "Leaves") FROM STDIN (FORMAT BINARY)""",
                ct
            )
        )
        {
            foreach (var group in part.Chunk(GroupSize))
            {
                await copy.StartRowAsync(ct);
                var row = PendingEntries.Create(group);
                await copy.WriteAsync(row.Ids, NpgsqlDbType.Bytea, ct);
                await copy.WriteAsync(row.Leaves, NpgsqlDbType.Bytea, ct);
            }

            await copy.CompleteAsync(ct);
        }

        await transaction.CommitAsync(ct);
    }
}
