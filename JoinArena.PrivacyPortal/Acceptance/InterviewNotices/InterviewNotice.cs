using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Acceptance.InterviewNotices;

/// <summary>
/// What a worker was told before one interview, and when they read it, as JoinArena's platform recorded it, with its
/// signed receipt (AI Act 26(7); AIVIA 42/5). Written once, never changed.
/// </summary>
public sealed class InterviewNotice : IAppendOnly
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string WorkerId { get; init; }

    public required string InterviewId { get; init; }

    public required NoticeText Text { get; init; }

    /// <summary>SHA-256 of <see cref="Text"/>, in lower-case hexadecimal.</summary>
    public required string TextSha256 { get; init; }

    /// <summary>When the worker read it, as the platform says.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The name of the API key that recorded it.</summary>
    public required string RecordedBy { get; init; }

    /// <summary>
    /// The receipt: one line of canonical JSON, an empty line, and the portal's signature (C2SP signed-note).
    /// </summary>
    public required string Receipt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<InterviewNotice>
    {
        public void Configure(EntityTypeBuilder<InterviewNotice> builder)
        {
            builder.ToTable("InterviewNotices");
            builder.Property(n => n.Id).ValueGeneratedNever();
            builder.Property(n => n.InterviewId).HasMaxLength(200);
            builder.Property(n => n.TextSha256).HasMaxLength(64);
            builder.Property(n => n.RecordedBy).HasMaxLength(100);
            builder.ComplexProperty(n => n.Text, NoticeText.Configure);
            builder.HasIndex(n => new { n.WorkerId, n.InterviewId }).IsUnique();
            builder.HasOne<Worker>().WithMany().HasForeignKey(n => n.WorkerId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>The notices as a set of the context.</summary>
public static class InterviewNoticeSets
{
    extension(PortalDbContext db)
    {
        public DbSet<InterviewNotice> InterviewNotices => db.Set<InterviewNotice>();

        /// <summary>Adds a notice and its entry in the ledger to the caller's unit of work.</summary>
        public async Task AddInterviewNoticeAsync(InterviewNotice notice, CancellationToken ct)
        {
            db.Add(notice);
            await db.Ledger.AppendAsync(InterviewNoticeRead.FromNotice(notice), notice.Id, ct);
        }
    }
}
