using JoinArena.PrivacyPortal.Shell;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>
/// The form in which Identity looks up accounts and roles. Identity's own puts every letter into upper case, where a
/// Kelvin sign is a K and an "ſ" is an S, so that one person's address finds another's account.
/// </summary>
internal sealed class AccountNormalizer : ILookupNormalizer
{
    /// <summary>The key of a user name, which is an email address, or of a role's name.</summary>
    public string? NormalizeName(string? name) =>
        name is null || name.Contains('@', StringComparison.Ordinal) ? NormalizeEmail(name) : name.ToUpperInvariant();

    public string? NormalizeEmail(string? email) => email is null ? null : EmailAddress.GetKey(email);
}
