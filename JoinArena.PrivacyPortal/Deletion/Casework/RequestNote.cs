using JoinArena.PrivacyPortal.Deletion.Requests;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Deletion.Casework;

/// <summary>
/// What the team writes down for itself under a request: a note, or why it was given to somebody. The worker does not
/// see it here, and gets it when they ask for all there is about them.
/// </summary>
public sealed class RequestNote
{
    public const int MaxBodyLength = 2000;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required Guid RequestId { get; init; }

    /// <summary>The sign-in of who wrote it.</summary>
    public required string WrittenBy { get; init; }

    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>Plain text.</summary>
    public required string Body { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<RequestNote>
    {
        public void Configure(EntityTypeBuilder<RequestNote> builder)
        {
            builder.ToTable("DeletionNotes");
            builder.Property(n => n.Id).ValueGeneratedNever();
            builder.Property(n => n.WrittenBy).HasMaxLength(320);
            builder.Property(n => n.Body).HasMaxLength(MaxBodyLength);
            builder.HasIndex(n => new { n.RequestId, n.WrittenAt });
            builder.HasOne<DeletionRequest>().WithMany().HasForeignKey(n => n.RequestId);
        }
    }
}
