using System.Security.Claims;
using JoinArena.PrivacyPortal.Account.Attempts;
using JoinArena.PrivacyPortal.Account.SigningIn;
using JoinArena.PrivacyPortal.Account.TwoFactor;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>
/// Removes a person's account from the portal: email address, password and sessions. Their requests continue.
/// </summary>
internal sealed class AccountRemovalService(
    PortalDbContext db,
    UserManager<PortalAccount> users,
    SignInService signIn,
    FactorChangePolicy changes,
    SignInManager<PortalAccount> signInManager,
    KnownBrowserCookie browsers,
    AccountEmails emails,
    TimeProvider clock
)
{
    /// <summary>Deletes the account, ends all its sessions and sends a last email to its address.</summary>
    /// <param name="user">The signed-in owner. The caller has confirmed their identity.</param>
    /// <returns>False if a staff member has not used a second factor in this session.</returns>
    public async Task<bool> RemoveAsync(ClaimsPrincipal user)
    {
        if (await changes.DecideAsync(user, FactorChange.CloseAccount) is not FactorChangeDecision.Allowed)
            return false;
        var account =
            await users.GetUserAsync(user)
            ?? throw new InvalidOperationException("Closing an account needs a signed-in owner.");
        db.Notices.SendToAddress(account.Email!, null, emails.AccountClosed(), clock.GetInstant());
        (await users.DeleteAsync(account)).ThrowIfFailed();
        await signIn.SignOutAsync(user);
        browsers.Forget(signInManager.Context, account.Id);
        return true;
    }
}
