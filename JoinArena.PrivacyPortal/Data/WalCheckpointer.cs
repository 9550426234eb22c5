using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>
/// Keeps SQLite's write-ahead log short without holding up the writers. By default, the commit that makes the log long
/// enough also copies it into the database file, and all writers wait for that. Here the log is copied in the
/// background, and a commit copies it only if it has become very long. A log that is always in use is never begun again
/// by itself, so its file is emptied between two writes once it is large.
/// </summary>
internal sealed class WalCheckpointer(DatabaseSettings settings, WriteLock writeLock, ILogger<WalCheckpointer> log)
    : BackgroundService
{
    // In pages of the write-ahead log.
    private const int CopyFrom = 2_000,
        CopyInCommitFrom = 16_000;

    // SQLITE_CHECKPOINT_NOOP: reports the log's length and copies nothing.
    private const int CountOnly = -1;

    /// <summary>How long writers and an emptying wait for those who still read the log.</summary>
    private const int PatienceMs = 250;

    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_retryInterval = TimeSpan.FromSeconds(5);

    /// <summary>From this size on the log's file is emptied.</summary>
    internal long MaxFileBytes { get; init; } = 64 * 1024 * 1024;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Provider is not DatabaseProvider.Sqlite)
            return;
        await using var connection = new SqliteConnection(settings.ConnectionString);
        var isDown = false;
        long? triedAt = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(s_interval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                if (connection.State is not System.Data.ConnectionState.Open)
                    await OpenAsync(connection, stoppingToken);
                if (CopyAndCountRemaining(connection, CountOnly) >= CopyFrom)
                    CopyAndCountRemaining(connection, raw.SQLITE_CHECKPOINT_PASSIVE);
                if (
                    IsFileLarge(connection)
                    && (triedAt is not { } at || Stopwatch.GetElapsedTime(at) >= s_retryInterval)
                )
                {
                    triedAt = Stopwatch.GetTimestamp();
                    using (await writeLock.AcquireAsync(stoppingToken))
                        Empty(connection);
                }

                isDown = false;
            }
            catch (SqliteException fault)
            {
                // Logged only once, because the disk may be full and repeated messages would fill it further.
                if (!isDown)
                {
                    log.LogWarning(
                        fault,
                        "SQLite's write-ahead log could not be copied into the database; this is tried again."
                    );
                }

                isDown = true;
                await connection.CloseAsync();
            }
        }
    }

    // A connection that has read nothing does not know the log yet: it reports no pages and copies none.
    private static async Task OpenAsync(SqliteConnection connection, CancellationToken ct)
    {
        await connection.OpenAsync(ct);
        await using var read = connection.CreateCommand();
        read.CommandText = "SELECT COUNT(*) FROM sqlite_schema";
        await read.ExecuteScalarAsync(ct);
    }

    private bool IsFileLarge(SqliteConnection connection) =>
        new FileInfo($"{connection.DataSource}-wal") is { Exists: true } file && file.Length > MaxFileBytes;

    // Fails without harm while someone still reads from the log, and is tried again.
    private static void Empty(SqliteConnection connection)
    {
        raw.sqlite3_busy_timeout(connection.Handle, PatienceMs);
        CopyAndCountRemaining(connection, raw.SQLITE_CHECKPOINT_TRUNCATE);
        raw.sqlite3_busy_timeout(connection.Handle, 0);
    }

    private static int CopyAndCountRemaining(SqliteConnection connection, int mode)
    {
        var result = raw.sqlite3_wal_checkpoint_v2(connection.Handle, null, mode, out var pages, out var copied);
        // Another connection is copying right now.
        if (result is raw.SQLITE_BUSY or raw.SQLITE_LOCKED)
            return 0;
        SqliteException.ThrowExceptionForRC(result, connection.Handle);
        return pages - copied;
    }

    /// <summary>Makes each connection of the context leave the copying to the <see cref="WalCheckpointer"/>.</summary>
    internal sealed class ConnectionInterceptor : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
            RaiseThreshold(connection);

        public override Task ConnectionOpenedAsync(
            DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            RaiseThreshold(connection);
            return Task.CompletedTask;
        }

        private static void RaiseThreshold(DbConnection connection) =>
            _ = raw.sqlite3_wal_autocheckpoint(((SqliteConnection)connection).Handle, CopyInCommitFrom);
    }
}
