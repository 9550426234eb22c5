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
    public PortalAccount() => (Id, SecurityStamp) = (Guid.CreateVersion7(), Guid.NewGuid().ToString());

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>True for demo accounts, whose staff roles need no second factor.</summary>
    public bool IsDemo { get; private init; }

    /// <summary>Creates an account with this email address, which is not confirmed yet.</summary>
    /// <exception cref="FormatException">The text is not an email address.</exception>
    public static PortalAccount Create(string email, DateTimeOffset now, bool isDemo = false)
    {
        var account = new PortalAccount { IsDemo = isDemo, CreatedAt = now };
        account.Adopt(EmailAddress.Parse(email));
        return account;
    }

    /// <summary>
    /// Takes the address as it was typed now. Until an address is confirmed, whoever typed it first may not have been
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
