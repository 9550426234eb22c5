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
internal sealed class SignInService(
    PortalDbContext db,
    UserManager<PortalAccount> users,
    SignInManager<PortalAccount> sessions,
    PasswordChecker credentials,
    PasskeyService passkeys,
    TwoFactorService second,
    RegistrationService registration,
    SessionService open,
    LiveCircuits circuits,
    AccountEmails letters,
    TimeProvider clock
)
{
    /// <summary>
    /// Begins a session. Wrong, unknown and locked are one answer; whoever gives the right password too early is mailed
    /// a new link.
    /// </summary>
    public async Task<SignInOutcome> SignInAsync(string email, string password, CancellationToken ct)
    {
        var account = await users.FindByEmailAsync(email);
        if (await credentials.CheckAsync(account, password) is not PasswordCheckResult.Correct)
            return SignInOutcome.Failed;
        if (!account!.EmailConfirmed)
        {
            await registration.ResendConfirmationAsync(account, ct);
            return SignInOutcome.EmailNotConfirmed;
        }

        if (account.TwoFactorEnabled)
        {
            await second.RememberFirstFactorAsync(account);
            return SignInOutcome.TwoFactorRequired;
        }

        await BeginAsync(account, SignInClaims.Password);
        return SignInOutcome.Succeeded;
    }

    /// <summary>Begins the session of somebody who has given their password just now.</summary>
    /// <param name="code">Of their app, or a recovery code.</param>
    /// <returns><see cref="SignInOutcome.EmailNotConfirmed"/> where nobody has, or too long ago.</returns>
    public async Task<SignInOutcome> SignInWithTwoFactorAsync(string? code)
    {
        if (await second.FindPendingAccountAsync() is not { EmailConfirmed: true } account)
            return SignInOutcome.EmailNotConfirmed;
        if (await second.CheckAsync(account, code) is not PasswordCheckResult.Correct)
            return SignInOutcome.Failed;
        await sessions.Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await BeginAsync(account, SignInClaims.Password, SignInClaims.OneTimeCode, SignInClaims.SeveralFactors);
        return SignInOutcome.Succeeded;
    }

    /// <summary>Begins a session by a passkey, which is two factors in one: the device, and what unlocks it.</summary>
    /// <param name="credential">What the browser answered.</param>
    public async Task<SignInOutcome> SignInWithPasskeyAsync(string? credential)
    {
        // Nobody guesses a passkey, so wrong passwords of somebody else's do not lock its owner out.
        if (await passkeys.FindOwnerAsync(credential) is not { EmailConfirmed: true } account)
            return SignInOutcome.Failed;
        await BeginAsync(account, SignInClaims.Passkey, SignInClaims.SeveralFactors);
        return SignInOutcome.Succeeded;
    }

    /// <summary>Takes down in the session that its owner has shown anew who they are.</summary>
    /// <param name="user">Who has just done so.</param>
    /// <param name="methods">How, in the words of RFC 8176.</param>
    public async Task RefreshAsync(ClaimsPrincipal user, params IEnumerable<string> methods)
    {
        if (await users.GetUserAsync(user) is not { } account || user.FindSessionId() is not { } session)
            return;
        await sessions.SignInWithClaimsAsync(
            account,
            isPersistent: false,
            SessionClaims.Create(session, clock.GetInstant(), [.. user.GetSignInMethods(), .. methods])
        );
    }

    /// <summary>Ends this session and the pages that are live on it.</summary>
    public async Task SignOutAsync(ClaimsPrincipal user)
    {
        await sessions.SignOutAsync();
        if (user.FindSessionId() is { } session)
            await open.EndAsync(user, session, CancellationToken.None);
        if (user.FindAccountId() is { } id)
            EndLivePages(id);
    }

    /// <summary>Ends every session of the account, this one too.</summary>
    public async Task SignOutEverywhereAsync(ClaimsPrincipal user)
    {
        if (await users.GetUserAsync(user) is { } account)
        {
            await users.UpdateSecurityStampAsync(account);
            await open.EndAllAsync(account.Id, CancellationToken.None);
        }

        await SignOutAsync(user);
    }

    /// <summary>Sets another password, ends every other session, and tells the owner.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="current">The password until now; a wrong one counts towards the lock-out.</param>
    /// <param name="next">The new one, checked.</param>
    public async Task<PasswordCheckResult> ChangePasswordAsync(
        ClaimsPrincipal user,
        string current,
        string next,
        CancellationToken ct
    )
    {
        var account =
            await users.GetUserAsync(user)
            ?? throw new InvalidOperationException("Only somebody signed in changes a password.");
        if (await credentials.CheckAsync(account, current) is var check and not PasswordCheckResult.Correct)
            return check;
        db.Notices.SendToAddress(account.Email!, null, letters.PasswordChanged(), clock.GetInstant());
        (await users.ChangePasswordAsync(account, current, next)).ThrowIfFailed();
        await open.EndAllAsync(account.Id, ct);
        EndLivePages(account.Id);
        await BeginAsync(account, [.. user.GetSignInMethods(), SignInClaims.Password]);
        return PasswordCheckResult.Correct;
    }

    // They load themselves anew, which must not happen with the cookie that this answer replaces.
    private void EndLivePages(Guid account) =>
        sessions.Context.Response.OnCompleted(() =>
        {
            circuits.End(account);
            return Task.CompletedTask;
        });

    private async Task BeginAsync(PortalAccount account, params IReadOnlyList<string> methods)
    {
        var session = await open.BeginAsync(
            account.Id,
            sessions.Context.Request.Headers.UserAgent.ToString(),
            sessions.Context.RequestAborted
        );
        await sessions.SignInWithClaimsAsync(
            account,
            isPersistent: false,
            SessionClaims.Create(session, clock.GetInstant(), methods)
        );
    }
}

/// <summary>What came of a sign-in.</summary>
internal enum SignInOutcome
{
    Succeeded,
    Failed,
    EmailNotConfirmed,

    /// <summary>The password was right; the second step is next.</summary>
    TwoFactorRequired,
}
