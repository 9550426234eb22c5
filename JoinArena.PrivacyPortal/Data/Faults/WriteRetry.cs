using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SQLitePCL;

namespace JoinArena.PrivacyPortal.Data.Faults;

/// <summary>Does a write again that another connection came before.</summary>
internal static class WriteRetry
{
    /// <summary>More conflicts in a row than any write has met.</summary>
    internal const int MaxTries = 5;

    /// <summary>
    /// Does a write that looks first and then saves. If another connection saved in between, it is done again, and then
    /// finds what that one saved. Every other fault is thrown at once.
    /// </summary>
    /// <param name="write">The whole unit of work, with a context of its own.</param>
    public static async Task<T> RunAsync<T>(Func<Task<T>> write)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await write();
            }
            catch (Exception fault) when (tries < MaxTries && IsConflict(fault))
            {
                // Nothing of this try was saved.
            }
        }
    }

    /// <summary>
    /// Whether the row is there already, was changed or deleted, or refers to one that is gone; or whether PostgreSQL ended
    /// the transaction because of another one, as it does with a deadlock.
    /// </summary>
    private static bool IsConflict(Exception fault) =>
        fault is DbUpdateConcurrencyException
        || fault is DbUpdateException { IsUniqueViolation: true }
        || fault.GetBaseException()
            is PostgresException
                {
                    SqlState: PostgresErrorCodes.ForeignKeyViolation
                        or PostgresErrorCodes.DeadlockDetected
                        or PostgresErrorCodes.SerializationFailure
                }
                or SqliteException { SqliteExtendedErrorCode: raw.SQLITE_CONSTRAINT_FOREIGNKEY };
}
