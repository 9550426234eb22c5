using JoinArena.PrivacyPortal.Data.Settings;

namespace JoinArena.PrivacyPortal.Data.KeyProtection;

/// <summary>Settings under <c>Portal:Keys</c>.</summary>
/// <param name="KeyFile">
/// The full path of the file whose key encrypts the data-protection keys in the database.
/// </param>
/// <param name="CertificateFile">
/// The full path of a file with a certificate and its private key, which encrypts them instead; null for the key file.
/// </param>
/// <param name="CertificatePassword">What opens that file; null if it needs nothing.</param>
public sealed record MasterKeyOptions(
    string KeyFile,
    string? CertificateFile = null,
    string? CertificatePassword = null
)
{
    public static MasterKeyOptions From(IConfiguration configuration, DataDirectory directory) =>
        new(
            configuration["Portal:Keys:KeyFile"] is { Length: > 0 } path
                ? ContentRoot.GetFullPath(configuration, path)
                : Path.Combine(directory.Path, "data-protection.key"),
            configuration["Portal:Keys:CertificateFile"] is { Length: > 0 } certificate
                ? ContentRoot.GetFullPath(configuration, certificate)
                : null,
            configuration["Portal:Keys:CertificatePassword"]
        );
}
