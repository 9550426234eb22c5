using System.Collections.Frozen;
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

    // Common passwords without upper case, surrounding digits and the usual digits in place of emails.
    private static readonly FrozenSet<string> s_common = FrozenSet.ToFrozenSet(
        [
            "password",
            "passwort",
            "passw",
            "pass",
            "passwordpassword",
            "mypassword",
            "thepassword",
            "changeme",
            "changethis",
            "letmein",
            "welcome",
            "welcometo",
            "hello",
            "helloworld",
            "iloveyou",
            "iloveu",
            "loveyou",
            "qwerty",
            "qwertyuiop",
            "qwertzuiop",
            "azertyuiop",
            "qwertyqwerty",
            "asdfghjkl",
            "asdfasdf",
            "asdfghjklzxcvbnm",
            "zxcvbnm",
            "qazwsx",
            "qazwsxedc",
            "qwer",
            "qwerasdf",
            "qweasdzxc",
            "abc",
            "abcd",
            "abcdef",
            "abcdefg",
            "abcdefgh",
            "abcdefghij",
            "abcdefghijk",
            "abcabc",
            "admin",
            "administrator",
            "root",
            "rootroot",
            "test",
            "testtest",
            "testing",
            "user",
            "username",
            "guest",
            "login",
            "master",
            "secret",
            "topsecret",
            "superman",
            "batman",
            "spiderman",
            "pokemon",
            "starwars",
            "football",
            "baseball",
            "basketball",
            "soccer",
            "liverpool",
            "barcelona",
            "realmadrid",
            "juventus",
            "chelsea",
            "arsenal",
            "monkey",
            "dragon",
            "sunshine",
            "princess",
            "princesa",
            "shadow",
            "michael",
            "michelle",
            "jennifer",
            "jordan",
            "ashley",
            "daniel",
            "alexander",
            "christopher",
            "computer",
            "internet",
            "samsung",
            "google",
            "facebook",
            "linkedin",
            "whatever",
            "freedom",
            "trustno",
            "mustang",
            "summer",
            "winter",
            "spring",
            "autumn",
            "january",
            "february",
            "september",
            "october",
            "november",
            "december",
            "contrasena",
            "contraseña",
            "teamo",
            "tequiero",
            "mypass",
            "default",
            "temp",
            "temporary",
            "joinarena",
            "joinarenaprivacy",
            "interview",
            "portal",
            "privacy",
            "privacyportal",
        ],
        StringComparer.Ordinal
    );

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

        return s_common.Contains(Core(password)) || IsRepetition(password) || IsRun(password)
            ? PasswordError.Common
            : null;
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

    private static string Core(string password)
    {
        var inner = password.ToLowerInvariant().Trim([.. "0123456789 !?.,-_*#+"]);
        return new string([
            .. inner.Replace('0', 'o').Replace('@', 'a').Replace('$', 's').Replace('3', 'e').Where(char.IsLetter),
        ]);
    }

    // "aaaaaaaaaa", "1234512345", "abcabcabcabc"
    private static bool IsRepetition(string password) =>
        Enumerable.Range(1, 5).Any(unit => !password.Where((sign, at) => sign != password[at % unit]).Any());

    // "1234567890", "abcdefghij", "9876543210"
    private static bool IsRun(string password)
    {
        var steps = password.Zip(password.Skip(1), (a, b) => (b - a + 10) % 10).Distinct().ToArray();
        return steps is [0] or [1] or [9];
    }
}

/// <summary>Why a password is not acceptable.</summary>
public enum PasswordError
{
    TooShort,
    TooLong,
    SameAsEmail,
    Common,
}
