using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Account.StepUp;

/// <summary>A code sent by email for one session and one purpose. Only its hash is stored, for an hour.</summary>
public sealed class MailedCode
{
    public const int MaxPurposeLength = 80;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required Guid AccountId { get; init; }

    /// <summary>The session that asked for the code. The code works in this session only.</summary>
    public required Guid SessionId { get; init; }

    /// <summary>What the code confirms: <c>deletion DR-2026-000123</c>.</summary>
    public required string Purpose { get; init; }

    /// <summary>
    /// A salted, slow hash as for passwords, because eight digits can be guessed quickly from a fast hash.
    /// </summary>
    public required string Hash { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>0 once the code has been used or replaced by a new one.</summary>
    public required int AttemptsLeft { get; set; }

    /// <summary>True if the code has been used. It works once.</summary>
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

/// <summary>The codes as a set on the context.</summary>
public static class MailedCodeSets
{
    extension(PortalDbContext db)
    {
        public DbSet<MailedCode> MailedCodes => db.Set<MailedCode>();
    }
}
