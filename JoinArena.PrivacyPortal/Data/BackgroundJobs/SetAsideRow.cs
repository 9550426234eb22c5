using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Data.BackgroundJobs;

/// <summary>A row that a background job could not process.</summary>
public sealed class SetAsideRow
{
    /// <summary>The name of the job.</summary>
    public required string Job { get; init; }

    /// <summary>The row's id.</summary>
    public required string Row { get; init; }

    /// <summary>When it first failed.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it last failed.</summary>
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>The kind of the fault, never its message, which could quote personal data.</summary>
    public required string Fault { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<SetAsideRow>
    {
        public void Configure(EntityTypeBuilder<SetAsideRow> builder)
        {
            builder.ToTable("SetAsideRows");
            builder.HasKey(r => new { r.Job, r.Row });
            builder.Property(r => r.Job).HasMaxLength(100);
            builder.Property(r => r.Row).HasMaxLength(200);
            builder.Property(r => r.Fault).HasMaxLength(200);
        }
    }
}

/// <summary>The rows that were set aside as a set on the context.</summary>
internal static class SetAsideSets
{
    extension(PortalDbContext db)
    {
        public DbSet<SetAsideRow> SetAsideRows => db.Set<SetAsideRow>();
    }
}
