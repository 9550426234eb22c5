using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>
/// An answer that a party gave after a different answer was recorded, or after the request ended. It changes nothing;
/// the privacy team decides what to do.
/// </summary>
public sealed class ConflictingAnswer
{
    internal const int MaxGroundLength = 60;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required Guid TaskId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The name of the API key or the link that was used.</summary>
    public string? ReportedBy { get; init; }

    public required TaskOutcome Outcome { get; init; }

    public string? Ground { get; init; }

    public DateOnly? Until { get; init; }

    public string? Note { get; init; }

    internal OutcomeReport ToReport() => new(Outcome, Ground, Until, Note);

    internal sealed class Mapping : IEntityTypeConfiguration<ConflictingAnswer>
    {
        public void Configure(EntityTypeBuilder<ConflictingAnswer> builder)
        {
            builder.ToTable("ConflictingAnswers");
            builder.Property(a => a.Id).ValueGeneratedNever();
            builder.Property(a => a.ReportedBy).HasMaxLength(320);
            builder.Property(a => a.Ground).HasMaxLength(MaxGroundLength);
            builder.Property(a => a.Note).HasMaxLength(OutcomeReport.MaxNoteLength);
            builder.HasOne<ErasureTask>().WithMany().HasForeignKey(a => a.TaskId);
            builder.HasIndex(a => new { a.TaskId, a.At });
        }
    }
}
