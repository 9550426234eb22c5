using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Account.TwoFactor;

/// <summary>
/// Identity's store, but with authenticator secrets and recovery codes encrypted, so that a copy of the table cannot be
/// used to sign in.
/// </summary>
internal sealed class ProtectedUserStore(
    PortalDbContext db,
    IDataProtectionProvider protection,
    IdentityErrorDescriber describer
) : UserStore<PortalAccount, IdentityRole<Guid>, PortalDbContext, Guid>(db, describer)
{
    private readonly IDataProtector _protector = protection.CreateProtector("JoinArena.PrivacyPortal.Account.Tokens");

    public override Task SetTokenAsync(
        PortalAccount user,
        string loginProvider,
        string name,
        string? value,
        CancellationToken cancellationToken
    ) =>
        base.SetTokenAsync(
            user,
            loginProvider,
            name,
            value is null ? null : _protector.Protect(value),
            cancellationToken
        );

    public override async Task<string?> GetTokenAsync(
        PortalAccount user,
        string loginProvider,
        string name,
        CancellationToken cancellationToken
    ) =>
        await base.GetTokenAsync(user, loginProvider, name, cancellationToken) is { } kept
            ? _protector.Unprotect(kept)
            : null;
}
