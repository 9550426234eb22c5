using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Access.SecurityEvents;
using JoinArena.PrivacyPortal.Account.Passkeys;
using JoinArena.PrivacyPortal.Account.Passwords;
using JoinArena.PrivacyPortal.Account.TwoFactor;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account.StepUp;

/// <summary>
/// Asks a signed-in person to confirm their identity before an irreversible step: by password, passkey or a code by
/// email. Source: GDPR 12(6).
/// </summary>
/// <remarks>Opens its own scope, so it can also be called from a circuit.</remarks>
public sealed class StepUpService(IServiceScopeFactory scopes, SecurityLog security)
{
    /// <summary>The methods that the person can use.</summary>
    public Task<StepUpMethods> GetMethodsAsync(ClaimsPrincipal user, CancellationToken ct) =>
        WithAsync(
            user,
            async (services, account) =>
                account is null
                    ? new(false, false, false, "")
                    : new StepUpMethods(
                        account.PasswordHash is not null,
                        (
                            await services.GetRequiredService<UserManager<PortalAccount>>().GetPasskeysAsync(account)
                        ).Count > 0,
                        account.TwoFactorEnabled,
                        account.Email ?? ""
                    ),
            ct
        );

    /// <summary>
    /// Checks the password of the account. A wrong one counts towards the same limit as at sign-in.
    /// </summary>
    public Task<StepUpResult> ConfirmPasswordAsync(ClaimsPrincipal user, string? password, CancellationToken ct) =>
        CheckAsync(
            user,
            SignInClaims.Password,
            async (services, account) =>
                await services.GetRequiredService<PasswordChecker>().CheckAsync(account, password ?? "", ct) switch
                {
                    PasswordCheckResult.Correct => StepUpResult.Confirmed,
                    PasswordCheckResult.Incorrect => StepUpResult.WrongPassword,
                    PasswordCheckResult.LockedOut => StepUpResult.LockedOut,
                },
            ct
        );

    /// <summary>Checks a passkey credential. It must belong to the user's account.</summary>
    public Task<StepUpResult> ConfirmPasskeyAsync(ClaimsPrincipal user, string? credential, CancellationToken ct) =>
        CheckAsync(
            user,
            SignInClaims.Passkey,
            async (services, account) =>
                account is not null
                && await services.GetRequiredService<PasskeyService>().FindOwnerAsync(credential) is { } owner
                && owner.Id == account.Id
                    ? StepUpResult.Confirmed
                    : StepUpResult.NoPasskey,
            ct
        );

    /// <summary>
    /// Checks a code of the authenticator app, or a recovery code. A wrong one counts towards the lock-out of the
    /// account.
    /// </summary>
    public Task<StepUpResult> ConfirmAuthenticatorAsync(ClaimsPrincipal user, string? code, CancellationToken ct) =>
        CheckAsync(
            user,
            SignInClaims.OneTimeCode,
            async (services, account) =>
                account is { TwoFactorEnabled: true }
                    ? await services.GetRequiredService<TwoFactorService>().CheckAsync(account, code, ct) switch
                    {
                        PasswordCheckResult.Correct => StepUpResult.Confirmed,
                        PasswordCheckResult.Incorrect => StepUpResult.WrongAuthenticatorCode,
                        PasswordCheckResult.LockedOut => StepUpResult.LockedOut,
                    }
                    : StepUpResult.WrongAuthenticatorCode,
            ct
        );

    /// <summary>Emails a code for this purpose. It works in this session only.</summary>
    /// <returns>False if too many codes were sent in the last hour.</returns>
    public Task<bool> SendCodeAsync(ClaimsPrincipal user, StepUpPurpose purpose, CancellationToken ct) =>
        WithAsync(
            user,
            async (services, account) =>
                account is not null
                && user.FindSessionId() is { } session
                && await services.GetRequiredService<MailedCodeService>().SendAsync(account, session, purpose, ct),
            ct
        );

    /// <summary>Checks a code sent by email.</summary>
    public Task<StepUpResult> ConfirmCodeAsync(
        ClaimsPrincipal user,
        StepUpPurpose purpose,
        string? code,
        CancellationToken ct
    ) =>
        CheckAsync(
            user,
            SignInClaims.OneTimeCode,
            async (services, account) =>
                account is not null && user.FindSessionId() is { } session
                    ? await services
                        .GetRequiredService<MailedCodeService>()
                        .CheckAsync(account, session, purpose, code, ct)
                    : StepUpResult.CodeExpired,
            ct
        );

    private async Task<StepUpResult> CheckAsync(
        ClaimsPrincipal user,
        string method,
        Func<IServiceProvider, PortalAccount?, Task<StepUpResult>> check,
        CancellationToken ct
    )
    {
        var result = await WithAsync(user, check, ct);
        var (kind, outcome) = result switch
        {
            StepUpResult.Confirmed => (SecurityEventKind.StepUp, SecurityEventResult.Succeeded),
            StepUpResult.LockedOut => (SecurityEventKind.LockOut, SecurityEventResult.Refused),
            _ => (SecurityEventKind.StepUp, SecurityEventResult.Failed),
        };
        security.RecordFor(user, kind, outcome, method);
        return result;
    }

    private async Task<T> WithAsync<T>(
        ClaimsPrincipal user,
        Func<IServiceProvider, PortalAccount?, Task<T>> act,
        CancellationToken ct
    )
    {
        ct.ThrowIfCancellationRequested();
        await using var scope = scopes.CreateAsyncScope();
        return await act(
            scope.ServiceProvider,
            await scope.ServiceProvider.GetRequiredService<UserManager<PortalAccount>>().GetUserAsync(user)
        );
    }
}

/// <summary>The result of a step-up.</summary>
public enum StepUpResult
{
    Confirmed,
    WrongPassword,

    /// <summary>The account is locked for a few minutes. Even the right password is refused.</summary>
    LockedOut,

    /// <summary>The passkey does not belong to this account.</summary>
    NoPasskey,

    /// <summary>The code is not one of the authenticator app, or was used before.</summary>
    WrongAuthenticatorCode,
    WrongCode,

    /// <summary>The code was used or tried too often. A new one is needed.</summary>
    CodeSpent,

    /// <summary>The code has expired or was sent for another session.</summary>
    CodeExpired,
}
