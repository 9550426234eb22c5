using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Acceptance.InterviewNotices;

/// <summary>
/// A notice that the portal shows to a worker before an interview, for JoinArena's platform. It can be replaced until the
/// worker has read it; then it is an <see cref="InterviewNotice"/>.
/// </summary>
public sealed class OfferedNotice
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string WorkerId { get; init; }

    public required string InterviewId { get; init; }

    public required NoticeText Text { get; set; }

    public required DateTimeOffset OfferedAt { get; set; }

    /// <summary>The name of the API key that offered it.</summary>
    public required string OfferedBy { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<OfferedNotice>
    {
        public void Configure(EntityTypeBuilder<OfferedNotice> builder)
        {
            builder.ToTable("OfferedNotices");
            builder.Property(n => n.Id).ValueGeneratedNever();
            builder.Property(n => n.InterviewId).HasMaxLength(200);
            builder.Property(n => n.OfferedBy).HasMaxLength(100);
            builder.ComplexProperty(n => n.Text, NoticeText.Configure);
            builder.HasIndex(n => new { n.WorkerId, n.InterviewId }).IsUnique();
            builder.HasOne<Worker>().WithMany().HasForeignKey(n => n.WorkerId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>The offered notices as a set of the context.</summary>
public static class OfferedNoticeSets
{
    extension(PortalDbContext db)
    {
        public DbSet<OfferedNotice> OfferedNotices => db.Set<OfferedNotice>();
    }
}
