using System.Security.Claims;
using JoinArena.PrivacyPortal.Account.SigningIn;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>Removes somebody's sign-in from the portal: address, password and sessions. What they asked for goes on without it.</summary>
internal sealed class AccountClosing(PortalDbContext db, UserManager<PortalAccount> users, SignIn signIn, Letters letters, TimeProvider clock)
{
    /// <summary>Removes the account for good, ends every session of it, and says so to its address.</summary>
    /// <param name="user">Who has just proved who they are.</param>
    public async Task CloseAsync(ClaimsPrincipal user)
    {
        var account = await users.GetUserAsync(user) ?? throw new InvalidOperationException("Only somebody signed in closes an account.");
        db.Notices.ToAddress(account.Email!, null, letters.AccountClosed(), clock.GetInstant());
        (await users.DeleteAsync(account)).OrThrow();
        await signIn.OutAsync(user);
    }
}
