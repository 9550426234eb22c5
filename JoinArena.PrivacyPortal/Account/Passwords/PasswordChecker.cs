using System.Collections.Concurrent;
using JoinArena.PrivacyPortal.Account.Attempts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Account.Passwords;

/// <summary>
/// Checks passwords. The time and the result are the same for an unknown email address, so that guessing does not
/// reveal who has an account.
/// </summary>
internal sealed class PasswordChecker(
    UserManager<PortalAccount> users,
    IPasswordHasher<PortalAccount> hasher,
    SignInAttempts attempts,
    IOptions<PasswordHasherOptions> options
)
{
    private static readonly PortalAccount s_unknownAccount = PortalAccount.Create(
        "nobody@portal.invalid",
        DateTimeOffset.UnixEpoch
    );

    // By the number of rounds, because the check takes as long as the hash in it asks for.
    private static readonly ConcurrentDictionary<int, string> s_unknownHashes = new();

    /// <summary>
    /// Checks the password of an account. The attempt is counted before the check, so that parallel requests get no
    /// extra attempts.
    /// </summary>
    public async Task<PasswordCheckResult> CheckAsync(PortalAccount? account, string password, CancellationToken ct)
    {
        var isAttemptLeft = await attempts.TryTakeAsync(account?.Id, ct);
        if (account?.PasswordHash is null || !isAttemptLeft || password.Length > PortalPasswordValidator.MaxLength)
        {
            hasher.VerifyHashedPassword(
                s_unknownAccount,
                GetUnknownHash(),
                password.Length > PortalPasswordValidator.MaxLength ? "" : password
            );
            return account is null || isAttemptLeft ? PasswordCheckResult.Incorrect : PasswordCheckResult.LockedOut;
        }

        if (!await users.CheckPasswordAsync(account, password))
            return PasswordCheckResult.Incorrect;
        if (account.TwoFactorEnabled)
            await attempts.ReturnAsync(account.Id, ct);
        else
            await attempts.ClearAsync(account.Id, ct);
        return PasswordCheckResult.Correct;
    }

    private string GetUnknownHash() =>
        s_unknownHashes.GetOrAdd(
            options.Value.IterationCount,
            _ => new PasswordHasher<PortalAccount>(options).HashPassword(s_unknownAccount, Guid.NewGuid().ToString())
        );
}

/// <summary>The result of checking a password.</summary>
internal enum PasswordCheckResult
{
    Correct,
    Incorrect,

    /// <summary>Too many wrong attempts. The password was not checked.</summary>
    LockedOut,
}
