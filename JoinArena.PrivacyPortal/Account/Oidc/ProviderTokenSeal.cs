using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace JoinArena.PrivacyPortal.Account.Oidc;

/// <summary>Seals ID tokens of the platform, which name a person, until they are needed for the sign-out there.</summary>
internal sealed class ProviderTokenSeal(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector(
        "JoinArena.PrivacyPortal.Account.ProviderToken"
    );

    public string Seal(string token) => _protector.Protect(token);

    /// <summary>The token; null if it was not sealed here, or with a key that is gone.</summary>
    public string? Open(string? seal)
    {
        try
        {
            return string.IsNullOrEmpty(seal) ? null : _protector.Unprotect(seal);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
