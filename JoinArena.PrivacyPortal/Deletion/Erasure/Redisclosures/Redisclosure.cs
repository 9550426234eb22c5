using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Disclosures;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Redisclosures;

/// <summary>
/// A disclosure of data whose deletion the worker had asked for: sent after the request, or sent before it and reported
/// late.
/// </summary>
public sealed class Redisclosure
{
    public required Guid RequestId { get; init; }

    /// <summary>The disclosure. Together with the request it is the key, so that it is recorded once.</summary>
    public required Guid DisclosureId { get; init; }

    public required string PartyId { get; init; }

    public required string PartyName { get; init; }

    /// <summary>When the data was sent, according to the source.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>When the portal found the disclosure.</summary>
    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>True if the data was sent after the request; false if it was only reported late.</summary>
    public required bool IsAfterRequest { get; init; }

    public required RedisclosureAction Action { get; init; }

    /// <summary>When a member of the privacy team had found out how this happened.</summary>
    public DateTimeOffset? InvestigatedAt { get; private set; }

    public string? InvestigatedBy { get; private set; }

    internal void MarkInvestigated(string by, DateTimeOffset now)
    {
        InvestigatedBy ??= by;
        InvestigatedAt ??= now;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Redisclosure>
    {
        public void Configure(EntityTypeBuilder<Redisclosure> builder)
        {
            builder.ToTable("Redisclosures");
            builder.HasKey(c => new { c.RequestId, c.DisclosureId });
            builder.Property(c => c.PartyId).HasMaxLength(200);
            builder.Property(c => c.PartyName).HasMaxLength(200);
            builder.Property(c => c.InvestigatedBy).HasMaxLength(320);
            builder.HasIndex(c => c.DisclosureId);
            builder.HasIndex(c => c.RequestId, "IX_Redisclosures_Open").HasFilter("\"InvestigatedAt\" IS NULL");
            builder.HasOne<DeletionRequest>().WithMany().HasForeignKey(c => c.RequestId);
            builder
                .HasOne<Disclosure>()
                .WithMany()
                .HasForeignKey(c => c.DisclosureId)
                .OnDelete(DeleteBehavior.Restrict);
        }
    }
}
