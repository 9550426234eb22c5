using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Parties;

/// <summary>A party that can hold a worker's data (recipient, GDPR 4(9)), or that data came from.</summary>
public sealed class Party
{
    /// <summary>JoinArena's id of the party.</summary>
    public required string Id { get; init; }

    public required string Name { get; set; }

    public required PartyKind Kind { get; set; }

    /// <summary>The country it is in, as an ISO 3166-1 alpha-2 code.</summary>
    public string? Country { get; set; }

    public string? Website { get; set; }

    /// <summary>The email or web address for questions about data.</summary>
    public string? PrivacyContact { get; set; }

    /// <summary>
    /// The party it was merged into, which is never a merged party itself. This row keeps the former name; everything
    /// else belongs to the other party.
    /// </summary>
    public string? MergedInto { get; set; }

    public DateTimeOffset? MergedAt { get; set; }

    /// <summary>How it is notified.</summary>
    public required Connector Connector { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Party>
    {
        public void Configure(EntityTypeBuilder<Party> builder)
        {
            builder.ToTable("Parties");
            builder.Property(p => p.Id).HasMaxLength(200);
            builder.Property(p => p.Name).HasMaxLength(200).HasConversion<OneLineConverter>();
            builder.Property(p => p.Country).HasMaxLength(2);
            builder.Property(p => p.Website).HasMaxLength(500);
            builder.Property(p => p.PrivacyContact).HasMaxLength(320);
            builder.Property(p => p.MergedInto).HasMaxLength(200);
            builder.HasIndex(p => p.MergedInto);
            builder.OwnsOne(
                p => p.Connector,
                connector =>
                {
                    connector.Property(c => c.Url).HasMaxLength(2000);
                    connector.Property(c => c.Email).HasMaxLength(320);
                    connector.Property(c => c.Recipe).HasMaxLength(60);
                }
            );
            builder.Navigation(p => p.Connector).IsRequired();
        }
    }
}
