using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>Which database the portal uses. Read once at the start; a wrong value stops the start.</summary>
/// <param name="Provider">SQLite (embedded) or PostgreSQL.</param>
/// <param name="ConnectionString">The connection string in the provider's format.</param>
public sealed record DatabaseSettings(DatabaseProvider Provider, string ConnectionString)
{
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
            (_, { Length: > 0 } given) => new(provider, Check(provider, given)),
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
