using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace JoinArena.PrivacyPortal.Tests.Data;

public sealed class WalCheckpointerTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private const int Limit = 1024 * 1024;

    [Fact]
    public async Task A_log_that_grew_large_while_somebody_read_is_small_again_afterwards()
    {
        var log = new FileInfo(
            $"{new SqliteConnectionStringBuilder(database.Settings.ConnectionString).DataSource}-wal"
        );
        using var turns = new WriteLock(isOpen: false);
        using var checkpointer = new WalCheckpointer(database.Settings, turns, NullLogger<WalCheckpointer>.Instance)
        {
            MaxFileBytes = Limit,
        };
        await using var writer = await OpenAsync();
        await using (var reader = await OpenAsync())
        {
            await ExecuteAsync(reader, """BEGIN; SELECT COUNT(*) FROM "Outbox" """);
            await ExecuteAsync(writer, "CREATE TABLE Filling (Bytes BLOB)");
            for (var i = 0; i < 4; i++)
                await ExecuteAsync(writer, $"INSERT INTO Filling VALUES (randomblob({Limit}))");
            await checkpointer.StartAsync(CancellationToken.None);
        }

        log.Refresh();
        log.Length.ShouldBeGreaterThan(4 * Limit);
        await Eventually.FindAsync(
            () =>
            {
                log.Refresh();
                return log.Length <= Limit ? log : null;
            },
            () => $"the log's file still has {log.Length} bytes"
        );
        await checkpointer.StopAsync(CancellationToken.None);
    }

    private async Task<SqliteConnection> OpenAsync()
    {
        var connection = new SqliteConnection(database.Settings.ConnectionString + ";Pooling=False");
        await connection.OpenAsync();
        await ExecuteAsync(connection, "PRAGMA wal_autocheckpoint = 0");
        return connection;
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteScalarAsync();
    }
}
