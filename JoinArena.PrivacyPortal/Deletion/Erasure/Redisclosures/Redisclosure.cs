using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Disclosures;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Redisclosures;

/// <summary>What was done about a copy.</summary>
public enum RedisclosureAction
{
    /// <summary>Nobody has been told of the request yet; whoever has it then is told of this copy as well.</summary>
    NotifiedWithOthers,

    /// <summary>A part of the request was opened for it: its party is told to erase it too.</summary>
    AddedToRequest,

    /// <summary>The request had ended. The worker is asked whether they want this deleted too.</summary>
    WorkerAsked,
}

/// <summary>
/// Something whose deletion was asked for went to somebody all the same, or is known only now to have gone there.
/// </summary>
public sealed class Redisclosure
{
    public required Guid RequestId { get; init; }

    /// <summary>The entry of the book that tells of it; with the request it is flagged once.</summary>
    public required Guid DisclosureId { get; init; }

    public required string PartyId { get; init; }

    public required string PartyName { get; init; }

    /// <summary>When it went there, as the source says.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>When the portal noticed.</summary>
    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>Whether it went there after the worker had asked; else it was only reported late.</summary>
    public required bool IsAfterRequest { get; init; }

    public required RedisclosureAction Action { get; init; }

    /// <summary>When somebody of the team had looked into how it came about.</summary>
    public DateTimeOffset? InvestigatedAt { get; private set; }

    public string? InvestigatedBy { get; private set; }

    internal void MarkInvestigated(string by, DateTimeOffset now) =>
        (InvestigatedBy, InvestigatedAt) = (InvestigatedBy ?? by, InvestigatedAt ?? now);

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

/// <summary>The new copies as a set of the context.</summary>
public static class RedisclosureSets
{
    extension(PortalDbContext db)
    {
        public DbSet<Redisclosure> Redisclosures => db.Set<Redisclosure>();
    }
}
