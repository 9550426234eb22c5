using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures.Digests;

/// <summary>Marks that a worker got the digest of a month, so that they get it once.</summary>
public sealed class Digest
{
    public required string WorkerId { get; init; }

    /// <summary>The month, as <c>2026-11</c>.</summary>
    public required string Month { get; init; }

    public required DateTimeOffset At { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Digest>
    {
        public void Configure(EntityTypeBuilder<Digest> builder)
        {
            builder.ToTable("Digests");
            builder.HasKey(d => new { d.WorkerId, d.Month });
            builder.Property(d => d.Month).HasMaxLength(7);
            builder.HasOne<Worker>().WithMany().HasForeignKey(d => d.WorkerId);
        }
    }
}

/// <summary>The digests' sets of the context.</summary>
public static class DigestSets
{
    extension(PortalDbContext db)
    {
        public DbSet<Digest> Digests => db.Set<Digest>();

        public DbSet<DigestPreference> DigestPreferences => db.Set<DigestPreference>();
    }
}
