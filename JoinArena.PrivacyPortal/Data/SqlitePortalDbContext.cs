using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>
/// The context on SQLite, the embedded default. Exists apart so that each provider has its own migrations.
/// </summary>
public sealed class SqlitePortalDbContext(
    DbContextOptions<SqlitePortalDbContext> options,
    WriteLock gate,
    ChangeFeed feed
) : PortalDbContext(options, gate, feed)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        // The provider cannot order or compare DateTimeOffset; UTC ticks sort as time does.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
    }

    private sealed class UtcTicks()
        : ValueConverter<DateTimeOffset, long>(
            time => time.UtcTicks,
            ticks => new DateTimeOffset(ticks, TimeSpan.Zero)
        );
}
