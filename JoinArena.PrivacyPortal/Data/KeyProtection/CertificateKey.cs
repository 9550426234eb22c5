using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace JoinArena.PrivacyPortal.Data.KeyProtection;

/// <summary>
/// An RSA certificate with its private key. Each text is encrypted with a key of its own, and that key with the
/// certificate (RSA-OAEP with SHA-256, RFC 8017).
/// </summary>
internal sealed class CertificateKey(X509Certificate2 certificate) : IMasterKey
{
    private const string IdPrefix = "certificate-";
    private const char Separator = '.';

    private static readonly RSAEncryptionPadding s_padding = RSAEncryptionPadding.OaepSHA256;

    /// <summary>Made from the public key alone: a certificate that was renewed with the same key opens the same.</summary>
    public string Id { get; } =
        IdPrefix
        + Convert.ToHexStringLower(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()).AsSpan(0, 8));

    /// <summary>Whether an id is that of a certificate.</summary>
    public static bool IsCertificate(string? id) => id?.StartsWith(IdPrefix, StringComparison.Ordinal) is true;

    public string Encrypt(ReadOnlySpan<byte> text)
    {
        var key = RandomNumberGenerator.GetBytes(MasterKey.Size);
        using var rsa = certificate.GetRSAPublicKey()!;
        var encryptedKey = Convert.ToBase64String(rsa.Encrypt(key, s_padding));
        return encryptedKey + Separator + new MasterKey(key).Encrypt(text);
    }

    public byte[] Decrypt(string encrypted)
    {
        if (encrypted.Split(Separator) is not [var encryptedKey, var encryptedText])
            throw new CryptographicException("The data-protection key was not encrypted with a certificate.");
        using var rsa = certificate.GetRSAPrivateKey()!;
        var key = rsa.Decrypt(Convert.FromBase64String(encryptedKey), s_padding);
        return new MasterKey(key).Decrypt(encryptedText);
    }
}
