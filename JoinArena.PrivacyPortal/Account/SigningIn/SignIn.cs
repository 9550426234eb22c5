using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account.Passkeys;
using JoinArena.PrivacyPortal.Account.Passwords;
using JoinArena.PrivacyPortal.Account.Registering;
using JoinArena.PrivacyPortal.Account.Sessions;
using JoinArena.PrivacyPortal.Account.TwoFactor;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account.SigningIn;

/// <summary>Signs people in and out, over HTTP only.</summary>
internal sealed class SignIn(
    PortalDbContext db, UserManager<PortalAccount> users, SignInManager<PortalAccount> sessions, Credentials credentials, PasskeyService passkeys, SecondFactor second, Registration registration, SessionService open,
    LiveCircuits circuits, Letters letters, TimeProvider clock)
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

        if (account.TwoFactorEnabled)
        {
            await second.AwaitAsync(account);
            return SignInOutcome.SecondFactor;
        }

        await BeginAsync(account, SignInClaims.Password);
        return SignInOutcome.Done;
    }

    /// <summary>Begins the session of somebody who has given their password just now.</summary>
    /// <param name="code">Of their app, or a recovery code.</param>
    /// <returns><see cref="SignInOutcome.Unconfirmed"/> where nobody has, or too long ago.</returns>
    public async Task<SignInOutcome> BySecondFactorAsync(string? code)
    {
        if (await second.AwaitedAsync() is not { EmailConfirmed: true } account) return SignInOutcome.Unconfirmed;
        if (await second.CheckAsync(account, code) is not PasswordCheck.Right) return SignInOutcome.Refused;
        await sessions.Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await BeginAsync(account, SignInClaims.Password, SignInClaims.OneTimeCode, SignInClaims.SeveralFactors);
        return SignInOutcome.Done;
    }

    /// <summary>Begins a session by a passkey, which is two factors in one: the device, and what unlocks it.</summary>
    /// <param name="credential">What the browser answered.</param>
    public async Task<SignInOutcome> ByPasskeyAsync(string? credential)
    {
        // Nobody guesses a passkey, so wrong passwords of somebody else's do not lock its owner out.
        if (await passkeys.WhoseAsync(credential) is not { EmailConfirmed: true } account) return SignInOutcome.Refused;
        await BeginAsync(account, SignInClaims.Passkey, SignInClaims.SeveralFactors);
        return SignInOutcome.Done;
    }

    /// <summary>Takes down in the session that its owner has shown anew who they are.</summary>
    /// <param name="user">Who has just done so.</param>
    /// <param name="methods">How, in the words of RFC 8176.</param>
    public async Task RenewAsync(ClaimsPrincipal user, params IEnumerable<string> methods)
    {
        if (await users.GetUserAsync(user) is not { } account || user.SessionIdOrNull() is not { } session) return;
        await sessions.SignInWithClaimsAsync(account, isPersistent: false, SignedIn.Claims(session, clock.GetInstant(), [.. user.SignInMethods(), .. methods]));
    }

    /// <summary>Ends this session and the pages that are live on it.</summary>
    public async Task OutAsync(ClaimsPrincipal user)
    {
        await sessions.SignOutAsync();
        if (user.SessionIdOrNull() is { } session) await open.EndAsync(user, session, CancellationToken.None);
        if (user.AccountIdOrNull() is { } id) EndLivePages(id);
    }

    /// <summary>Ends every session of the account, this one too.</summary>
    public async Task OutEverywhereAsync(ClaimsPrincipal user)
    {
        if (await users.GetUserAsync(user) is { } account)
        {
            await users.UpdateSecurityStampAsync(account);
            await open.EndAllAsync(account.Id, CancellationToken.None);
        }

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
        await open.EndAllAsync(account.Id, ct);
        EndLivePages(account.Id);
        await BeginAsync(account, [.. user.SignInMethods(), SignInClaims.Password]);
        return PasswordCheck.Right;
    }

    // They load themselves anew, which must not happen with the cookie that this answer replaces.
    private void EndLivePages(Guid account) => sessions.Context.Response.OnCompleted(() =>
    {
        circuits.End(account);
        return Task.CompletedTask;
    });

    private async Task BeginAsync(PortalAccount account, params IReadOnlyList<string> methods)
    {
        var session = await open.BeginAsync(account.Id, sessions.Context.Request.Headers.UserAgent.ToString(), sessions.Context.RequestAborted);
        await sessions.SignInWithClaimsAsync(account, isPersistent: false, SignedIn.Claims(session, clock.GetInstant(), methods));
    }
}

/// <summary>What came of a sign-in.</summary>
internal enum SignInOutcome
{
    Done,
    Refused,
    Unconfirmed,

    /// <summary>The password was right; the second step is next.</summary>
    SecondFactor,
}
