using System.Security.Claims;
using JoinArena.PrivacyPortal.Account.Attempts;
using JoinArena.PrivacyPortal.Account.SigningIn;
using JoinArena.PrivacyPortal.Account.Team;
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
    TeamQueries team,
    SignInManager<PortalAccount> signInManager,
    KnownBrowserCookie browsers,
    AccountEmails emails,
    TimeProvider clock
)
{
    /// <summary>Deletes the account, ends all its sessions and sends a last email to its address.</summary>
    /// <param name="user">The signed-in owner. The caller has confirmed their identity.</param>
    /// <returns>Why nothing was changed; null if the account is closed.</returns>
    public async Task<AccountRemovalError?> RemoveAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        if (await changes.DecideAsync(user, FactorChange.CloseAccount) is not FactorChangeDecision.Allowed)
            return AccountRemovalError.SecondFactorNeeded;
        var account =
            await users.GetUserAsync(user)
            ?? throw new InvalidOperationException("Closing an account needs a signed-in owner.");
        await using (var write = await db.BeginWriteAsync(ct))
        {
            await TeamService.LockAsync(db, ct);
            if (await team.IsLastAdministratorAsync(db, account.Id, ct))
                return AccountRemovalError.LastAdministrator;
            db.Notices.SendToAddress(account.Email!, null, emails.AccountClosed(), clock.GetInstant());
            (await users.DeleteAsync(account)).ThrowIfFailed();
            await write.CommitAsync(ct);
        }

        await signIn.SignOutAsync(user);
        browsers.Forget(signInManager.Context, account.Id);
        return null;
    }

    /// <summary>Whether the portal would be left without an administrator who can sign in.</summary>
    public async Task<bool> IsLastAdministratorAsync(ClaimsPrincipal user, CancellationToken ct) =>
        await users.GetUserAsync(user) is { } account && await team.IsLastAdministratorAsync(db, account.Id, ct);
}
