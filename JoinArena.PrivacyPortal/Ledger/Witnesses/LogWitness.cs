using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Ledger.Witnesses;

/// <summary>What a witness has cosigned of this portal's log.</summary>
public sealed class LogWitness
{
    /// <summary>Its verifier key.</summary>
    public required string Key { get; init; }

    /// <summary>The size that the witness knows, according to its last answer.</summary>
    public long KnownSize { get; set; }

    /// <summary>The size of the checkpoint that <see cref="Line"/> belongs to.</summary>
    public long? CosignedSize { get; set; }

    /// <summary>Its latest cosignature, as a signature line.</summary>
    public string? Line { get; set; }

    public DateTimeOffset? CosignedAt { get; set; }

    /// <summary>Why it has not cosigned the latest checkpoint; null if it has.</summary>
    public CosigningError? Error { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<LogWitness>
    {
        public void Configure(EntityTypeBuilder<LogWitness> builder)
        {
            builder.ToTable("LedgerWitnesses");
            builder.HasKey(w => w.Key);
            builder.Property(w => w.Key).HasMaxLength(400);
            builder.Property(w => w.Line).HasMaxLength(600);
        }
    }
}
