using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Access.SecurityEvents;
using JoinArena.PrivacyPortal.Account.Oidc;
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
    SignInManager<PortalAccount> signInManager,
    PasswordChecker passwords,
    PasskeyService passkeys,
    TwoFactorService twoFactor,
    FactorChangePolicy changes,
    RegistrationService registration,
    SessionService sessions,
    LiveCircuits circuits,
    SecurityLog security,
    SessionStarter starter,
    OidcProvider provider,
    DemoAccounts demo,
    AccountEmails emails,
    TimeProvider clock
)
{
    private string UserAgent => signInManager.Context.Request.Headers.UserAgent.ToString();

    /// <summary>
    /// Starts a session. The result is the same for a wrong password, an unknown address and a locked account. A person
    /// who gives the right password before confirming their address gets a new link by email.
    /// </summary>
    public async Task<SignInOutcome> SignInAsync(string email, string password, CancellationToken ct)
    {
        var account = await users.FindByEmailAsync(email);
        if (await passwords.CheckAsync(account, password, ct) is var check and not PasswordCheckResult.Correct)
            return Fail(account, SignInClaims.Password, check);
        if (demo.IsClosed(account!) || provider.IsOnly)
            return Fail(account, SignInClaims.Password, PasswordCheckResult.Incorrect);
        if (!account!.EmailConfirmed)
        {
            await registration.ResendConfirmationAsync(account, ct);
            return SignInOutcome.EmailNotConfirmed;
        }

        if (account.TwoFactorEnabled)
        {
            await twoFactor.RememberFirstFactorAsync(account, Prove(SignInClaims.Password));
            return SignInOutcome.TwoFactorRequired;
        }

        await starter.StartAsync(account, Prove(SignInClaims.Password));
        return SignInOutcome.Succeeded;
    }

    /// <summary>
    /// What was just proved in this browser for an account with a second step: the right password, or a sign-in with the
    /// platform. Null if nothing was, or too long ago.
    /// </summary>
    public async Task<SignInProof?> FindFirstStepAsync() =>
        await twoFactor.FindPendingAccountAsync() is null ? null : await twoFactor.FindPendingProofAsync();

    /// <summary>Starts the session of a person who has just taken the first step.</summary>
    /// <param name="code">A code from their app, or a recovery code.</param>
    public async Task<SignInOutcome> SignInWithTwoFactorAsync(string? code, CancellationToken ct)
    {
        if (
            await twoFactor.FindPendingAccountAsync() is not { EmailConfirmed: true } account
            || await twoFactor.FindPendingProofAsync() is not { } first
            || demo.IsClosed(account)
        )
        {
            return SignInOutcome.FirstStepMissing;
        }

        if (await twoFactor.CheckAsync(account, code, ct) is var check and not PasswordCheckResult.Correct)
            return Fail(account, SignInClaims.OneTimeCode, check);
        await signInManager.Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await starter.StartAsync(
            account,
            first with
            {
                At = clock.GetInstant(),
                FactorAt = clock.GetInstant(),
                Methods = [.. first.Methods, SignInClaims.OneTimeCode, SignInClaims.SeveralFactors],
            }
        );
        return SignInOutcome.Succeeded;
    }

    /// <summary>Starts a session with a passkey, which counts as two factors: the device, and what unlocks it.</summary>
    /// <param name="credential">The credential that the browser returned, as JSON.</param>
    public async Task<SignInOutcome> SignInWithPasskeyAsync(string? credential)
    {
        // Passkeys cannot be guessed, so the limit of wrong passwords does not apply here.
        if (
            await passkeys.FindOwnerAsync(credential) is not { EmailConfirmed: true } account
            || demo.IsClosed(account)
            || provider.IsOnly
        )
        {
            return Fail(null, SignInClaims.Passkey, PasswordCheckResult.Incorrect);
        }

        var proof = Prove(SignInClaims.Passkey, SignInClaims.SeveralFactors);
        await starter.StartAsync(account, proof with { FactorAt = proof.At });
        return SignInOutcome.Succeeded;
    }

    /// <summary>Records in the session that its owner has just confirmed their identity.</summary>
    /// <param name="user">The owner of the session.</param>
    /// <param name="methods">The methods used, with the names of RFC 8176.</param>
    public async Task RefreshAsync(ClaimsPrincipal user, params IEnumerable<string> methods)
    {
        if (await users.GetUserAsync(user) is not { } account || user.FindSessionId() is not { } session)
            return;
        await signInManager.SignInWithClaimsAsync(
            account,
            isPersistent: false,
            SessionClaims.Create(
                session,
                clock.GetInstant(),
                methods.Contains(SignInClaims.SeveralFactors, StringComparer.Ordinal)
                    ? clock.GetInstant()
                    : user.GetFactorTime(),
                [.. user.GetSignInMethods(), .. methods]
            )
        );
    }

    /// <summary>Gives the session the account's claims as they are now. It stays the same session.</summary>
    public Task RenewAsync(ClaimsPrincipal user, PortalAccount account) =>
        signInManager.SignInWithClaimsAsync(
            account,
            isPersistent: false,
            user.Claims.Where(SessionClaims.IsSessionClaim).Select(claim => claim.Clone())
        );

    /// <summary>Ends this session and the live pages of the account.</summary>
    public async Task SignOutAsync(ClaimsPrincipal user)
    {
        await signInManager.SignOutAsync();
        // Without "cookies", since a known browser stays known. Source: OWASP ASVS 5.0.0 14.3.1.
        // It clears all of the host, so under a base path it would clear what other sites have stored.
        if (!signInManager.Context.Request.PathBase.HasValue)
            signInManager.Context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        if (user.FindSessionId() is { } session)
            await sessions.EndAsync(user, session, CancellationToken.None);
        if (user.FindAccountId() is not { } id)
            return;
        security.Record(SecurityEventKind.SignOut, SecurityEventResult.Succeeded);
        EndLivePages(id);
    }

    /// <summary>Ends another of the user's sessions, with its live pages.</summary>
    public async Task EndSessionAsync(ClaimsPrincipal user, Guid session, CancellationToken ct)
    {
        if (!await sessions.EndAsync(user, session, ct))
            return;
        circuits.EndSession(session);
        security.Record(SecurityEventKind.SessionsEnded, SecurityEventResult.Succeeded);
    }

    /// <summary>Ends every session of the account, including this one.</summary>
    public async Task SignOutEverywhereAsync(ClaimsPrincipal user)
    {
        if (await users.GetUserAsync(user) is { } account)
        {
            (await users.UpdateSecurityStampAsync(account)).ThrowIfFailed();
            await sessions.EndAllAsync(account.Id, CancellationToken.None);
            security.Record(SecurityEventKind.SessionsEnded, SecurityEventResult.Succeeded, account.Id);
        }

        await SignOutAsync(user);
    }

    /// <summary>Changes the password, ends every other session and emails the owner.</summary>
    /// <param name="user">The owner of the account.</param>
    /// <param name="current">The current password. A wrong one counts towards the limit.</param>
    /// <param name="next">A new password that passes <see cref="PortalPasswordValidator"/>.</param>
    public async Task<PasswordChangeResult> ChangePasswordAsync(
        ClaimsPrincipal user,
        string current,
        string next,
        CancellationToken ct
    )
    {
        if (await changes.DecideAsync(user, FactorChange.ChangePassword) is not FactorChangeDecision.Allowed)
            return PasswordChangeResult.NotAllowed;
        var account =
            await users.GetUserAsync(user)
            ?? throw new InvalidOperationException("Changing a password needs a signed-in owner.");
        var check = await passwords.CheckAsync(account, current, ct);
        if (check is not PasswordCheckResult.Correct)
            security.RecordFailure(SecurityEventKind.PasswordChanged, check, account.Id, null);
        switch (check)
        {
            case PasswordCheckResult.Incorrect:
                return PasswordChangeResult.WrongPassword;
            case PasswordCheckResult.LockedOut:
                return PasswordChangeResult.LockedOut;
            case PasswordCheckResult.Correct:
                break;
        }

        db.Notices.SendToAddress(account.Email!, null, emails.PasswordChanged(), clock.GetInstant());
        (await users.ChangePasswordAsync(account, current, next)).ThrowIfFailed();
        var session = await sessions.ReplaceAllAsync(user, UserAgent, ct);
        EndLivePages(account.Id);
        await starter.WriteCookieAsync(
            account,
            session,
            Prove([.. user.GetSignInMethods(), SignInClaims.Password]) with
            {
                FactorAt = user.GetFactorTime(),
            }
        );
        return PasswordChangeResult.Changed;
    }

    // A live page reloads itself when it ends. That must not happen before the browser has the cookie of this response.
    private void EndLivePages(Guid account) =>
        signInManager.Context.Response.OnCompleted(() =>
        {
            circuits.End(account);
            return Task.CompletedTask;
        });

    private SignInOutcome Fail(PortalAccount? account, string method, PasswordCheckResult check)
    {
        security.RecordFailure(SecurityEventKind.SignIn, check, account?.Id, method);
        return SignInOutcome.Failed;
    }

    private SignInProof Prove(params IReadOnlyList<string> methods) => new(clock.GetInstant(), FactorAt: null, methods);
}
