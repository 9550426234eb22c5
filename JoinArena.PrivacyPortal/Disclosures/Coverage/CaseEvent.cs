using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>One line of a case's history: how it stood from then on. Written with the change it tells of, and never changed.</summary>
public sealed class CaseEvent : IAppendOnly
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required Guid CaseId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required CaseEventKind Kind { get; init; }

    /// <summary>The officer, or the administrator who merged parties, by their sign-in; null for the portal itself.</summary>
    public string? By { get; init; }

    public required CaseState State { get; init; }

    public string? Owner { get; init; }

    public string? Note { get; init; }

    internal static CaseEvent Of(UncoveredCase changed, CaseEventKind kind, string? by, DateTimeOffset now) =>
        new() { CaseId = changed.Id, At = now, Kind = kind, By = by, State = changed.State, Owner = changed.Owner, Note = changed.Note };

    internal sealed class Mapping : IEntityTypeConfiguration<CaseEvent>
    {
        public void Configure(EntityTypeBuilder<CaseEvent> builder)
        {
            builder.ToTable("UncoveredCaseEvents");
            builder.Property(e => e.Id).ValueGeneratedNever();
            builder.Property(e => e.By).HasMaxLength(320);
            builder.Property(e => e.Owner).HasMaxLength(320);
            builder.Property(e => e.Note).HasMaxLength(UncoveredCase.LongestNote);
            builder.HasIndex(e => new { e.CaseId, e.At });
            builder.HasOne<UncoveredCase>().WithMany().HasForeignKey(e => e.CaseId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>What happened to a case.</summary>
public enum CaseEventKind
{
    /// <summary>The first such disclosure was seen.</summary>
    Found,

    /// <summary>An officer decided something.</summary>
    Decided,

    /// <summary>It had been fixed, and another came.</summary>
    Reopened,

    /// <summary>Its party was found to be the same as another, whose case of the same kind it now is.</summary>
    Merged,
}
