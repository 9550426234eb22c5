using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Account.TwoFactor;

/// <summary>
/// Identity's store, but with authenticator secrets encrypted and recovery codes hashed and encrypted, so that a copy of
/// the table cannot be used to sign in.
/// </summary>
internal sealed class ProtectedUserStore(
    PortalDbContext db,
    IDataProtectionProvider protection,
    IOptions<PasswordHasherOptions> hashing,
    IdentityErrorDescriber describer
) : UserStore<PortalAccount, IdentityRole<Guid>, PortalDbContext, Guid>(db, describer)
{
    // The names under which Identity keeps them.
    private const string Provider = "[AspNetUserStore]";
    private const string RecoveryCodes = "RecoveryCodes";

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

    public override Task ReplaceCodesAsync(
        PortalAccount user,
        IEnumerable<string> recoveryCodes,
        CancellationToken cancellationToken
    ) => KeepAsync(user, RecoveryCodeSet.Create(recoveryCodes, hashing.Value.IterationCount), cancellationToken);

    public override async Task<bool> RedeemCodeAsync(
        PortalAccount user,
        string code,
        CancellationToken cancellationToken
    )
    {
        if (await GetTokenAsync(user, Provider, RecoveryCodes, cancellationToken) is not { Length: > 0 } kept)
            return false;
        // Earlier versions kept the codes themselves.
        var codes =
            RecoveryCodeSet.TryParse(kept) ?? RecoveryCodeSet.Create(kept.Split(';'), hashing.Value.IterationCount);
        if (codes.Redeem(code) is not { } left)
            return false;
        await KeepAsync(user, left, cancellationToken);
        return true;
    }

    public override async Task<int> CountCodesAsync(PortalAccount user, CancellationToken cancellationToken) =>
        await GetTokenAsync(user, Provider, RecoveryCodes, cancellationToken) is { Length: > 0 } kept
            ? RecoveryCodeSet.TryParse(kept)?.Count ?? kept.Split(';').Length
            : 0;

    private Task KeepAsync(PortalAccount user, RecoveryCodeSet codes, CancellationToken ct) =>
        SetTokenAsync(user, Provider, RecoveryCodes, codes.ToString(), ct);
}
