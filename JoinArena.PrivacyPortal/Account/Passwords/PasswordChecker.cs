using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account.Passwords;

/// <summary>
/// Checks passwords. Takes the same time and says the same for an address nobody has, so that guessing teaches nothing
/// about who has an account.
/// </summary>
internal sealed class PasswordChecker(UserManager<PortalAccount> users, IPasswordHasher<PortalAccount> hasher)
{
    private static readonly PortalAccount s_nobody = PortalAccount.Create("nobody@localhost", DateTimeOffset.UnixEpoch);
    private static readonly Lazy<string> s_hashOfNobody = new(() =>
        new PasswordHasher<PortalAccount>().HashPassword(s_nobody, Guid.NewGuid().ToString())
    );

    /// <summary>Checks the password of an account; each wrong one counts towards its lock-out.</summary>
    public async Task<PasswordCheckResult> CheckAsync(PortalAccount? account, string password)
    {
        var locked = account is not null && await users.IsLockedOutAsync(account);
        if (account?.PasswordHash is null || locked || password.Length > PortalPasswordValidator.MaxLength)
        {
            hasher.VerifyHashedPassword(
                s_nobody,
                s_hashOfNobody.Value,
                password.Length > PortalPasswordValidator.MaxLength ? "" : password
            );
            return locked ? PasswordCheckResult.LockedOut : PasswordCheckResult.Incorrect;
        }

        if (await users.CheckPasswordAsync(account, password))
        {
            // Were the count not reset because somebody else is trying at this very moment, this try must not be a way
            // round it.
            // With a second factor only the whole sign-in starts the count anew, or the password would buy endless
            // codes.
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
}

/// <summary>What came of a password.</summary>
internal enum PasswordCheckResult
{
    Correct,
    Incorrect,

    /// <summary>Too many wrong ones; not even looked at.</summary>
    LockedOut,
}
