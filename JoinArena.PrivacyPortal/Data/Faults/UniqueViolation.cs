using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SQLitePCL;

namespace JoinArena.PrivacyPortal.Data.Faults;

/// <summary>Tells a row that is there already from every other fault of a database.</summary>
internal static class UniqueViolation
{
    extension(DbUpdateException fault)
    {
        /// <summary>Whether the database refused a row because another has its key or another value that must be unique.</summary>
        public bool IsUniqueViolation =>
            fault.GetBaseException()
                is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }
                    or SqliteException
                    {
                        SqliteExtendedErrorCode: raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_PRIMARYKEY
                    };
    }
}
