using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures.Digests;

/// <summary>
/// Which updates a worker wants. Without a row it is <see cref="DigestKind.Monthly"/>: a worker who does not know about
/// the portal would not look at it.
/// </summary>
public sealed class DigestPreference
{
    public required string WorkerId { get; init; }

    public required DigestKind Kind { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<DigestPreference>
    {
        public void Configure(EntityTypeBuilder<DigestPreference> builder)
        {
            builder.ToTable("DigestPreferences");
            builder.HasKey(w => w.WorkerId);
            builder.HasOne<Worker>().WithMany().HasForeignKey(w => w.WorkerId);
        }
    }
}
