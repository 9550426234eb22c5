using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>
/// A leaf at its place in the log. The leaf is a copy of the entry's: bundles are then read from narrow rows in the
/// log's order, and what is served does not depend on rows that can be erased.
/// </summary>
public sealed class LoggedLeaf
{
    /// <summary>Its place in the log, from 0.</summary>
    public required long Index { get; init; }

    /// <summary>The id of its <see cref="LedgerEntry"/>.</summary>
    public required Guid EntryId { get; init; }

    /// <summary>The leaf's text, exactly as it is hashed.</summary>
    public required string Leaf { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<LoggedLeaf>
    {
        public void Configure(EntityTypeBuilder<LoggedLeaf> builder)
        {
            builder.ToTable("LedgerLeaves");
            builder.HasKey(l => l.Index);
            builder.Property(l => l.Index).ValueGeneratedNever();
            builder.Property(l => l.Leaf).HasConversion<StoredLeaf>();
            builder.HasIndex(l => l.EntryId).IsUnique();
        }
    }
}
