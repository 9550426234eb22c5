using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Policies.Publishing;

/// <summary>
/// A record of a text when the portal first served it. From then on the portal serves no other text for the same
/// version and language.
/// </summary>
public sealed class FirstServedText : IAppendOnly
{
    /// <summary><see cref="PolicyVersion.Policy"/>.</summary>
    public required string Policy { get; init; }

    /// <summary>The number of the version: <c>1.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The language's tag: <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>SHA-256 of the text, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    public required DateTimeOffset FirstServedAt { get; init; }

    /// <summary>The ledger entry of the publication.</summary>
    public required Guid EntryId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<FirstServedText>
    {
        public void Configure(EntityTypeBuilder<FirstServedText> builder)
        {
            builder.ToTable("FirstServedTexts");
            builder.HasKey(t => new
            {
                t.Policy,
                t.Version,
                t.Language,
            });
            builder.Property(t => t.Policy).HasMaxLength(100);
            builder.Property(t => t.Version).HasMaxLength(20);
            builder.Property(t => t.Language).HasMaxLength(20);
            builder.Property(t => t.Sha256).HasMaxLength(64);
        }
    }
}

/// <summary>The policy's sets on the context.</summary>
public static class PolicySets
{
    extension(PortalDbContext db)
    {
        public DbSet<FirstServedText> FirstServedTexts => db.Set<FirstServedText>();
    }
}
