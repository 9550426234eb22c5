using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account.Sessions;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Account.Oidc;

/// <summary>
/// Finds the account of a person who has signed in with the platform. A worker has one account, however they sign in: the
/// one of their announced email address, or else a new one.
/// </summary>
internal sealed class OidcAccountService(
    PortalDbContext db,
    UserManager<PortalAccount> users,
    WorkerRegister workers,
    TimeProvider clock
)
{
    // Any number will do that no other program uses on the same database.
    private const int LockId = 0x6F696463;

    /// <summary>The account of the person, with the staff roles that the provider gives.</summary>
    /// <returns>The account, or why the person gets none. Then nothing was made.</returns>
    public async Task<Result<PortalAccount, OidcSignInError>> FindOrMakeAsync(OidcIdentity person, CancellationToken ct)
    {
        var worker = await workers.FindAsync(person.Subject, ct);
        await using var write = await db.BeginWriteAsync(ct);
        await LockAsync(person.Subject, ct);
        var account = await users.FindByLoginAsync(OidcProvider.Scheme, person.Subject);
        if (account is null)
        {
            var linked = await LinkAsync(person, worker, ct);
            if (!linked.IsSuccess)
                return linked.Error;
            account = linked.Value;
        }

        await SetStaffRolesAsync(account, person.StaffRoles);
        await write.CommitAsync(ct);
        // Somebody who is neither any more: their roles are gone, and no session begins.
        return worker is null && !await db.IsStaffAsync(account.Id, ct) ? OidcSignInError.NotAnnounced : account;
    }

    private async Task<Result<PortalAccount, OidcSignInError>> LinkAsync(
        OidcIdentity person,
        Worker? worker,
        CancellationToken ct
    )
    {
        var isStaff = person.StaffRoles is [_, ..];
        if (worker is null && !isStaff)
            return OidcSignInError.NotAnnounced;
        // A worker's address is the announced one. What the provider has may be newer or older.
        if ((worker is null ? person.VerifiedEmail : EmailAddress.Parse(worker.Email)) is not { } email)
            return OidcSignInError.NoAddress;

        var account = await users.FindByEmailAsync(email.Text);
        if (account is null)
        {
            account = await users.CreateAccountAsync(PortalAccount.Create(email.Text, clock.GetInstant()));
        }
        else
        {
            if ((await users.GetLoginsAsync(account)).Any(OidcProvider.IsLogin))
                return OidcSignInError.AddressTaken;
            // Announcing a worker with the address of a member of the team must open no way to that member's account.
            var isOfTeam = await db.IsStaffAsync(account.Id, ct);
            if (isOfTeam && !(isStaff && person.VerifiedEmail?.Key == email.Key))
                return OidcSignInError.AddressTaken;
            if (!IsOwn(account, worker, isOfTeam))
                await ForgetWaysInAsync(account, ct);
        }

        account.EmailConfirmed = true;
        if (worker is not null && !await users.IsInRoleAsync(account, Roles.Worker))
            (await users.AddToRoleAsync(account, Roles.Worker)).ThrowIfFailed();
        var login = new UserLoginInfo(OidcProvider.Scheme, person.Subject, null);
        (await users.AddLoginAsync(account, login)).ThrowIfFailed();
        return account;
    }

    // Anyone can register any address and choose a password, and addresses change hands. Members of the team were invited.
    private static bool IsOwn(PortalAccount account, Worker? worker, bool isOfTeam) =>
        account.EmailConfirmed && (isOfTeam || worker?.IsEmailConfirmed(account.EmailConfirmedAt) is true);

    /// <summary>Removes password, passkeys and factors, which somebody else may have set, and ends all sessions.</summary>
    private async Task ForgetWaysInAsync(PortalAccount account, CancellationToken ct)
    {
        await users.RemoveFactorsAsync(db, account, ct);
        await db.AccountSessions.Where(s => s.AccountId == account.Id).ExecuteDeleteAsync(ct);
        account.EmailConfirmedAt = null;
        (await users.UpdateSecurityStampAsync(account)).ThrowIfFailed();
    }

    /// <summary>Gives and takes staff roles. If any changes, every session so far ends.</summary>
    /// <param name="wanted">The roles that the provider names; null if it is not asked.</param>
    private async Task SetStaffRolesAsync(PortalAccount account, IReadOnlyList<string>? wanted)
    {
        if (wanted is null)
            return;
        var held = (await users.GetRolesAsync(account)).Intersect(Roles.StaffRoles, StringComparer.Ordinal).ToList();
        var given = wanted.Except(held, StringComparer.Ordinal).ToList();
        var taken = held.Except(wanted, StringComparer.Ordinal).ToList();
        foreach (var role in given)
            (await users.AddToRoleAsync(account, role)).ThrowIfFailed();
        foreach (var role in taken)
            (await users.RemoveFromRoleAsync(account, role)).ThrowIfFailed();
        if (given.Count + taken.Count > 0)
            (await users.UpdateSecurityStampAsync(account)).ThrowIfFailed();
    }

    // Of two first sign-ins of one person at the same moment, the second finds the account of the first. On SQLite all
    // writes share one lock anyway.
    private Task LockAsync(string subject, CancellationToken ct) =>
        db.Database.IsSqlite()
            ? Task.CompletedTask
            : db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({LockId}, hashtext({subject}))", ct);
}
