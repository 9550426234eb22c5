using System.Security.Claims;
using JoinArena.PrivacyPortal.Account.SigningIn;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>
/// Removes somebody's sign-in from the portal: address, password and sessions. What they asked for goes on without it.
/// </summary>
internal sealed class AccountRemovalService(
    PortalDbContext db,
    UserManager<PortalAccount> users,
    SignInService signIn,
    AccountEmails letters,
    TimeProvider clock
)
{
    /// <summary>Removes the account for good, ends every session of it, and says so to its address.</summary>
    /// <param name="user">Who has just proved who they are.</param>
    public async Task RemoveAsync(ClaimsPrincipal user)
    {
        var account =
            await users.GetUserAsync(user)
            ?? throw new InvalidOperationException("Only somebody signed in closes an account.");
        db.Notices.SendToAddress(account.Email!, null, letters.AccountClosed(), clock.GetInstant());
        (await users.DeleteAsync(account)).ThrowIfFailed();
        await signIn.SignOutAsync(user);
    }
}
