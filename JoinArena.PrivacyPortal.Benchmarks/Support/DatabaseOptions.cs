using System.CommandLine;

namespace JoinArena.PrivacyPortal.Benchmarks.Support;

/// <summary>Which database a command measures on. Each command takes one of them, and SQLite is measured without it.</summary>
internal static class DatabaseOptions
{
    public static Option<bool> OwnPostgres { get; } =
        new("--postgres") { Description = "Measures on a PostgreSQL server of its own instead of SQLite." };

    public static Option<string?> PostgresServer { get; } =
        new("--postgres-server")
        {
            Description =
                "The connection string of a superuser of a PostgreSQL server, on which databases are created. "
                + "Without it, SQLite is measured.",
        };

    public static Option<string?> PostgresDatabase { get; } =
        new("--postgres-database")
        {
            Description = "The connection string of an empty PostgreSQL database. Without it, SQLite is measured.",
        };
}
