using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures.Reconciliation;

/// <summary>
/// A day's last reconciliation, nightly or by hand. By this row one node alone runs the nightly one, only the one that
/// began last is saved, and it shows when the last one ran.
/// </summary>
public sealed class ReconciliationDay
{
    /// <summary>In UTC.</summary>
    public required DateOnly Day { get; init; }

    public required DateTimeOffset BegunAt { get; set; }

    /// <summary>Null while it runs, and where its node stopped before the end.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<ReconciliationDay>
    {
        public void Configure(EntityTypeBuilder<ReconciliationDay> builder)
        {
            builder.ToTable("ReconciliationDays");
            builder.HasKey(c => c.Day);
            // Of two nodes that take over at the same time, the later one fails.
            builder.Property(c => c.BegunAt).IsConcurrencyToken();
        }
    }
}
