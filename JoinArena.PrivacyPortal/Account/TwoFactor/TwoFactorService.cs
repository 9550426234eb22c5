using System.Globalization;
using System.Security.Claims;
using JoinArena.PrivacyPortal.Account.Attempts;
using JoinArena.PrivacyPortal.Account.Passwords;
using JoinArena.PrivacyPortal.Account.SigningIn;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account.TwoFactor;

/// <summary>
/// The second step at sign-in: a code from an authenticator app (RFC 6238), or a recovery code if the device is lost.
/// </summary>
internal sealed class TwoFactorService(
    PortalDbContext db,
    UserManager<PortalAccount> users,
    IUserStore<PortalAccount> store,
    SignInManager<PortalAccount> signInManager,
    FactorChangePolicy changes,
    AccountEmails emails,
    SignInAttempts attempts,
    TimeProvider clock
)
{
    public const int RecoveryCodeCount = 10,
        Digits = AuthenticatorCode.Digits;

    private const string Kept = "JoinArena",
        LastStep = nameof(LastStep);

    /// <summary>How many recovery codes the user has left, or null if the second step is off.</summary>
    public async Task<int?> CountRecoveryCodesAsync(ClaimsPrincipal user) =>
        await users.GetUserAsync(user) is { TwoFactorEnabled: true } account
            ? await users.CountRecoveryCodesAsync(account)
            : null;

    /// <summary>Something that is another after each change of the account, such as new recovery codes.</summary>
    public async Task<string?> GetStampAsync(ClaimsPrincipal user) =>
        (await users.GetUserAsync(user))?.ConcurrencyStamp;

    /// <summary>
    /// The secret for the app, in base 32, or null if the person may not set one up. It stays the same until the second
    /// step is turned on.
    /// </summary>
    public async Task<string?> GetOrCreateKeyAsync(ClaimsPrincipal user)
    {
        if (!await MayAsync(user, FactorChange.TurnOnCodes))
            return null;
        var account = await OwnAsync(user);
        if (await users.GetAuthenticatorKeyAsync(account) is { Length: > 0 } key)
            return key;
        // Identity's own reset would change the security stamp and sign the user out a minute later, during the set-up.
        await ((IUserAuthenticatorKeyStore<PortalAccount>)store).SetAuthenticatorKeyAsync(
            account,
            users.GenerateNewAuthenticatorKey(),
            CancellationToken.None
        );
        (await users.UpdateAsync(account)).ThrowIfFailed();
        return await users.GetAuthenticatorKeyAsync(account);
    }

    /// <summary>Turns the second step on if the code proves that the app has the secret.</summary>
    /// <returns>The recovery codes, which cannot be read again.</returns>
    public async Task<Result<string[], EnableTwoFactorError>> EnableAsync(ClaimsPrincipal user, string? typed)
    {
        if (!await MayAsync(user, FactorChange.TurnOnCodes))
            return EnableTwoFactorError.NotAllowed;
        var account = await OwnAsync(user);
        if (!await IsCodeAsync(account, Tidy(typed)))
            return EnableTwoFactorError.WrongCode;
        db.Notices.SendToAddress(account.Email!, null, emails.TwoFactorEnabled(), clock.GetInstant());
        account.EndInvitation();
        (await users.SetTwoFactorEnabledAsync(account, true)).ThrowIfFailed();
        return await RegenerateRecoveryCodesAsync(account);
    }

    /// <summary>Creates new recovery codes. The old ones stop working.</summary>
    /// <returns>The codes, or null if the person may not replace them now.</returns>
    public async Task<IReadOnlyList<string>?> RegenerateRecoveryCodesAsync(ClaimsPrincipal user) =>
        await MayAsync(user, FactorChange.ReplaceRecoveryCodes)
            ? await RegenerateRecoveryCodesAsync(await OwnAsync(user))
            : null;

    /// <summary>Turns the second step off and replaces the secret.</summary>
    /// <returns>False if the person may not turn it off now.</returns>
    public async Task<bool> DisableAsync(ClaimsPrincipal user)
    {
        if (!await MayAsync(user, FactorChange.TurnOffCodes))
            return false;
        var account = await OwnAsync(user);
        db.Notices.SendToAddress(account.Email!, null, emails.TwoFactorDisabled(), clock.GetInstant());
        (await users.SetTwoFactorEnabledAsync(account, false)).ThrowIfFailed();
        (await users.ResetAuthenticatorKeyAsync(account)).ThrowIfFailed();
        // The steps of the old secret do not count for a new one.
        (await users.RemoveAuthenticationTokenAsync(account, Kept, LastStep)).ThrowIfFailed();
        return true;
    }

    /// <summary>Remembers in a cookie, for five minutes, whose first factor was correct, and what it was.</summary>
    public Task RememberFirstFactorAsync(PortalAccount account, SignInProof proof) =>
        signInManager.Context.SignInAsync(
            IdentityConstants.TwoFactorUserIdScheme,
            new ClaimsPrincipal(
                new ClaimsIdentity(
                    [new(ClaimTypes.Name, account.Id.ToString()), .. FirstFactorClaims.Write(proof)],
                    IdentityConstants.TwoFactorUserIdScheme
                )
            )
        );

    /// <summary>The account whose first factor was just correct in this browser, or null.</summary>
    public Task<PortalAccount?> FindPendingAccountAsync() => signInManager.GetTwoFactorAuthenticationUserAsync();

    /// <summary>What the first factor of <see cref="FindPendingAccountAsync"/> was.</summary>
    public async Task<SignInProof?> FindPendingProofAsync() =>
        (await signInManager.Context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme)).Principal is { } person
            ? FirstFactorClaims.Read(person)
            : null;

    /// <summary>
    /// Checks a code as typed. It counts towards the same limit as wrong passwords, before it is checked.
    /// </summary>
    public async Task<PasswordCheckResult> CheckAsync(PortalAccount account, string? typed, CancellationToken ct)
    {
        if (!await attempts.TryTakeAsync(account.Id, ct))
            return PasswordCheckResult.LockedOut;
        var code = Tidy(typed);
        if (
            await IsCodeAsync(account, code)
            || (
                code.Length > Digits
                && (await users.RedeemTwoFactorRecoveryCodeAsync(account, Recovery(typed))).Succeeded
            )
        )
        {
            await attempts.ClearAsync(account.Id, ct);
            return PasswordCheckResult.Correct;
        }

        return PasswordCheckResult.Incorrect;
    }

    private async Task<bool> IsCodeAsync(PortalAccount account, string code)
    {
        if (code.Length != Digits || await users.GetAuthenticatorKeyAsync(account) is not { Length: > 0 } key)
            return false;
        // A code works once, and no earlier one after it, so that someone who sees codes cannot use them.
        var kept = await users.GetAuthenticationTokenAsync(account, Kept, LastStep);
        long? last = kept is null ? null : long.Parse(kept, CultureInfo.InvariantCulture);
        if (AuthenticatorCode.FindStep(key, code, last, clock.GetUtcNow()) is not { } step)
            return false;
        // Of two simultaneous requests, the second fails because the account has changed.
        var next = step.ToString(CultureInfo.InvariantCulture);
        return (await users.SetAuthenticationTokenAsync(account, Kept, LastStep, next)).Succeeded;
    }

    private async Task<bool> MayAsync(ClaimsPrincipal user, FactorChange change) =>
        await changes.DecideAsync(user, change) is FactorChangeDecision.Allowed;

    private async Task<string[]> RegenerateRecoveryCodesAsync(PortalAccount account) =>
        [
            .. await users.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodeCount)
                ?? throw new InvalidOperationException("The recovery codes could not be saved."),
        ];

    private async Task<PortalAccount> OwnAsync(ClaimsPrincipal user) =>
        await users.GetUserAsync(user)
        ?? throw new InvalidOperationException("The second step needs a signed-in user.");

    private static string Tidy(string? typed) =>
        string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c) && c is not '-'));

    /// <summary>The format of Identity: five characters, a hyphen, five characters, in capitals.</summary>
    private static string Recovery(string? typed) =>
        Tidy(typed).ToUpperInvariant() is { Length: 10 } code ? $"{code[..5]}-{code[5..]}" : Tidy(typed);
}

/// <summary>Why the second step could not be turned on.</summary>
internal enum EnableTwoFactorError
{
    /// <summary>See <see cref="FactorChangePolicy"/>.</summary>
    NotAllowed,
    WrongCode,
}
