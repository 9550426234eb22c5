using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Acceptance.Reminders;

/// <summary>That a worker was told of a version: once, whichever node told them.</summary>
public sealed class VersionNotice
{
    public required string WorkerId { get; init; }

    public required string Version { get; init; }

    public required DateTimeOffset NotifiedAt { get; init; }

    /// <summary>Whether a letter went out, rather than a message in the inbox alone.</summary>
    public required bool IsMailed { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<VersionNotice>
    {
        public void Configure(EntityTypeBuilder<VersionNotice> builder)
        {
            builder.ToTable("VersionNotices");
            // Two nodes that tell at once: the later one is refused.
            builder.HasKey(n => new { n.WorkerId, n.Version });
            builder.Property(n => n.Version).HasMaxLength(20);
            builder.HasOne<Worker>().WithMany().HasForeignKey(n => n.WorkerId);
        }
    }
}

/// <summary>The notices as a set of the context.</summary>
public static class VersionNoticeSets
{
    extension(PortalDbContext db)
    {
        public DbSet<VersionNotice> VersionNotices => db.Set<VersionNotice>();
    }
}
