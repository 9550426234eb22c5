using System.Security.Claims;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>Signs people in and out, over HTTP only.</summary>
internal sealed class SignIn(
    PortalDbContext db, UserManager<PortalAccount> users, SignInManager<PortalAccount> sessions, Credentials credentials, Registration registration, LiveCircuits circuits, Letters letters, TimeProvider clock)
{
    /// <summary>Begins a session. Wrong, unknown and locked are one answer; whoever gives the right password too early is mailed a new link.</summary>
    public async Task<SignInOutcome> InAsync(string email, string password, CancellationToken ct)
    {
        var account = await users.FindByEmailAsync(email);
        if (await credentials.CheckAsync(account, password) is not PasswordCheck.Right) return SignInOutcome.Refused;
        if (!account!.EmailConfirmed)
        {
            await registration.RemindAsync(account, ct);
            return SignInOutcome.Unconfirmed;
        }

        await BeginAsync(account);
        return SignInOutcome.Done;
    }

    /// <summary>Ends this session and the pages that are live on it.</summary>
    public async Task OutAsync(ClaimsPrincipal user)
    {
        await sessions.SignOutAsync();
        if (user.AccountIdOrNull() is { } id) EndLivePages(id);
    }

    /// <summary>Ends every session of the account, this one too.</summary>
    public async Task OutEverywhereAsync(ClaimsPrincipal user)
    {
        if (await users.GetUserAsync(user) is { } account) await users.UpdateSecurityStampAsync(account);
        await OutAsync(user);
    }

    /// <summary>Sets another password, ends every other session, and tells the owner.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="current">The password until now; a wrong one counts towards the lock-out.</param>
    /// <param name="next">The new one, checked.</param>
    public async Task<PasswordCheck> ChangePasswordAsync(ClaimsPrincipal user, string current, string next, CancellationToken ct)
    {
        var account = await users.GetUserAsync(user) ?? throw new InvalidOperationException("Only somebody signed in changes a password.");
        if (await credentials.CheckAsync(account, current) is var check and not PasswordCheck.Right) return check;
        db.Notices.ToAddress(account.Email!, null, letters.PasswordChanged(), clock.GetInstant());
        (await users.ChangePasswordAsync(account, current, next)).OrThrow();
        EndLivePages(account.Id);
        await BeginAsync(account);
        return PasswordCheck.Right;
    }

    // They load themselves anew, which must not happen with the cookie that this answer replaces.
    private void EndLivePages(Guid account) => sessions.Context.Response.OnCompleted(() =>
    {
        circuits.End(account);
        return Task.CompletedTask;
    });

    private Task BeginAsync(PortalAccount account) => sessions.SignInWithClaimsAsync(account, isPersistent: false, SignedIn.ByPassword(clock.GetInstant()));
}

/// <summary>What came of a sign-in.</summary>
internal enum SignInOutcome
{
    Done,
    Refused,
    Unconfirmed,
}
