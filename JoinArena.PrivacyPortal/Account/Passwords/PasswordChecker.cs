using System.Collections.Concurrent;
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
    IOptions<PasswordHasherOptions> options
)
{
    private static readonly PortalAccount s_unknownAccount = PortalAccount.Create(
        "nobody@localhost",
        DateTimeOffset.UnixEpoch
    );

    // By the number of rounds, because the check takes as long as the hash in it asks for.
    private static readonly ConcurrentDictionary<int, string> s_unknownHashes = new();

    /// <summary>Checks the password of an account. A wrong one counts towards the lock-out.</summary>
    public async Task<PasswordCheckResult> CheckAsync(PortalAccount? account, string password)
    {
        var locked = account is not null && await users.IsLockedOutAsync(account);
        if (account?.PasswordHash is null || locked || password.Length > PortalPasswordValidator.MaxLength)
        {
            hasher.VerifyHashedPassword(
                s_unknownAccount,
                GetUnknownHash(),
                password.Length > PortalPasswordValidator.MaxLength ? "" : password
            );
            return locked ? PasswordCheckResult.LockedOut : PasswordCheckResult.Incorrect;
        }

        if (await users.CheckPasswordAsync(account, password))
        {
            // If the count cannot be reset because of a parallel attempt, this attempt fails too. With a second factor
            // the count is reset only after the whole sign-in. If the password alone reset it, the number of codes to
            // try would have no limit.
            return (
                account.TwoFactorEnabled
                    ? await users.UpdateAsync(account)
                    : await users.ResetAccessFailedCountAsync(account)
            ).Succeeded
                ? PasswordCheckResult.Correct
                : PasswordCheckResult.Incorrect;
        }

        await users.AccessFailedAsync(account);
        return PasswordCheckResult.Incorrect;
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
