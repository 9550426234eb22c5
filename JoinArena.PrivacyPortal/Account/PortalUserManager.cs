using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Access.SecurityEvents;
using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>
/// Identity's user manager, which records every change of roles, factors and passwords as a security event. Because all
/// code changes accounts through it, none can forget to. The row of a member of the team is saved with the change.
/// </summary>
internal sealed class PortalUserManager(
    PortalDbContext db,
    SecurityLog security,
    IUserStore<PortalAccount> store,
    IOptions<IdentityOptions> options,
    IPasswordHasher<PortalAccount> hasher,
    IEnumerable<IUserValidator<PortalAccount>> userValidators,
    IEnumerable<IPasswordValidator<PortalAccount>> passwordValidators,
    ILookupNormalizer normalizer,
    IdentityErrorDescriber errors,
    IServiceProvider services,
    ILogger<UserManager<PortalAccount>> log
)
    : UserManager<PortalAccount>(
        store,
        options,
        hasher,
        userValidators,
        passwordValidators,
        normalizer,
        errors,
        services,
        log
    )
{
    public const string Authenticator = "authenticator app",
        Passkey = "passkey",
        RecoveryCodes = "recovery codes",
        RecoveryCode = "recovery code",
        Provider = "JoinArena sign-in";

    public override Task<IdentityResult> AddToRoleAsync(PortalAccount user, string role) =>
        RecordAsync(user, SecurityEventKind.RoleGiven, role, () => base.AddToRoleAsync(user, role));

    public override Task<IdentityResult> RemoveFromRoleAsync(PortalAccount user, string role) =>
        RecordAsync(user, SecurityEventKind.RoleTaken, role, () => base.RemoveFromRoleAsync(user, role));

    public override Task<IdentityResult> SetTwoFactorEnabledAsync(PortalAccount user, bool enabled) =>
        user.TwoFactorEnabled == enabled
            ? base.SetTwoFactorEnabledAsync(user, enabled)
            : RecordAsync(
                user,
                enabled ? SecurityEventKind.FactorAdded : SecurityEventKind.FactorRemoved,
                Authenticator,
                () => base.SetTwoFactorEnabledAsync(user, enabled)
            );

    public override async Task<IdentityResult> AddOrUpdatePasskeyAsync(PortalAccount user, UserPasskeyInfo passkey) =>
        await GetPasskeyAsync(user, passkey.CredentialId) is null
            ? await RecordAsync(
                user,
                SecurityEventKind.FactorAdded,
                Passkey,
                () => base.AddOrUpdatePasskeyAsync(user, passkey)
            )
            : await base.AddOrUpdatePasskeyAsync(user, passkey);

    public override Task<IdentityResult> RemovePasskeyAsync(PortalAccount user, byte[] credentialId) =>
        RecordAsync(user, SecurityEventKind.FactorRemoved, Passkey, () => base.RemovePasskeyAsync(user, credentialId));

    public override Task<IdentityResult> AddLoginAsync(PortalAccount user, UserLoginInfo login) =>
        RecordAsync(user, SecurityEventKind.FactorAdded, Provider, () => base.AddLoginAsync(user, login));

    public override async Task<IEnumerable<string>?> GenerateNewTwoFactorRecoveryCodesAsync(
        PortalAccount user,
        int number
    )
    {
        IEnumerable<string>? codes = null;
        await RecordAsync(
            user,
            SecurityEventKind.FactorAdded,
            RecoveryCodes,
            async () =>
            {
                codes = await base.GenerateNewTwoFactorRecoveryCodesAsync(user, number);
                return codes is null ? IdentityResult.Failed() : IdentityResult.Success;
            }
        );
        return codes;
    }

    public override Task<IdentityResult> RedeemTwoFactorRecoveryCodeAsync(PortalAccount user, string code) =>
        RecordAsync(
            user,
            SecurityEventKind.FactorRemoved,
            RecoveryCode,
            () => base.RedeemTwoFactorRecoveryCodeAsync(user, code)
        );

    public override Task<IdentityResult> ChangePasswordAsync(
        PortalAccount user,
        string currentPassword,
        string newPassword
    ) =>
        RecordAsync(
            user,
            SecurityEventKind.PasswordChanged,
            null,
            () => base.ChangePasswordAsync(user, currentPassword, newPassword)
        );

    public override Task<IdentityResult> DeleteAsync(PortalAccount user) =>
        RecordAsync(user, SecurityEventKind.AccountClosed, null, () => base.DeleteAsync(user));

    /// <summary>Makes a change and records it, if it succeeds.</summary>
    internal async Task<IdentityResult> RecordAsync(
        PortalAccount user,
        SecurityEventKind kind,
        string? detail,
        Func<Task<IdentityResult>> change
    )
    {
        var happened = security.Describe(kind, SecurityEventResult.Succeeded, user.Id, detail);
        var ofTeam =
            Roles.StaffRoles.Contains(detail, StringComparer.Ordinal)
            || (await GetRolesAsync(user)).Any(role => Roles.StaffRoles.Contains(role, StringComparer.Ordinal));
        if (ofTeam)
            SecurityLog.AddTo(db, happened);
        var result = IdentityResult.Failed();
        try
        {
            result = await change();
        }
        finally
        {
            if (!result.Succeeded)
                db.Entry(happened).State = EntityState.Detached;
        }

        if (result.Succeeded)
            security.WriteLine(happened);
        return result;
    }
}
