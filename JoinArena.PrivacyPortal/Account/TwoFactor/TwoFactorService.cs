using System.Security.Claims;
using JoinArena.PrivacyPortal.Account.Passwords;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account.TwoFactor;

/// <summary>
/// A second step at sign-in: a code from an app on the owner's device (RFC 6238), or one written down for when that is
/// lost.
/// </summary>
internal sealed class TwoFactorService(
    PortalDbContext db,
    UserManager<PortalAccount> users,
    IUserStore<PortalAccount> store,
    SignInManager<PortalAccount> sessions,
    AccountEmails letters,
    TimeProvider clock
)
{
    public const int RecoveryCodeCount = 10,
        Digits = 6;

    private const string Kept = "JoinArena",
        LastCode = nameof(LastCode);

    /// <summary>How it stands for somebody signed in: null when off, else how many recovery codes are left.</summary>
    public async Task<int?> CountRecoveryCodesAsync(ClaimsPrincipal user) =>
        await users.GetUserAsync(user) is { TwoFactorEnabled: true } account
            ? await users.CountRecoveryCodesAsync(account)
            : null;

    /// <summary>The secret to give to an app, in base 32; the same until it is turned on.</summary>
    public async Task<string> GetOrCreateKeyAsync(ClaimsPrincipal user)
    {
        var account = await OwnAsync(user);
        if (await users.GetAuthenticatorKeyAsync(account) is { Length: > 0 } key)
            return key;
        // Not Identity's own reset: it changes the security stamp, and a minute later they are signed out with the app
        // in their hand.
        await ((IUserAuthenticatorKeyStore<PortalAccount>)store).SetAuthenticatorKeyAsync(
            account,
            users.GenerateNewAuthenticatorKey(),
            CancellationToken.None
        );
        (await users.UpdateAsync(account)).ThrowIfFailed();
        return (await users.GetAuthenticatorKeyAsync(account))!;
    }

    /// <summary>
    /// Whether somebody of the team who has a passkey has yet to show it. Their first second factor is set up on trust
    /// in a password; a further one is not, or whoever has the
    /// password alone would bring a factor of their own.
    /// </summary>
    public async Task<bool> RequiresPasskeyAsync(ClaimsPrincipal user) =>
        user.IsStaffWithoutTwoFactor() && (await users.GetPasskeysAsync(await OwnAsync(user))).Count > 0;

    /// <summary>Turns it on once a code shows that the app has the secret.</summary>
    /// <returns>The recovery codes, shown this once; null where the code is wrong.</returns>
    public async Task<IReadOnlyList<string>?> EnableAsync(ClaimsPrincipal user, string? typed)
    {
        var account = await OwnAsync(user);
        if (await RequiresPasskeyAsync(user) || !await IsCodeAsync(account, Tidy(typed)))
            return null;
        db.Notices.SendToAddress(account.Email!, null, letters.TwoFactorEnabled(), clock.GetInstant());
        (await users.SetTwoFactorEnabledAsync(account, true)).ThrowIfFailed();
        return await RegenerateRecoveryCodesAsync(account);
    }

    /// <summary>Makes new recovery codes; the old ones are good no more.</summary>
    public async Task<IReadOnlyList<string>> RegenerateRecoveryCodesAsync(ClaimsPrincipal user) =>
        await RegenerateRecoveryCodesAsync(await OwnAsync(user));

    /// <summary>Turns it off, and forgets the secret.</summary>
    public async Task DisableAsync(ClaimsPrincipal user)
    {
        var account = await OwnAsync(user);
        db.Notices.SendToAddress(account.Email!, null, letters.TwoFactorDisabled(), clock.GetInstant());
        (await users.SetTwoFactorEnabledAsync(account, false)).ThrowIfFailed();
        (await users.ResetAuthenticatorKeyAsync(account)).ThrowIfFailed();
    }

    /// <summary>Remembers, in a cookie for five minutes, who has given the first of two factors.</summary>
    public Task RememberFirstFactorAsync(PortalAccount account) =>
        sessions.Context.SignInAsync(
            IdentityConstants.TwoFactorUserIdScheme,
            new ClaimsPrincipal(
                new ClaimsIdentity(
                    [new(ClaimTypes.Name, account.Id.ToString())],
                    IdentityConstants.TwoFactorUserIdScheme
                )
            )
        );

    /// <summary>Who has given the first of two factors in this browser, just now.</summary>
    public Task<PortalAccount?> FindPendingAccountAsync() => sessions.GetTwoFactorAuthenticationUserAsync();

    /// <summary>Checks what was typed; each wrong one counts towards the lock-out of the account.</summary>
    public async Task<PasswordCheckResult> CheckAsync(PortalAccount account, string? typed)
    {
        if (await users.IsLockedOutAsync(account))
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
            return (await users.ResetAccessFailedCountAsync(account)).Succeeded
                ? PasswordCheckResult.Correct
                : PasswordCheckResult.Incorrect;
        }

        await users.AccessFailedAsync(account);
        return PasswordCheckResult.Incorrect;
    }

    private async Task<bool> IsCodeAsync(PortalAccount account, string code)
    {
        // A code that was seen over a shoulder is good for its minute otherwise.
        if (code.Length != Digits || await users.GetAuthenticationTokenAsync(account, Kept, LastCode) == code)
            return false;
        if (!await users.VerifyTwoFactorTokenAsync(account, users.Options.Tokens.AuthenticatorTokenProvider, code))
            return false;
        // Of two at the same instant the later one finds the account changed.
        return (await users.SetAuthenticationTokenAsync(account, Kept, LastCode, code)).Succeeded;
    }

    private async Task<IReadOnlyList<string>> RegenerateRecoveryCodesAsync(PortalAccount account) =>
        [
            .. await users.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodeCount)
                ?? throw new InvalidOperationException("The recovery codes could not be kept."),
        ];

    private async Task<PortalAccount> OwnAsync(ClaimsPrincipal user) =>
        await users.GetUserAsync(user)
        ?? throw new InvalidOperationException("Only somebody signed in has a second step.");

    private static string Tidy(string? typed) =>
        string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c) && c is not '-'));

    /// <summary>As Identity writes them: five characters, a hyphen, five characters, capitals.</summary>
    private static string Recovery(string? typed) =>
        Tidy(typed).ToUpperInvariant() is { Length: 10 } code ? $"{code[..5]}-{code[5..]}" : Tidy(typed);
}
