using JoinArena.PrivacyPortal.Deletion.Requests;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Messages;

/// <summary>A message between the worker and the privacy team about a request.</summary>
public sealed class RequestMessage
{
    public const int MaxBodyLength = 4000;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required Guid RequestId { get; init; }

    /// <summary>The worker or an officer.</summary>
    public required ActorKind Author { get; init; }

    /// <summary>The officer's sign-in, for the team only; the worker reads "the privacy team".</summary>
    public required string? OfficerName { get; init; }

    public MessageKind Kind { get; init; }

    /// <summary>Plain text.</summary>
    public required string Body { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<RequestMessage>
    {
        public void Configure(EntityTypeBuilder<RequestMessage> builder)
        {
            builder.ToTable("DeletionMessages");
            builder.Property(m => m.Id).ValueGeneratedNever();
            builder.Property(m => m.Body).HasMaxLength(MaxBodyLength);
            builder.Property(m => m.OfficerName).HasMaxLength(320);
            builder.HasIndex(m => new { m.RequestId, m.SentAt });
            builder.HasOne<DeletionRequest>().WithMany().HasForeignKey(m => m.RequestId);
        }
    }
}
