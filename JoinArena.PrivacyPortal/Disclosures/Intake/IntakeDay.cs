using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures.Intake;

/// <summary>
/// How many disclosures of one source were answered as accepted on one day, counted as they were. The nightly
/// reconciliation compares the stored disclosures with it.
/// </summary>
public sealed class IntakeDay
{
    public required string Source { get; init; }

    /// <summary>The day they were received, in UTC.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The process that accepted them. Each counts in a row of its own, so that nodes don't wait for one another.</summary>
    public required Guid Writer { get; init; }

    public required long Accepted { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<IntakeDay>
    {
        public void Configure(EntityTypeBuilder<IntakeDay> builder)
        {
            builder.ToTable("IntakeDays");
            builder.HasKey(d => new
            {
                d.Day,
                d.Source,
                d.Writer,
            });
            builder.Property(d => d.Source).HasMaxLength(200);
        }
    }
}
