using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Ledger.Log.Publishing;

/// <summary>
/// A signed checkpoint; the largest one is published. Earlier ones determine which partial tiles are served, until
/// <see cref="CheckpointCleanupJob"/> deletes them.
/// </summary>
public sealed class SignedCheckpoint
{
    /// <summary>How many entries it covers.</summary>
    public long Size { get; init; }

    public DateTimeOffset SignedAt { get; init; }

    /// <summary>The signed note, without cosignatures.</summary>
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
