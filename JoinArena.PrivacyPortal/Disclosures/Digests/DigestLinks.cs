using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace JoinArena.PrivacyPortal.Disclosures.Digests;

/// <summary>
/// Addresses at which a worker's letters are stopped without a sign-in (RFC 8058). They do that and nothing else, and
/// show nothing of anyone.
/// </summary>
public sealed class DigestLinks(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("digests/stop");

    /// <summary>The path for a worker's letters.</summary>
    public string CreateStopPath(string workerId) => $"/digests/stop/{_protector.Protect(workerId)}";

    /// <summary>Whose letters it stops; null where it is not one of ours.</summary>
    public string? FindWorkerId(string link)
    {
        try
        {
            return _protector.Unprotect(link);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
