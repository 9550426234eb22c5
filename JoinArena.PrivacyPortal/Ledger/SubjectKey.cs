using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>
/// A person's random key, from which the salts of all their records are derived. After it is destroyed, their leaves
/// reveal nothing.
/// </summary>
public sealed class SubjectKey
{
    public required string Subject { get; init; }

    /// <summary>32 random bytes.</summary>
    public required byte[] Key { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<SubjectKey>
    {
        public void Configure(EntityTypeBuilder<SubjectKey> builder)
        {
            builder.ToTable("SubjectKeys");
            builder.HasKey(k => k.Subject);
            builder.Property(k => k.Subject).HasMaxLength(200);
        }
    }
}
