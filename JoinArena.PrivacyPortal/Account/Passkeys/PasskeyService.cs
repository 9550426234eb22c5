using System.Security.Claims;
using JoinArena.PrivacyPortal.Account.TwoFactor;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account.Passkeys;

/// <summary>Why a passkey was not added or changed.</summary>
public enum PasskeyError
{
    /// <summary>The browser's answer is not what we asked for, or too late.</summary>
    InvalidCredential,
    TooMany,
    NameMissing,
    NameTooLong,
    NotFound,

    /// <summary>
    /// Somebody of the team who has one shows it before another is added: a password alone brings none.
    /// </summary>
    ExistingPasskeyRequired,
}

/// <summary>
/// Passkeys of accounts: signing in with what somebody has and a touch, a face or a PIN, and nothing to type (W3C Web
/// Authentication Level 3).
/// </summary>
internal sealed class PasskeyService(
    PortalDbContext db,
    UserManager<PortalAccount> users,
    SignInManager<PortalAccount> sessions,
    AccountEmails letters,
    TimeProvider clock
)
{
    public const int MaxPasskeys = 20,
        MaxNameLength = 60;

    /// <summary>What a browser is asked for to make one, as JSON; null for nobody.</summary>
    public async Task<string?> GetCreationOptionsAsync(ClaimsPrincipal user) =>
        await users.GetUserAsync(user) is { } account
            ? await sessions.MakePasskeyCreationOptionsAsync(
                new()
                {
                    Id = account.Id.ToString(),
                    Name = account.Email!,
                    DisplayName = account.Email!,
                }
            )
            : null;

    /// <summary>
    /// What a browser is asked for to show one: this person's, or of a stranger whichever they choose.
    /// </summary>
    public async Task<string> GetRequestOptionsAsync(ClaimsPrincipal user) =>
        await sessions.MakePasskeyRequestOptionsAsync(await users.GetUserAsync(user));

    /// <summary>The passkeys of somebody signed in, oldest first.</summary>
    public async Task<IReadOnlyList<UserPasskeyInfo>> GetPasskeysAsync(ClaimsPrincipal user) =>
        await users.GetUserAsync(user) is { } account
            ? [.. (await users.GetPasskeysAsync(account)).OrderBy(p => p.CreatedAt)]
            : [];

    /// <summary>Adds the one a browser has made, and tells its owner by mail.</summary>
    public async Task<Result<string, PasskeyError>> AddAsync(
        ClaimsPrincipal user,
        string? credential,
        string? name,
        CancellationToken ct
    )
    {
        if (Check(name) is { } refusal)
            return refusal;
        if (await users.GetUserAsync(user) is not { } account)
            return PasskeyError.NotFound;
        var held = (await users.GetPasskeysAsync(account)).Count;
        if (held >= MaxPasskeys)
            return PasskeyError.TooMany;
        if (held > 0 && user.IsStaffWithoutTwoFactor())
            return PasskeyError.ExistingPasskeyRequired;
        if (await TryAsync(credential, sessions.PerformPasskeyAttestationAsync) is not { Succeeded: true } made)
            return PasskeyError.InvalidCredential;
        // Made for somebody else's page in the same browser: theirs, not this account's.
        if (made.UserEntity.Id != account.Id.ToString())
            return PasskeyError.InvalidCredential;

        made.Passkey.Name = name!.Trim();
        db.Notices.SendToAddress(account.Email!, null, letters.PasskeyAdded(made.Passkey.Name), clock.GetInstant());
        (await users.AddOrUpdatePasskeyAsync(account, made.Passkey)).ThrowIfFailed();
        return made.Passkey.Name;
    }

    public async Task<Result<string, PasskeyError>> RenameAsync(ClaimsPrincipal user, byte[] id, string? name)
    {
        if (Check(name) is { } refusal)
            return refusal;
        if (await FindAsync(user, id) is not var (account, passkey))
            return PasskeyError.NotFound;
        passkey.Name = name!.Trim();
        (await users.AddOrUpdatePasskeyAsync(account, passkey)).ThrowIfFailed();
        return passkey.Name;
    }

    /// <summary>Removes one, and tells its owner by mail.</summary>
    public async Task<Result<string, PasskeyError>> RemoveAsync(ClaimsPrincipal user, byte[] id)
    {
        if (await FindAsync(user, id) is not var (account, passkey))
            return PasskeyError.NotFound;
        db.Notices.SendToAddress(account.Email!, null, letters.PasskeyRemoved(passkey.Name ?? ""), clock.GetInstant());
        (await users.RemovePasskeyAsync(account, id)).ThrowIfFailed();
        return passkey.Name ?? "";
    }

    /// <summary>
    /// Whose passkey a browser has just shown; null when it is none we know, or not the answer to what we asked.
    /// </summary>
    public async Task<PortalAccount?> FindOwnerAsync(string? credential)
    {
        if (await TryAsync(credential, sessions.PerformPasskeyAssertionAsync) is not { Succeeded: true } shown)
            return null;
        (await users.AddOrUpdatePasskeyAsync(shown.User, shown.Passkey)).ThrowIfFailed();
        return shown.User;
    }

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
            // Nothing had been asked of this browser, or it answers too late: Identity says so by throwing.
            return null;
        }
    }
}
