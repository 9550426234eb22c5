using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Account.StepUp;

/// <summary>A code that was mailed, good for one session and one purpose. Only its hash is kept, for an hour.</summary>
public sealed class MailedCode
{
    public const int MaxPurposeLength = 80;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required Guid AccountId { get; init; }

    /// <summary>The session that asked for it, and in which alone it is good.</summary>
    public required Guid SessionId { get; init; }

    /// <summary>What it was asked for: <c>deletion DR-2026-000123</c>.</summary>
    public required string Purpose { get; init; }

    /// <summary>
    /// Salted and slow, as a password's: eight digits are soon tried out by whoever has only a fast hash.
    /// </summary>
    public required string Hash { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>None once it has been used or another has been sent.</summary>
    public required int AttemptsLeft { get; set; }

    /// <summary>Whether it has confirmed something: it does so once.</summary>
    public bool IsUsed { get; private init; }

    internal sealed class Mapping : IEntityTypeConfiguration<MailedCode>
    {
        public void Configure(EntityTypeBuilder<MailedCode> builder)
        {
            builder.ToTable("MailedCodes");
            builder.Property(c => c.Id).ValueGeneratedNever();
            builder.Property(c => c.Purpose).HasMaxLength(MaxPurposeLength);
            builder.Property(c => c.Hash).HasMaxLength(200);
            builder.HasIndex(c => new { c.AccountId, c.SentAt });
            builder.HasOne<PortalAccount>().WithMany().HasForeignKey(c => c.AccountId);
        }
    }
}

/// <summary>The codes as a set of the context.</summary>
public static class MailedCodeSets
{
    extension(PortalDbContext db)
    {
        public DbSet<MailedCode> MailedCodes => db.Set<MailedCode>();
    }
}
