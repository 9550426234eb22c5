using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Deletion.Requests.ClosedAccounts;

/// <summary>
/// A secret link with which a worker without an account follows their requests. We store only its hash.
/// </summary>
public sealed class TrackingLink
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required string WorkerId { get; init; }

    /// <summary>SHA-256 of the secret, which has 256 random bits.</summary>
    public required byte[] Hash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From then on the link shows nothing.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<TrackingLink>
    {
        public void Configure(EntityTypeBuilder<TrackingLink> builder)
        {
            builder.ToTable("TrackingLinks");
            builder.Property(l => l.Id).ValueGeneratedNever();
            builder.HasIndex(l => l.Hash).IsUnique();
            builder.HasOne<Worker>().WithMany().HasForeignKey(l => l.WorkerId);
        }
    }
}
