using JoinArena.PrivacyPortal.Account.Oidc;
using JoinArena.PrivacyPortal.Account.Sessions;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>
/// Signs out the account of an address that is no longer the worker's. Its owner has to confirm the address again
/// before it opens the data of a worker who gets the same address later. The account of a worker who signs in with the
/// platform goes on with the new address, which the announcement is the source of.
/// </summary>
internal sealed class EmailChangeSignOut : IWorkerEmailChangeParticipant
{
    public async Task OnEmailChangedAsync(PortalDbContext db, WorkerEmailChange change, CancellationToken ct)
    {
        var key = EmailAddress.GetKey(change.FormerEmail);
        var stamp = Guid.NewGuid().ToString();
        var accounts = db.Accounts.Where(a => a.NormalizedEmail == key);
        await accounts.ExecuteUpdateAsync(
            set =>
                set.SetProperty(a => a.EmailConfirmedAt, (DateTimeOffset?)null)
                    .SetProperty(a => a.SecurityStamp, stamp),
            ct
        );
        await db.AccountSessions.Where(s => accounts.Any(a => a.Id == s.AccountId)).ExecuteDeleteAsync(ct);
        await MoveAsync(db, change, ct);
    }

    // Emails of the account would go on to the former address, and a link in one sets a new password.
    private static async Task MoveAsync(PortalDbContext db, WorkerEmailChange change, CancellationToken ct)
    {
        var login = db.Set<IdentityUserLogin<Guid>>()
            .Where(l => l.LoginProvider == OidcProvider.Scheme && l.ProviderKey == change.Worker.Id);
        if (await login.Select(l => (Guid?)l.UserId).SingleOrDefaultAsync(ct) is not { } id)
            return;
        var email = EmailAddress.Parse(change.Worker.Email);
        // The address of a member of the team is not the platform's to choose. The next sign-in with the platform finds,
        // or makes, the account of the new address.
        if (
            await db.Accounts.AnyAsync(a => a.NormalizedEmail == email.Key && a.Id != id, ct)
            || await db.IsStaffAsync(id, ct)
        )
        {
            await login.ExecuteDeleteAsync(ct);
            return;
        }

        await db
            .Accounts.Where(a => a.Id == id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(a => a.Email, email.Text)
                        .SetProperty(a => a.UserName, email.Text)
                        .SetProperty(a => a.NormalizedEmail, email.Key)
                        .SetProperty(a => a.NormalizedUserName, email.Key),
                ct
            );
    }
}
