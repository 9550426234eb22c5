using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures.Reconciliation;

/// <summary>A difference the last nightly reconciliation found. Kept until the next one replaces it.</summary>
public sealed class ReconciliationDifference
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>Which comparison found it, such as <c>accepted</c> or <c>party-totals</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The ids of what was compared, separated by spaces.</summary>
    public required string Key { get; init; }

    public required long Expected { get; init; }

    public required long Found { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ReconciliationDifference>
    {
        public void Configure(EntityTypeBuilder<ReconciliationDifference> builder)
        {
            builder.ToTable("ReconciliationDifferences");
            builder.Property(d => d.Id).ValueGeneratedNever();
            builder.Property(d => d.Kind).HasMaxLength(40);
            builder.Property(d => d.Key).HasMaxLength(700);
        }
    }
}
