using JoinArena.PrivacyPortal.Deletion.Requests;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Deletion.Casework;

/// <summary>
/// A note that the team writes for itself about a request. The worker does not see it on the page of the request, but
/// gets it in the export of their data.
/// </summary>
public sealed class RequestNote
{
    public const int MaxBodyLength = 2000;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required Guid RequestId { get; init; }

    /// <summary>The author's sign-in.</summary>
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
