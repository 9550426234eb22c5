using System.Security.Claims;
using JoinArena.PrivacyPortal.Account.TwoFactor;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account.Passkeys;

/// <summary>
/// The passkeys of accounts: sign-in with a device that its owner unlocks (W3C Web Authentication Level 3).
/// </summary>
internal sealed class PasskeyService(
    PortalDbContext db,
    UserManager<PortalAccount> users,
    SignInManager<PortalAccount> signInManager,
    FactorChangePolicy changes,
    AccountEmails emails,
    TimeProvider clock
)
{
    public const int MaxPasskeys = 20,
        MaxNameLength = 60;

    /// <summary>The options for creating a passkey, as JSON; null if the person may not add one now.</summary>
    public async Task<string?> GetCreationOptionsAsync(ClaimsPrincipal user) =>
        await MayAsync(user, FactorChange.AddPasskey) && await users.GetUserAsync(user) is { } account
            ? await signInManager.MakePasskeyCreationOptionsAsync(
                new()
                {
                    Id = account.Id.ToString(),
                    Name = account.Email!,
                    DisplayName = account.Email!,
                }
            )
            : null;

    /// <summary>
    /// The options for using a passkey, as JSON: the user's own passkeys, or any passkey if no one is signed in.
    /// </summary>
    public async Task<string> GetRequestOptionsAsync(ClaimsPrincipal user) =>
        await signInManager.MakePasskeyRequestOptionsAsync(await users.GetUserAsync(user));

    /// <summary>The user's passkeys, oldest first.</summary>
    public async Task<IReadOnlyList<UserPasskeyInfo>> GetPasskeysAsync(ClaimsPrincipal user) =>
        await users.GetUserAsync(user) is { } account
            ? [.. (await users.GetPasskeysAsync(account)).OrderBy(p => p.CreatedAt)]
            : [];

    /// <summary>Adds the passkey that the browser has created, and emails the owner.</summary>
    public async Task<Result<string, PasskeyError>> AddAsync(
        ClaimsPrincipal user,
        string? credential,
        string? name,
        CancellationToken ct
    )
    {
        if (Check(name) is { } error)
            return error;
        if (!await MayAsync(user, FactorChange.AddPasskey))
            return PasskeyError.NotAllowed;
        if (await users.GetUserAsync(user) is not { } account)
            return PasskeyError.NotFound;
        if ((await users.GetPasskeysAsync(account)).Count >= MaxPasskeys)
            return PasskeyError.TooMany;
        if (await TryAsync(credential, signInManager.PerformPasskeyAttestationAsync) is not { Succeeded: true } made)
            return PasskeyError.InvalidCredential;
        // Refused if the options were for another account in the same browser.
        if (made.UserEntity.Id != account.Id.ToString())
            return PasskeyError.InvalidCredential;

        account.EndInvitation();
        made.Passkey.Name = name!.Trim();
        db.Notices.SendToAddress(account.Email!, null, emails.PasskeyAdded(made.Passkey.Name), clock.GetInstant());
        (await users.AddOrUpdatePasskeyAsync(account, made.Passkey)).ThrowIfFailed();
        return made.Passkey.Name;
    }

    public async Task<Result<string, PasskeyError>> RenameAsync(ClaimsPrincipal user, byte[] id, string? name)
    {
        if (Check(name) is { } error)
            return error;
        if (!await MayAsync(user, FactorChange.RenamePasskey))
            return PasskeyError.NotAllowed;
        if (await FindAsync(user, id) is not var (account, passkey))
            return PasskeyError.NotFound;
        passkey.Name = name!.Trim();
        (await users.AddOrUpdatePasskeyAsync(account, passkey)).ThrowIfFailed();
        return passkey.Name;
    }

    /// <summary>Removes a passkey and emails the owner.</summary>
    public async Task<Result<string, PasskeyError>> RemoveAsync(ClaimsPrincipal user, byte[] id)
    {
        if (!await MayAsync(user, FactorChange.RemovePasskey))
            return PasskeyError.NotAllowed;
        if (await FindAsync(user, id) is not var (account, passkey))
            return PasskeyError.NotFound;
        db.Notices.SendToAddress(account.Email!, null, emails.PasskeyRemoved(passkey.Name ?? ""), clock.GetInstant());
        (await users.RemovePasskeyAsync(account, id)).ThrowIfFailed();
        return passkey.Name ?? "";
    }

    /// <summary>
    /// The owner of the passkey that the browser used; null if it is unknown or does not match our request.
    /// </summary>
    public async Task<PortalAccount?> FindOwnerAsync(string? credential)
    {
        if (await TryAsync(credential, signInManager.PerformPasskeyAssertionAsync) is not { Succeeded: true } shown)
            return null;
        (await users.AddOrUpdatePasskeyAsync(shown.User, shown.Passkey)).ThrowIfFailed();
        return shown.User;
    }

    private async Task<bool> MayAsync(ClaimsPrincipal user, FactorChange change) =>
        await changes.DecideAsync(user, change) is FactorChangeDecision.Allowed;

    private static PasskeyError? Check(string? name) =>
        string.IsNullOrWhiteSpace(name) ? PasskeyError.NameMissing
        : name.Trim().Length > MaxNameLength ? PasskeyError.NameTooLong
        : null;

    private async Task<(PortalAccount Account, UserPasskeyInfo Passkey)?> FindAsync(ClaimsPrincipal user, byte[] id) =>
        await users.GetUserAsync(user) is { } account && await users.GetPasskeyAsync(account, id) is { } passkey
            ? (account, passkey)
            : null;

    private static async Task<T?> TryAsync<T>(string? credential, Func<string, Task<T>> check)
        where T : class
    {
        if (string.IsNullOrEmpty(credential))
            return null;
        try
        {
            return await check(credential);
        }
        catch (InvalidOperationException)
        {
            // Identity throws if there was no request to this browser or it has expired.
            return null;
        }
    }
}
