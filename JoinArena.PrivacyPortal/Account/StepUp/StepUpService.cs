using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account.Passkeys;
using JoinArena.PrivacyPortal.Account.Passwords;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account.StepUp;

/// <summary>
/// Has somebody who is signed in show once more that it is them, before something that cannot be undone: by password,
/// passkey or a mailed code. GDPR 12(6).
/// </summary>
/// <remarks>Opens a scope of its own, so it may be called from a circuit as well.</remarks>
public sealed class StepUpService(IServiceScopeFactory scopes)
{
    /// <summary>What the person has to show it with.</summary>
    public Task<StepUpMethods> GetMethodsAsync(ClaimsPrincipal user, CancellationToken ct) =>
        WithAsync(
            user,
            async (services, account) =>
                account is null
                    ? new(false, false, "")
                    : new StepUpMethods(
                        account.PasswordHash is not null,
                        (
                            await services.GetRequiredService<UserManager<PortalAccount>>().GetPasskeysAsync(account)
                        ).Count > 0,
                        account.Email ?? ""
                    ),
            ct
        );

    /// <summary>
    /// Checks the password of the person's account; a wrong one counts towards the same lock-out as at sign-in.
    /// </summary>
    public Task<StepUpResult> ConfirmPasswordAsync(ClaimsPrincipal user, string? password, CancellationToken ct) =>
        WithAsync(
            user,
            async (services, account) =>
                await services.GetRequiredService<PasswordChecker>().CheckAsync(account, password ?? "") switch
                {
                    PasswordCheckResult.Correct => StepUpResult.Confirmed,
                    PasswordCheckResult.Incorrect => StepUpResult.WrongPassword,
                    PasswordCheckResult.LockedOut => StepUpResult.LockedOut,
                },
            ct
        );

    /// <summary>Checks what a browser answered with a passkey; one of another account's is as good as none.</summary>
    public Task<StepUpResult> ConfirmPasskeyAsync(ClaimsPrincipal user, string? credential, CancellationToken ct) =>
        WithAsync(
            user,
            async (services, account) =>
                account is not null
                && await services.GetRequiredService<PasskeyService>().FindOwnerAsync(credential) is { } owner
                && owner.Id == account.Id
                    ? StepUpResult.Confirmed
                    : StepUpResult.NoPasskey,
            ct
        );

    /// <summary>Mails a code for this purpose, good in this session alone.</summary>
    /// <returns>False where too many were mailed within the hour.</returns>
    public Task<bool> SendCodeAsync(ClaimsPrincipal user, StepUpPurpose purpose, CancellationToken ct) =>
        WithAsync(
            user,
            async (services, account) =>
                account is not null
                && user.FindSessionId() is { } session
                && await services.GetRequiredService<MailedCodeService>().SendAsync(account, session, purpose, ct),
            ct
        );

    /// <summary>Checks a mailed code.</summary>
    public Task<StepUpResult> ConfirmCodeAsync(
        ClaimsPrincipal user,
        StepUpPurpose purpose,
        string? code,
        CancellationToken ct
    ) =>
        WithAsync(
            user,
            async (services, account) =>
                account is not null && user.FindSessionId() is { } session
                    ? await services
                        .GetRequiredService<MailedCodeService>()
                        .CheckAsync(account, session, purpose, code, ct)
                    : StepUpResult.CodeExpired,
            ct
        );

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

/// <summary>What it is for. A code for one thing is none for another.</summary>
/// <param name="Key">Names it among all that are asked for: <c>deletion DR-2026-000123</c>.</param>
/// <param name="Description">Said in the mail: "confirm your deletion request DR-2026-000123".</param>
public sealed record StepUpPurpose(string Key, string Description);

/// <summary>What somebody can show who they are with. A mailed code is always among it.</summary>
/// <param name="Email">Where a code goes.</param>
public sealed record StepUpMethods(bool HasPassword, bool HasPasskey, string Email);

/// <summary>What came of it.</summary>
public enum StepUpResult
{
    Confirmed,
    WrongPassword,

    /// <summary>Locked for a few minutes; the right password would not do either.</summary>
    LockedOut,

    /// <summary>No passkey of this account was shown.</summary>
    NoPasskey,
    WrongCode,

    /// <summary>It was used, or tried too often: another one is needed.</summary>
    CodeSpent,

    /// <summary>Too old, or asked for in another browser.</summary>
    CodeExpired,
}
