using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>
/// Keeps SQLite's write-ahead log short, beside the writers. By itself the commit that makes the log long enough copies
/// it into the database file, and all who wait at the
/// gate wait for that; here it is copied while they go on, and a commit does so only where it has grown very long all
/// the same.
/// </summary>
internal sealed class WalCheckpointer(DatabaseSettings settings, ILogger<WalCheckpointer> log) : BackgroundService
{
    private const int CopyFrom = 2_000,
        CopyInCommitFrom = 16_000,
        JustTell = -1;

    private static readonly TimeSpan s_often = TimeSpan.FromMilliseconds(100);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Provider is not DatabaseProvider.Sqlite)
            return;
        await using var connection = new SqliteConnection(settings.ConnectionString);
        var isDown = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(s_often, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                if (connection.State is not System.Data.ConnectionState.Open)
                    await connection.OpenAsync(stoppingToken);
                if (PagesToCopy(connection, JustTell) >= CopyFrom)
                    PagesToCopy(connection, raw.SQLITE_CHECKPOINT_PASSIVE);
                isDown = false;
            }
            catch (SqliteException fault)
            {
                // Said once: what lasts would fill the very disk that may be full.
                if (!isDown)
                    log.LogWarning(fault, "SQLite's log could not be copied into the database; it is tried again.");
                isDown = true;
                await connection.CloseAsync();
            }
        }
    }

    private static int PagesToCopy(SqliteConnection connection, int mode)
    {
        var result = raw.sqlite3_wal_checkpoint_v2(connection.Handle, null, mode, out var pages, out var copied);
        // Somebody else copies just now.
        if (result is raw.SQLITE_BUSY or raw.SQLITE_LOCKED)
            return 0;
        SqliteException.ThrowExceptionForRC(result, connection.Handle);
        return pages - copied;
    }

    /// <summary>Tells each connection of the context to leave the copying to the log's keeper.</summary>
    internal sealed class ConnectionInterceptor : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
            Leave(connection);

        public override Task ConnectionOpenedAsync(
            DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            Leave(connection);
            return Task.CompletedTask;
        }

        private static void Leave(DbConnection connection) =>
            _ = raw.sqlite3_wal_autocheckpoint(((SqliteConnection)connection).Handle, CopyInCommitFrom);
    }
}
