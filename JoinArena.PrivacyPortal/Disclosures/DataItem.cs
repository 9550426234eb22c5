using JoinArena.PrivacyPortal.Data.Storage;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>
/// A piece of data that JoinArena holds about a worker. JoinArena announces it, or the first disclosure that names it
/// creates it and an announcement adds details later.
/// </summary>
public sealed class DataItem
{
    public required string WorkerId { get; init; }

    /// <summary>JoinArena's id, unique for the worker.</summary>
    public required string Id { get; init; }

    public required DataCategory Category { get; set; }

    public string? InterviewId { get; set; }

    public DateTimeOffset? InterviewAt { get; set; }

    /// <summary>Where the job is that it was made for, as an ISO 3166 code such as <c>US-IL</c>.</summary>
    public string? JobLocation { get; set; }

    /// <summary>A name people understand, such as "Interview for warehouse lead".</summary>
    public string? Label { get; set; }

    /// <summary>When it was created; null until JoinArena has announced it.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<DataItem>
    {
        public void Configure(EntityTypeBuilder<DataItem> builder)
        {
            builder.ToTable("DataItems");
            builder.IsStoredByKey();
            builder.HasKey(i => new { i.WorkerId, i.Id });
            builder.Property(i => i.Id).HasMaxLength(200);
            builder.Property(i => i.Category).HasConversion<EnumCode<DataCategory>>();
            builder.Property(i => i.InterviewId).HasMaxLength(200);
            builder.Property(i => i.JobLocation).HasMaxLength(10);
            builder.Property(i => i.Label).HasMaxLength(200);
            builder.HasIndex(i => new { i.WorkerId, i.InterviewId });
            builder.HasOne<Worker>().WithMany().HasForeignKey(i => i.WorkerId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
