using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace JoinArena.PrivacyPortal.Disclosures.Digests;

/// <summary>
/// Links that stop a worker's updates without a sign-in (RFC 8058). They do nothing else and show no data.
/// </summary>
public sealed class DigestLinks(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("digests/stop");

    /// <summary>The path that stops a worker's updates.</summary>
    public string CreateStopPath(string workerId) => $"/digests/stop/{_protector.Protect(workerId)}";

    /// <summary>The worker whose updates the link stops; null when the portal did not make the link.</summary>
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
