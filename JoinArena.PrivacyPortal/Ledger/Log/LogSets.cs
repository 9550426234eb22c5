using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Log.Publishing;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>The log's entities as sets of the context.</summary>
public static class LogSets
{
    extension(PortalDbContext db)
    {
        public DbSet<LogHead> LogHead => db.Set<LogHead>();

        public DbSet<LeafBundle> LeafBundles => db.Set<LeafBundle>();

        public DbSet<PendingEntries> PendingEntries => db.Set<PendingEntries>();

        public DbSet<StoredTile> StoredTiles => db.Set<StoredTile>();

        public DbSet<SignedCheckpoint> SignedCheckpoints => db.Set<SignedCheckpoint>();

        /// <summary>The checkpoint that is published now; null before the first.</summary>
        public Task<SignedCheckpoint?> FindLatestCheckpointAsync(CancellationToken ct) =>
            db.SignedCheckpoints.AsNoTracking().OrderByDescending(c => c.Size).FirstOrDefaultAsync(ct);
    }
}
