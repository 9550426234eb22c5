using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Ledger.Witnesses;

/// <summary>How a witness of this portal's log stands to it.</summary>
public sealed class LogWitness
{
    /// <summary>Its verifier key.</summary>
    public required string Key { get; init; }

    /// <summary>The size it knows of, as it said last.</summary>
    public long KnownSize { get; set; }

    /// <summary>The size of the checkpoint that <see cref="Line"/> is under.</summary>
    public long? CosignedSize { get; set; }

    /// <summary>Its cosignature.</summary>
    public string? Line { get; set; }

    public DateTimeOffset? CosignedAt { get; set; }

    /// <summary>Why it has not cosigned the latest; null if it has.</summary>
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
