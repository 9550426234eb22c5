using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>The ways into an account.</summary>
internal static class AccountFactors
{
    extension(UserManager<PortalAccount> users)
    {
        /// <summary>
        /// Removes the password, the passkeys and the second factor. The caller updates the security stamp, which ends the
        /// sessions.
        /// </summary>
        public async Task RemoveFactorsAsync(PortalDbContext db, PortalAccount account, CancellationToken ct)
        {
            foreach (var passkey in await users.GetPasskeysAsync(account))
                (await users.RemovePasskeyAsync(account, passkey.CredentialId)).ThrowIfFailed();
            (await users.SetTwoFactorEnabledAsync(account, false)).ThrowIfFailed();
            // The authenticator's secret and the recovery codes.
            await db.Set<IdentityUserToken<Guid>>().Where(t => t.UserId == account.Id).ExecuteDeleteAsync(ct);
            account.PasswordHash = null;
        }
    }
}
