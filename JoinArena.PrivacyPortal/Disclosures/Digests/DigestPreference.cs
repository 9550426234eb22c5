using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures.Digests;

/// <summary>
/// Of what a worker wants to be told without having asked. Without a row it is <see cref="DigestKind.Monthly"/>: a
/// record nobody knows of protects nobody.
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

/// <summary>What is sent by itself.</summary>
public enum DigestKind
{
    /// <summary>A letter each month, and one at once when a kind of party turns up for the first time.</summary>
    Monthly,

    /// <summary>Only the one about a new kind of party.</summary>
    NewKinds,

    /// <summary>Nothing.</summary>
    None,
}
