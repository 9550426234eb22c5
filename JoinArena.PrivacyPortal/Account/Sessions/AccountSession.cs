using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Account.Sessions;

/// <summary>A signed-in browser. The owner can see it and sign it out from another browser.</summary>
public sealed class AccountSession
{
    internal const int MaxProviderSession = 255;

    private const int MaxMethods = 60;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required Guid AccountId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was last used, to within about a minute.</summary>
    public required DateTimeOffset LastSeenAt { get; set; }

    /// <summary>When it ends even if it is in use.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>
    /// The name from <see cref="BrowserName"/>, so that the owner can recognise it. The IP address is not stored.
    /// </summary>
    public required string Browser { get; init; }

    /// <summary>
    /// How its owner signed in, with the names of <see cref="Access.SignInClaims"/> and a space between; empty if that is
    /// not known.
    /// </summary>
    public required string Methods { get; init; }

    /// <summary>
    /// The <c>sid</c> of the platform's session in which it began; null if it began otherwise or the platform names none.
    /// </summary>
    public string? ProviderSession { get; init; }

    /// <summary>The platform's ID token, sealed, for the sign-out there; null if the session began otherwise.</summary>
    public string? ProviderToken { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<AccountSession>
    {
        public void Configure(EntityTypeBuilder<AccountSession> builder)
        {
            builder.ToTable("AccountSessions");
            builder.Property(s => s.Id).ValueGeneratedNever();
            builder.Property(s => s.Browser).HasMaxLength(BrowserName.MaxLength);
            builder.Property(s => s.Methods).HasMaxLength(MaxMethods);
            builder.Property(s => s.ProviderSession).HasMaxLength(MaxProviderSession);
            builder.HasIndex(s => s.ProviderSession);
            builder.HasIndex(s => s.LastSeenAt);
            builder.HasIndex(s => s.EndsAt);
            builder.HasOne<PortalAccount>().WithMany().HasForeignKey(s => s.AccountId);
        }
    }
}

/// <summary>The sessions as a set on the context.</summary>
public static class AccountSessionSets
{
    extension(PortalDbContext db)
    {
        public DbSet<AccountSession> AccountSessions => db.Set<AccountSession>();
    }
}
