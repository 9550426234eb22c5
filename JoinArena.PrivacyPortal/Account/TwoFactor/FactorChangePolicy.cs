using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account.TwoFactor;

/// <summary>
/// Applies <see cref="FactorChangeRules"/> to an account and a session. Every use case that changes how an account signs
/// in asks here, whatever the page has asked before.
/// </summary>
internal sealed class FactorChangePolicy(UserManager<PortalAccount> users, TimeProvider clock)
{
    /// <summary>Whether the signed-in person may do this now to their own account.</summary>
    public async Task<FactorChangeDecision> DecideAsync(ClaimsPrincipal user, FactorChange change) =>
        await users.GetUserAsync(user) is { } account
            ? FactorChangeRules.Decide(change, await GetFactsAsync(user, account), clock.GetUtcNow())
            : FactorChangeDecision.ConfirmIdentity;

    /// <summary>True if the account has a second factor, which then has to be used before a change.</summary>
    public async Task<bool> HasFactorAsync(ClaimsPrincipal user) =>
        await users.GetUserAsync(user) is { } account && await HasFactorAsync(users, account);

    /// <summary>True if the account has a passkey or the codes of an authenticator app.</summary>
    public static async Task<bool> HasFactorAsync(UserManager<PortalAccount> users, PortalAccount account) =>
        account.TwoFactorEnabled || (await users.GetPasskeysAsync(account)).Count > 0;

    private async Task<FactorFacts> GetFactsAsync(ClaimsPrincipal user, PortalAccount account) =>
        new()
        {
            IsStaff =
                !account.IsDemo
                && (await users.GetRolesAsync(account)).Intersect(Roles.StaffRoles, StringComparer.Ordinal).Any(),
            Passkeys = (await users.GetPasskeysAsync(account)).Count,
            HasCodes = account.TwoFactorEnabled,
            IsInvited = account.MaySetUpFirstFactor(clock.GetUtcNow()),
            IdentityProvenAt = user.GetSignInTime(),
            FactorProvenAt = user.GetFactorTime(),
        };
}
