using JoinArena.PrivacyPortal.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>
/// The context for SQLite, the embedded default. Each provider has a context of its own so that it has its own
/// migrations.
/// </summary>
public sealed class SqlitePortalDbContext(
    DbContextOptions<SqlitePortalDbContext> options,
    WriteLock writeLock,
    ChangeFeed feed
) : PortalDbContext(options, writeLock, feed)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        // The provider cannot sort or compare DateTimeOffset values.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<SqliteInstant>();
        // The provider would store an id as 36 characters, and every index repeats it.
        configurationBuilder.Properties<Guid>().HaveConversion<SqliteId>();
        // For ids in SQL of our own.
        configurationBuilder.DefaultTypeMapping<Guid>(mapping => mapping.HasConversion<SqliteId>());
    }
}
