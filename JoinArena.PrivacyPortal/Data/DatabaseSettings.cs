using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>A database that the portal can use.</summary>
public enum DatabaseProvider
{
    Sqlite,
    Postgres,
}

/// <summary>Which database the portal uses. Read once at the start; a wrong value stops the start.</summary>
/// <param name="Provider">SQLite (embedded) or PostgreSQL.</param>
/// <param name="ConnectionString">The connection string in the provider's format.</param>
public sealed record DatabaseSettings(DatabaseProvider Provider, string ConnectionString)
{
    /// <summary>
    /// The full path of the SQLite file; null for PostgreSQL and for a SQLite database that is not a plain file.
    /// </summary>
    public string? FindSqliteFile() =>
        Provider is DatabaseProvider.Sqlite
        && new SqliteConnectionStringBuilder(ConnectionString).DataSource is { Length: > 0 } source
        && source is not ":memory:"
        && !source.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
            ? Path.GetFullPath(source)
            : null;

    /// <summary>Where the database is, in words for an operator. Never contains a password.</summary>
    public string Describe() =>
        Provider switch
        {
            DatabaseProvider.Sqlite => $"SQLite, {FindSqliteFile() ?? "not a file"}",
            DatabaseProvider.Postgres => DescribePostgres(new NpgsqlConnectionStringBuilder(ConnectionString)),
        };

    // SQLite would look for a relative path where the program was started.
    private static string Anchor(DatabaseProvider provider, string connectionString, string dataDirectory)
    {
        var settings = new DatabaseSettings(provider, connectionString);
        return settings.FindSqliteFile() is null
            ? connectionString
            : new SqliteConnectionStringBuilder(connectionString)
            {
                DataSource = Path.Combine(
                    dataDirectory,
                    new SqliteConnectionStringBuilder(connectionString).DataSource
                ),
            }.ToString();
    }

    private static string DescribePostgres(NpgsqlConnectionStringBuilder target) =>
        $"PostgreSQL, database '{target.Database}' on {target.Host}";

    /// <exception cref="ConfigurationException">
    /// The provider is unknown, or it is PostgreSQL and there is no connection string.
    /// </exception>
    public static DatabaseSettings From(IConfiguration configuration, string dataDirectory)
    {
        var name = configuration["Portal:Database:Provider"] ?? nameof(DatabaseProvider.Sqlite);
        if (
            !Enum.TryParse(name, ignoreCase: true, out DatabaseProvider provider)
            || !Enum.IsDefined(provider)
            || int.TryParse(name, out _)
        )
        {
            throw ConfigurationException.ForSetting(
                "Portal__Database__Provider",
                $"'{name}' is neither Sqlite nor Postgres",
                "Sqlite"
            );
        }

        return (provider, configuration.GetConnectionString("Portal")) switch
        {
            (_, { Length: > 0 } given) => new(provider, Anchor(provider, Check(provider, given), dataDirectory)),
            (DatabaseProvider.Sqlite, _) => new(provider, $"Data Source={Path.Combine(dataDirectory, "portal.db")}"),
            (DatabaseProvider.Postgres, _) => throw ConfigurationException.ForSetting(
                "ConnectionStrings__Portal",
                "PostgreSQL needs a connection string",
                "Host=db;Database=portal;Username=portal"
            ),
        };
    }

    // The text itself is not repeated: it may hold a password.
    private static string Check(DatabaseProvider provider, string connectionString)
    {
        try
        {
            DbConnectionStringBuilder read = provider switch
            {
                DatabaseProvider.Sqlite => new SqliteConnectionStringBuilder(),
                DatabaseProvider.Postgres => new NpgsqlConnectionStringBuilder(),
            };
            read.ConnectionString = connectionString;
            return connectionString;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidOperationException)
        {
            throw new ConfigurationException(
                ConfigurationException
                    .ForSetting(
                        "ConnectionStrings__Portal",
                        $"it is not a connection string for {provider} ({fault.Message})",
                        provider is DatabaseProvider.Sqlite
                            ? "Data Source=/var/lib/joinarena/portal.db"
                            : "Host=db;Database=portal;Username=portal"
                    )
                    .Message,
                fault
            );
        }
    }
}
