using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Tree;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>
/// How far the log has come, in its one row, and who may take it further. Every step of the sequencer changes this row
/// from what it has read, under the fence
/// it was given, or changes nothing: two who both believe to lead cannot part the log.
/// </summary>
public sealed class LogHead
{
    /// <summary>Of the one row.</summary>
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    /// <summary>Entries that have their index.</summary>
    public long Sequenced { get; init; }

    /// <summary>Entries that are in the tiles.</summary>
    public long Size { get; init; }

    /// <summary>The root over those in the tiles, 32 bytes.</summary>
    public byte[] Root { get; init; } = TreeHash.Empty.ToArray();

    /// <summary>When the tiles last grew.</summary>
    public DateTimeOffset? IntegratedAt { get; init; }

    /// <summary>Which process leads.</summary>
    public Guid? Leader { get; init; }

    public DateTimeOffset? LeasedUntil { get; init; }

    /// <summary>Raised each time the lead changes hands.</summary>
    public long Fence { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<LogHead>
    {
        public void Configure(EntityTypeBuilder<LogHead> builder)
        {
            builder.ToTable("LedgerHead");
            builder.Property(h => h.Id).ValueGeneratedNever();
            builder.Property(h => h.Root).HasMaxLength(TreeHash.Length);
            builder.HasData(new LogHead());
        }
    }
}

/// <summary>
/// A tile as it stands: full, or the widest so far. Narrower ones of earlier checkpoints are its beginning.
/// </summary>
public sealed class StoredTile
{
    public int Level { get; init; }

    public long Index { get; init; }

    /// <summary>Hashes in it, 1 to 256.</summary>
    public int Width { get; init; }

    /// <summary>32 bytes each.</summary>
    public required byte[] Hashes { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<StoredTile>
    {
        public void Configure(EntityTypeBuilder<StoredTile> builder)
        {
            builder.ToTable("LedgerTiles");
            builder.HasKey(t => new { t.Level, t.Index });
        }
    }
}

/// <summary>
/// A checkpoint that was signed, and is served while it is the largest. All are kept: which partial tiles are owed to
/// whom follows from them.
/// </summary>
public sealed class SignedCheckpoint
{
    /// <summary>Entries it speaks of.</summary>
    public long Size { get; init; }

    public DateTimeOffset SignedAt { get; init; }

    /// <summary>The signed note, as it is served.</summary>
    public required string Note { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<SignedCheckpoint>
    {
        public void Configure(EntityTypeBuilder<SignedCheckpoint> builder)
        {
            builder.ToTable("LedgerCheckpoints");
            builder.HasKey(c => c.Size);
            builder.Property(c => c.Size).ValueGeneratedNever();
        }
    }
}

/// <summary>The log's own sets of the context.</summary>
public static class LogSets
{
    extension(PortalDbContext db)
    {
        public DbSet<LogHead> LogHead => db.Set<LogHead>();

        public DbSet<StoredTile> StoredTiles => db.Set<StoredTile>();

        public DbSet<SignedCheckpoint> SignedCheckpoints => db.Set<SignedCheckpoint>();

        /// <summary>The checkpoint that is served now; null before the first.</summary>
        public Task<SignedCheckpoint?> FindLatestCheckpointAsync(CancellationToken ct) =>
            db.SignedCheckpoints.AsNoTracking().OrderByDescending(c => c.Size).FirstOrDefaultAsync(ct);
    }
}
