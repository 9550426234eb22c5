namespace JoinArena.PrivacyPortal.Data;

/// <summary>Which database, where. Read once at start; a wrong value stops it.</summary>
/// <param name="Provider">SQLite, embedded, or PostgreSQL.</param>
/// <param name="ConnectionString">In the provider's own form.</param>
public sealed record DatabaseSettings(DatabaseProvider Provider, string ConnectionString)
{
    /// <exception cref="ConfigurationException">
    /// An unknown provider, or PostgreSQL without a connection string.
    /// </exception>
    public static DatabaseSettings From(IConfiguration configuration, string dataDirectory)
    {
        var named = configuration["Portal:Database:Provider"] ?? nameof(DatabaseProvider.Sqlite);
        if (
            !Enum.TryParse(named, ignoreCase: true, out DatabaseProvider provider)
            || !Enum.IsDefined(provider)
            || int.TryParse(named, out _)
        )
        {
            throw ConfigurationException.ForSetting(
                "Portal__Database__Provider",
                $"'{named}' is neither Sqlite nor Postgres",
                "Sqlite"
            );
        }

        return (provider, configuration.GetConnectionString("Portal")) switch
        {
            (_, { Length: > 0 } given) => new(provider, given),
            (DatabaseProvider.Sqlite, _) => new(provider, $"Data Source={Path.Combine(dataDirectory, "portal.db")}"),
            (DatabaseProvider.Postgres, _) => throw ConfigurationException.ForSetting(
                "ConnectionStrings__Portal",
                "PostgreSQL needs to be told where it is",
                "Host=db;Database=portal;Username=portal"
            ),
        };
    }
}
