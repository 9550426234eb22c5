using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>
/// What a source said later about a report of its own: that something else is right, or that it never happened
/// (accuracy, GDPR 5(1)(d)). The report itself stays
/// in the book as it was told; of several amendments of one report the latest holds, in whatever order they come in,
/// and before the report as well as after it.
/// </summary>
public sealed class Amendment
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The system that said so.</summary>
    public required string Source { get; init; }

    /// <summary>The id of this event there.</summary>
    public required string EventId { get; init; }

    public required AmendmentKind Kind { get; init; }

    /// <summary>The source of the report it is about.</summary>
    public required string TargetSource { get; init; }

    /// <summary>The id of that report.</summary>
    public required string TargetEventId { get; init; }

    /// <summary>When it was said.</summary>
    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Why, in words for the worker.</summary>
    public string? Reason { get; init; }

    /// <summary>The disclosure that says what is right; null for a retraction.</summary>
    public Guid? ReplacementId { get; init; }

    /// <summary>SHA-256 of what was said, by which a repeat is told from a conflict.</summary>
    public required byte[] ContentHash { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Amendment>
    {
        public void Configure(EntityTypeBuilder<Amendment> builder)
        {
            builder.ToTable("Amendments");
            builder.Property(a => a.Id).ValueGeneratedNever();
            builder.Property(a => a.Source).HasMaxLength(200);
            builder.Property(a => a.EventId).HasMaxLength(200);
            builder.Property(a => a.TargetSource).HasMaxLength(200);
            builder.Property(a => a.TargetEventId).HasMaxLength(200);
            builder.Property(a => a.Reason).HasMaxLength(500);
            builder.HasIndex(a => new { a.Source, a.EventId }).IsUnique();
            builder.HasIndex(a => new { a.TargetSource, a.TargetEventId });
        }
    }
}

/// <summary>What an amendment says of a report.</summary>
public enum AmendmentKind
{
    /// <summary>Something else is right.</summary>
    Corrected,

    /// <summary>It never happened.</summary>
    Retracted,
}
