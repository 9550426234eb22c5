using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>
/// An officer's proposal to refuse a request, or one party's part of it. Another officer decides on it, and the worker
/// is notified only then.
/// </summary>
public sealed class RefusalProposal
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required Guid RequestId { get; init; }

    /// <summary>The party's part; null for the whole request.</summary>
    public required Guid? TaskId { get; init; }

    /// <summary>The code of the legal ground.</summary>
    public required string Ground { get; init; }

    /// <summary>The reasons, as the worker will read them.</summary>
    public required string Reason { get; init; }

    /// <summary>The sign-in of the officer who proposed it.</summary>
    public required string ProposedBy { get; init; }

    public required DateTimeOffset ProposedAt { get; init; }

    public string? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public bool? IsApproved { get; private set; }

    /// <summary>The part of the request that it is about; null for the whole request.</summary>
    internal ErasureTask? FindPart(DeletionRequest request) => request.Tasks.SingleOrDefault(t => t.Id == TaskId);

    internal void Decide(bool approve, string by, DateTimeOffset now)
    {
        if (DecidedAt is not null)
            throw new InvalidOperationException("The proposal has been decided.");
        IsApproved = approve;
        DecidedBy = by;
        DecidedAt = now;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<RefusalProposal>
    {
        public void Configure(EntityTypeBuilder<RefusalProposal> builder)
        {
            builder.ToTable("RefusalProposals");
            builder.Property(p => p.Id).ValueGeneratedNever();
            builder.Property(p => p.Ground).HasMaxLength(60);
            builder.Property(p => p.Reason).HasMaxLength(DeletionRequest.MaxDecisionLength);
            builder.Property(p => p.ProposedBy).HasMaxLength(320);
            builder.Property(p => p.DecidedBy).HasMaxLength(320);
            // Of two decisions at once, the later one is refused.
            builder.Property(p => p.DecidedAt).IsConcurrencyToken();
            builder.HasIndex(p => p.RequestId);
            builder.HasOne<DeletionRequest>().WithMany().HasForeignKey(p => p.RequestId);
        }
    }
}
