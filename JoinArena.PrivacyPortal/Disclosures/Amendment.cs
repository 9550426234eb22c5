using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>
/// A source's later statement about a report of its own: a correction, or that it never happened (accuracy, GDPR
/// 5(1)(d)). The report itself stays stored as it was. Of several amendments of one report the latest holds, in whatever
/// order they arrive. An amendment may also arrive before its report.
/// </summary>
public sealed class Amendment
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The system that reported it.</summary>
    public required string Source { get; init; }

    /// <summary>The id of this event there.</summary>
    public required string EventId { get; init; }

    public required AmendmentKind Kind { get; init; }

    /// <summary>The source of the report it amends.</summary>
    public required string TargetSource { get; init; }

    /// <summary>The id of that report.</summary>
    public required string TargetEventId { get; init; }

    /// <summary>When the source made it.</summary>
    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Why, in words for the worker.</summary>
    public string? Reason { get; init; }

    /// <summary>The disclosure that replaces the report; null for a retraction.</summary>
    public Guid? ReplacementId { get; init; }

    /// <summary>The first 8 bytes of the SHA-256 of the event's content, which tell a repeat from a conflict.</summary>
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

/// <summary>What an amendment says about a report.</summary>
public enum AmendmentKind
{
    /// <summary>The report was wrong; another disclosure replaces it.</summary>
    Corrected,

    /// <summary>What it reports never happened.</summary>
    Retracted,
}
