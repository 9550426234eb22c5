using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Acceptance.Reminders;

/// <summary>Records that a worker was notified of a version, so that they are notified once.</summary>
public sealed class VersionNotice
{
    public required string WorkerId { get; init; }

    public required string Version { get; init; }

    public required DateTimeOffset NotifiedAt { get; init; }

    /// <summary>True if an email was sent, false if the notice is in the inbox only.</summary>
    public required bool IsMailed { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<VersionNotice>
    {
        public void Configure(EntityTypeBuilder<VersionNotice> builder)
        {
            builder.ToTable("VersionNotices");
            // If two nodes notify at once, the second save fails.
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
