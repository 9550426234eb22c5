using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace JoinArena.PrivacyPortal.Data.KeyProtection;

/// <summary>
/// The operator's file with the certificate that encrypts the data-protection keys, as PKCS #12 or PEM. It is only
/// read.
/// </summary>
internal static class CertificateFile
{
    private const string FileSetting = "Portal__Keys__CertificateFile",
        PasswordSetting = "Portal__Keys__CertificatePassword";

    private const int SmallestKey = 2048;

    /// <summary>The certificates in the file that have a private key, the one that was issued last first.</summary>
    /// <exception cref="ConfigurationException">
    /// The file cannot be read or opened, or holds no certificate that can decrypt.
    /// </exception>
    public static IReadOnlyList<CertificateKey> Read(string file, string? password)
    {
        X509Certificate2[] certificates =
        [
            .. Open(file, string.IsNullOrEmpty(password) ? null : password)
                .Where(certificate => certificate.HasPrivateKey)
                .OrderByDescending(certificate => certificate.NotBefore),
        ];
        if (certificates.Length == 0)
            throw CreateFault(file, "the file holds no private key", "put it into the same file");
        return certificates.All(CanEncrypt)
            ? [.. certificates.Select(certificate => new CertificateKey(certificate))]
            : throw CreateFault(
                file,
                $"the certificate's key is not RSA with at least {SmallestKey} bits",
                "make one that is"
            );
    }

    /// <summary>The fault that stops the start.</summary>
    public static ConfigurationException CreateFault(string file, string wrong, string whatToDo) =>
        ConfigurationException.ForSetting(
            FileSetting,
            $"'{file}': {wrong}; {whatToDo}",
            "/etc/joinarena/data-protection.pfx"
        );

    private static X509Certificate2Collection Open(string file, string? password)
    {
        var content = ReadBytes(file);
        var text = Encoding.Latin1.GetString(content);
        var isPem = text.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal);
        if (isPem && !text.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            return [];
        try
        {
            return isPem ? [OpenPem(text, password)] : OpenPkcs12(content, password);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw CreateFault(
                file,
                password is null
                    ? "the file holds no certificate with its private key, or needs a password"
                    : $"the file holds no certificate with its private key that {PasswordSetting} opens",
                password is null ? $"if it needs one, set {PasswordSetting}" : "set the right password or another file"
            );
        }
    }

    private static byte[] ReadBytes(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var isMissing = e is FileNotFoundException or DirectoryNotFoundException;
            throw CreateFault(
                file,
                isMissing ? "the file does not exist" : "the file cannot be read",
                isMissing ? "copy it there" : "let the portal's user read it"
            );
        }
    }

    private static X509Certificate2 OpenPem(string text, string? password) =>
        text.Contains("-----BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal)
            ? X509Certificate2.CreateFromEncryptedPem(text, text, password)
            : X509Certificate2.CreateFromPem(text, text);

    private static X509Certificate2Collection OpenPkcs12(byte[] content, string? password) =>
        // The key stays in memory. macOS has no such way, and keeps it in a keychain for as long as the process runs.
        X509CertificateLoader.LoadPkcs12Collection(
            content,
            password,
            OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet
        );

    private static bool CanEncrypt(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPrivateKey();
        return rsa?.KeySize >= SmallestKey;
    }
}
