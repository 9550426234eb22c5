using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures.Reconciliation;

/// <summary>
/// A day's comparison of the book: the row by which one node does it, and by which it is seen that it was done.
/// </summary>
public sealed class ReconciliationDay
{
    /// <summary>In UTC.</summary>
    public required DateOnly Day { get; init; }

    public required DateTimeOffset BegunAt { get; set; }

    /// <summary>Null while it runs, or where its node ended before it did.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<ReconciliationDay>
    {
        public void Configure(EntityTypeBuilder<ReconciliationDay> builder)
        {
            builder.ToTable("ReconciliationDays");
            builder.HasKey(c => c.Day);
            // Two nodes that take over at once: the later one is refused.
            builder.Property(c => c.BegunAt).IsConcurrencyToken();
        }
    }
}
