using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Account.Sessions;

/// <summary>
/// One sign-in that has not ended: a browser that holds our cookie. Kept so that its owner can see it and end it from
/// elsewhere.
/// </summary>
public sealed class AccountSession
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required Guid AccountId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was last used, to the minute or so.</summary>
    public required DateTimeOffset LastSeenAt { get; set; }

    /// <summary>The browser's own account of itself, by which its owner knows it again. No address is kept.</summary>
    public required string Browser { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<AccountSession>
    {
        public void Configure(EntityTypeBuilder<AccountSession> builder)
        {
            builder.ToTable("AccountSessions");
            builder.Property(s => s.Id).ValueGeneratedNever();
            builder.Property(s => s.Browser).HasMaxLength(BrowserName.MaxLength);
            builder.HasIndex(s => s.LastSeenAt);
            builder.HasOne<PortalAccount>().WithMany().HasForeignKey(s => s.AccountId);
        }
    }
}

/// <summary>The sessions as a set of the context.</summary>
public static class AccountSessionSets
{
    extension(PortalDbContext db)
    {
        public DbSet<AccountSession> AccountSessions => db.Set<AccountSession>();
    }
}
