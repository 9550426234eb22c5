using System.Security.Cryptography;

namespace JoinArena.PrivacyPortal.Data.KeyProtection;

/// <summary>A key outside the database that encrypts the data-protection keys in it.</summary>
internal interface IMasterKey
{
    /// <summary>Tells which key encrypted something, and nothing about the key.</summary>
    string Id { get; }

    string Encrypt(ReadOnlySpan<byte> text);

    /// <exception cref="CryptographicException">The text was not encrypted with this key, or was changed.</exception>
    byte[] Decrypt(string encrypted);
}
