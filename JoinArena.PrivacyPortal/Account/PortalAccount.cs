using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>
/// A person who can sign in. The user name is the email address. Once confirmed, the address links the account to a
/// worker.
/// </summary>
public sealed class PortalAccount : IdentityUser<Guid>
{
    public PortalAccount()
    {
        Id = Guid.CreateVersion7();
        SecurityStamp = Guid.NewGuid().ToString();
    }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// When someone last showed, by a link that was sent there, that they read the email of the address. Null if
    /// nobody has, or if the address has stopped being that of a worker since.
    /// </summary>
    public DateTimeOffset? EmailConfirmedAt { get; set; }

    /// <summary>True for demo accounts, whose staff roles need no second factor.</summary>
    public bool IsDemo { get; private init; }

    /// <summary>
    /// When the person was invited to a staff role; null if they were not, or have set up a second factor since.
    /// </summary>
    public DateTimeOffset? InvitedAt { get; private set; }

    /// <summary>True if the link of the last invitation has been used.</summary>
    public bool HasUsedInvitation { get; private set; }

    /// <summary>For this long after an invitation, its link works and a first second factor can be set up.</summary>
    public static readonly TimeSpan InvitationLifetime = TimeSpan.FromHours(24);

    /// <summary>Records an invitation, which replaces an earlier one.</summary>
    public void Invite(DateTimeOffset now)
    {
        InvitedAt = now;
        HasUsedInvitation = false;
    }

    /// <summary>Records that the link of the invitation was used.</summary>
    public void UseInvitation() => HasUsedInvitation = true;

    /// <summary>Ends the invitation, because the person has a second factor.</summary>
    public void EndInvitation()
    {
        InvitedAt = null;
        HasUsedInvitation = false;
    }

    /// <summary>True if a staff member who has no second factor may set one up.</summary>
    public bool MaySetUpFirstFactor(DateTimeOffset now) => HasUsedInvitation && now - InvitedAt <= InvitationLifetime;

    /// <summary>Creates an account with this email address, which is not confirmed yet.</summary>
    /// <exception cref="FormatException">The text is not an email address.</exception>
    public static PortalAccount Create(string email, DateTimeOffset now, bool isDemo = false)
    {
        var account = new PortalAccount { IsDemo = isDemo, CreatedAt = now };
        account.Adopt(EmailAddress.Parse(email));
        return account;
    }

    /// <summary>The owner has shown that they read the email of the address.</summary>
    public void ConfirmEmail(DateTimeOffset now)
    {
        EmailConfirmed = true;
        EmailConfirmedAt = now;
    }

    /// <summary>
    /// Takes the address as it was typed now. Until an address is confirmed, the person who typed it first may not have been
    /// its owner, and some mail servers distinguish upper and lower case.
    /// </summary>
    /// <exception cref="InvalidOperationException">The address is confirmed, so it belongs to its owner.</exception>
    internal void Adopt(EmailAddress email)
    {
        if (EmailConfirmed)
            throw new InvalidOperationException("A confirmed email address does not change.");
        UserName = Email = email.Text;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<PortalAccount>
    {
        public void Configure(EntityTypeBuilder<PortalAccount> builder)
        {
            builder.ToTable("Accounts");
            builder.Property(a => a.Id).ValueGeneratedNever();
            builder.Property(a => a.ConcurrencyStamp).IsConcurrencyToken().HasMaxLength(36);
            builder.Property(a => a.UserName).HasMaxLength(EmailColumn);
            builder.Property(a => a.NormalizedUserName).HasMaxLength(EmailColumn);
            builder.Property(a => a.Email).HasMaxLength(EmailColumn);
            builder.Property(a => a.NormalizedEmail).HasMaxLength(EmailColumn);
            builder.HasIndex(a => a.NormalizedUserName).IsUnique();
            builder.HasIndex(a => a.NormalizedEmail).IsUnique();
        }

        private const int EmailColumn = 320;
    }
}

/// <summary>The accounts as a set on the context.</summary>
public static class AccountSets
{
    extension(PortalDbContext db)
    {
        public DbSet<PortalAccount> Accounts => db.Set<PortalAccount>();
    }
}
