using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account.Passwords;

/// <summary>
/// Requires a password that is long enough and not common. There are no rules about kinds of characters, which make
/// passwords harder to remember but not harder to guess. Source: OWASP ASVS 5.0.0 6.2.5, NIST SP 800-63B 5.1.1.2.
/// </summary>
public sealed class PortalPasswordValidator : IPasswordValidator<PortalAccount>
{
    /// <summary>The minimum number of characters.</summary>
    public const int MinLength = 10;

    /// <summary>The maximum number of characters. Hashing more would only take time.</summary>
    public const int MaxLength = 200;

    /// <summary>Returns what is wrong with the password, or null if it is acceptable.</summary>
    public static PasswordError? Validate(string password, string email)
    {
        if (password.Length < MinLength)
            return PasswordError.TooShort;
        if (password.Length > MaxLength)
            return PasswordError.TooLong;
        if (
            password.Equals(email, StringComparison.OrdinalIgnoreCase)
            || password.Equals(email.Split('@')[0], StringComparison.OrdinalIgnoreCase)
        )
        {
            return PasswordError.SameAsEmail;
        }

        return CommonPassword.Matches(password, email) ? PasswordError.Common : null;
    }

    public Task<IdentityResult> ValidateAsync(
        UserManager<PortalAccount> manager,
        PortalAccount user,
        string? password
    ) =>
        Task.FromResult(
            Validate(password ?? "", user.Email ?? "") is { } fault
                ? IdentityResult.Failed(new IdentityError { Code = fault.ToString() })
                : IdentityResult.Success
        );
}

/// <summary>Why a password is not acceptable.</summary>
public enum PasswordError
{
    TooShort,
    TooLong,
    SameAsEmail,
    Common,
}
