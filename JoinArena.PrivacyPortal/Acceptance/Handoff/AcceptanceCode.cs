using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Acceptance.Handoff;

/// <summary>
/// A code that the worker brings back to the site that sent them. The site exchanges it for the acceptance within five
/// minutes. Only the hash of the code is kept.
/// </summary>
public sealed class AcceptanceCode
{
    /// <summary>SHA-256 of the code, in lower-case hexadecimal.</summary>
    public required string CodeSha256 { get; init; }

    public required Guid AcceptanceId { get; init; }

    /// <summary>The origin of the site that gets the code.</summary>
    public required string Origin { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>The name of the API key that exchanged it, which may ask again if the answer was lost.</summary>
    public string? UsedBy { get; private set; }

    internal sealed class Mapping : IEntityTypeConfiguration<AcceptanceCode>
    {
        public void Configure(EntityTypeBuilder<AcceptanceCode> builder)
        {
            builder.ToTable("AcceptanceCodes");
            builder.HasKey(c => c.CodeSha256);
            builder.Property(c => c.CodeSha256).HasMaxLength(64);
            builder.Property(c => c.Origin).HasMaxLength(300);
            builder.Property(c => c.UsedBy).HasMaxLength(100);
            builder.HasIndex(c => c.ExpiresAt);
            builder
                .HasOne<PolicyAcceptance>()
                .WithMany()
                .HasForeignKey(c => c.AcceptanceId)
                .OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>The codes as a set on the context.</summary>
public static class AcceptanceCodeSets
{
    extension(PortalDbContext db)
    {
        public DbSet<AcceptanceCode> AcceptanceCodes => db.Set<AcceptanceCode>();
    }
}
