using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace JoinArena.PrivacyPortal.Data.Faults;

/// <summary>Tells a database that does not work at all from a statement that it refused.</summary>
internal static class DatabaseOutage
{
    // ENOSPC, and ERROR_DISK_FULL as an HRESULT.
    private const int DiskFullOnUnix = 28,
        DiskFullOnWindows = unchecked((int)0x80070070);

    /// <summary>How long callers are asked to wait before they try again.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>
    /// What is wrong with the database, without names and addresses; null if the exception has another cause.
    /// </summary>
    public static string? Find(Exception exception)
    {
        for (var fault = exception; fault is not null; fault = fault.InnerException)
        {
            if (Describe(fault) is { } found)
                return found;
        }

        return exception is AggregateException several
            ? several.InnerExceptions.Select(Find).FirstOrDefault(found => found is not null)
            : null;
    }

    private static string? Describe(Exception fault) =>
        fault switch
        {
            SqliteException sqlite => sqlite.SqliteErrorCode
                is raw.SQLITE_BUSY
                    or raw.SQLITE_LOCKED
                    or raw.SQLITE_READONLY
                    or raw.SQLITE_IOERR
                    or raw.SQLITE_FULL
                    or raw.SQLITE_CANTOPEN
                ? $"SQLite error {sqlite.SqliteErrorCode}: {raw.sqlite3_errstr(sqlite.SqliteErrorCode).utf8_to_string()}"
                : null,
            PostgresException postgres => IsOutage(postgres.SqlState)
                ? $"PostgreSQL error {postgres.SqlState}: {postgres.MessageText}"
                : null,
            // No connection, or a broken one.
            NpgsqlException => "PostgreSQL does not answer",
            IOException { HResult: DiskFullOnUnix or DiskFullOnWindows } => "the disk is full",
            _ => null,
        };

    // Classes of errors. Source: PostgreSQL 18 documentation, appendix A.
    private static bool IsOutage(string sqlState) =>
        sqlState
            is PostgresErrorCodes.ReadOnlySqlTransaction
                or PostgresErrorCodes.ObjectNotInPrerequisiteState
                or PostgresErrorCodes.AdminShutdown
                or PostgresErrorCodes.CrashShutdown
                or PostgresErrorCodes.CannotConnectNow
        || sqlState.StartsWith("08", StringComparison.Ordinal)
        || sqlState.StartsWith("53", StringComparison.Ordinal)
        || sqlState.StartsWith("58", StringComparison.Ordinal);
}
