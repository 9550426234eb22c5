using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>The context on PostgreSQL.</summary>
public sealed class PostgresPortalDbContext(
    DbContextOptions<PostgresPortalDbContext> options,
    WriteLock gate,
    ChangeFeed feed
) : PortalDbContext(options, gate, feed)
{
    internal override Task NotifyOtherNodesAsync(IReadOnlyCollection<string> subjects, CancellationToken ct) =>
        PostgresChangeListener.NotifyAsync(this, subjects, ct);
}
