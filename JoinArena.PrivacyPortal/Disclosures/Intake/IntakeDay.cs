using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures.Intake;

/// <summary>
/// How many disclosures of one source were answered as accepted on one day, counted when they were: what the book is
/// held against each night.
/// </summary>
public sealed class IntakeDay
{
    public required string Source { get; init; }

    /// <summary>In UTC, by when they were received.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The process that took them: each counts its own, so that nodes do not wait for one another.</summary>
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

/// <summary>What a nightly comparison found that should not be: kept until somebody has looked.</summary>
public sealed class ReconciliationDifference
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>Which count, such as <c>accepted</c> or <c>party-share</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Of what, in ids.</summary>
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
