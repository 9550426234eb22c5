using JoinArena.PrivacyPortal.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>
/// Maps the other entities of ASP.NET Core Identity. Identity's own context is not used, because the portal has one
/// context for all slices.
/// </summary>
internal sealed class IdentityMappings
    : IEntityTypeConfiguration<IdentityRole<Guid>>,
        IEntityTypeConfiguration<IdentityUserRole<Guid>>,
        IEntityTypeConfiguration<IdentityUserClaim<Guid>>,
        IEntityTypeConfiguration<IdentityUserLogin<Guid>>,
        IEntityTypeConfiguration<IdentityUserToken<Guid>>,
        IEntityTypeConfiguration<IdentityRoleClaim<Guid>>,
        IEntityTypeConfiguration<IdentityUserPasskey<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityRole<Guid>> builder)
    {
        builder.ToTable("AccountRoles");
        builder.Property(r => r.ConcurrencyStamp).IsConcurrencyToken().HasMaxLength(36);
        builder.Property(r => r.Name).HasMaxLength(40);
        builder.Property(r => r.NormalizedName).HasMaxLength(40);
        builder.HasIndex(r => r.NormalizedName).IsUnique();
        // The roles are part of the schema, so every migrated database has them.
        builder.HasData(
            Role("019ac3b0-0000-7000-8000-000000000001", Roles.Worker),
            Role("019ac3b0-0000-7000-8000-000000000002", Roles.Officer),
            Role("019ac3b0-0000-7000-8000-000000000003", Roles.Auditor),
            Role("019ac3b0-0000-7000-8000-000000000004", Roles.Administrator)
        );
    }

    public void Configure(EntityTypeBuilder<IdentityUserRole<Guid>> builder)
    {
        builder.ToTable("AccountsInRoles").HasKey(r => new { r.UserId, r.RoleId });
        builder.HasOne<PortalAccount>().WithMany().HasForeignKey(r => r.UserId);
        builder.HasOne<IdentityRole<Guid>>().WithMany().HasForeignKey(r => r.RoleId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> builder)
    {
        builder.ToTable("AccountClaims");
        builder.HasOne<PortalAccount>().WithMany().HasForeignKey(c => c.UserId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder)
    {
        builder.ToTable("AccountLogins").HasKey(l => new { l.LoginProvider, l.ProviderKey });
        builder.Property(l => l.LoginProvider).HasMaxLength(128);
        builder.Property(l => l.ProviderKey).HasMaxLength(256);
        builder.HasOne<PortalAccount>().WithMany().HasForeignKey(l => l.UserId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder)
    {
        builder
            .ToTable("AccountTokens")
            .HasKey(t => new
            {
                t.UserId,
                t.LoginProvider,
                t.Name,
            });
        builder.Property(t => t.LoginProvider).HasMaxLength(128);
        builder.Property(t => t.Name).HasMaxLength(128);
        builder.HasOne<PortalAccount>().WithMany().HasForeignKey(t => t.UserId);
    }

    public void Configure(EntityTypeBuilder<IdentityRoleClaim<Guid>> builder)
    {
        builder.ToTable("AccountRoleClaims");
        builder.HasOne<IdentityRole<Guid>>().WithMany().HasForeignKey(c => c.RoleId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> builder)
    {
        builder.ToTable("AccountPasskeys").HasKey(p => p.CredentialId);
        // The maximum length of a credential id. Source: Web Authentication Level 3, section 4.
        builder.Property(p => p.CredentialId).HasMaxLength(1023);
        builder.OwnsOne(p => p.Data, data => data.ToJson());
        builder.HasOne<PortalAccount>().WithMany().HasForeignKey(p => p.UserId);
    }

    private static IdentityRole<Guid> Role(string id, string name) =>
        new(name)
        {
            Id = Guid.Parse(id),
            NormalizedName = name.ToUpperInvariant(),
            ConcurrencyStamp = id,
        };
}
