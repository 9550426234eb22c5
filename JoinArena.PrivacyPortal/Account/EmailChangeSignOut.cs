using JoinArena.PrivacyPortal.Account.Sessions;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>
/// Signs out the account of an address that is no longer the worker's. Its owner has to confirm the address again
/// before it opens the data of a worker who gets the same address later.
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
    }
}
