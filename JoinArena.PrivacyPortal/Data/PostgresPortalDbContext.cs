using JoinArena.PrivacyPortal.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>The context for PostgreSQL.</summary>
public sealed class PostgresPortalDbContext(
    DbContextOptions<PostgresPortalDbContext> options,
    WriteLock writeLock,
    ChangeFeed feed
) : PortalDbContext(options, writeLock, feed)
{
    internal override Task NotifyOtherNodesAsync(IReadOnlyCollection<string> subjects, CancellationToken ct) =>
        PostgresChangeListener.NotifyAsync(this, subjects, ct);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        PostgresColumnOrder.Apply(modelBuilder.Model);
    }
}
