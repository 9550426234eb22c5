using JoinArena.PrivacyPortal.Ledger.Tree;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>
/// The state of the log and its lease, in a table of one row. Every step of the sequencer changes this row only if it
/// is still as the step read it and has the step's fence. So the log cannot split, even if two processes both believe
/// that they hold the lease.
/// </summary>
public sealed class LogHead
{
    /// <summary>The id of the only row.</summary>
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    /// <summary>The number of entries that have an index.</summary>
    public long Sequenced { get; init; }

    /// <summary>The number of entries that are in the tiles.</summary>
    public long Size { get; init; }

    /// <summary>The root of the entries in the tiles, 32 bytes.</summary>
    public byte[] Root { get; init; } = TreeHash.Empty.ToArray();

    /// <summary>When the tiles last grew.</summary>
    public DateTimeOffset? IntegratedAt { get; init; }

    /// <summary>The process that holds the lease.</summary>
    public Guid? Leader { get; init; }

    public DateTimeOffset? LeasedUntil { get; init; }

    /// <summary>Increased each time another process takes the lease.</summary>
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
