using System.Security.Cryptography;

namespace JoinArena.PrivacyPortal.Data.KeyProtection;

/// <summary>One key of the key file. Encrypts with AES-256-GCM (NIST SP 800-38D).</summary>
internal sealed class MasterKey
{
    private const int KeySize = 32,
        NonceSize = 12,
        TagSize = 16;

    private readonly byte[] _key;

    private MasterKey(byte[] key)
    {
        _key = key;
        Id = Convert.ToHexStringLower(SHA256.HashData([.. "data-protection key file"u8, .. key]).AsSpan(0, 8));
    }

    /// <summary>Tells which key encrypted something, and nothing about the key.</summary>
    public string Id { get; }

    /// <summary>A new key as a line of the key file.</summary>
    public static string CreateLine() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeySize));

    /// <summary>Reads a line of the key file; null if it holds no key.</summary>
    public static MasterKey? Parse(string line)
    {
        var bytes = new byte[KeySize + 1];
        return Convert.TryFromBase64String(line, bytes, out var length) && length == KeySize
            ? new(bytes[..KeySize])
            : null;
    }

    public string Encrypt(ReadOnlySpan<byte> text)
    {
        var sealedText = new byte[NonceSize + text.Length + TagSize];
        var nonce = sealedText.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(_key, TagSize);
        cipher.Encrypt(nonce, text, sealedText.AsSpan(NonceSize, text.Length), sealedText.AsSpan(^TagSize..));
        return Convert.ToBase64String(sealedText);
    }

    /// <exception cref="CryptographicException">The text was not encrypted with this key, or was changed.</exception>
    public byte[] Decrypt(string encrypted)
    {
        var sealedText = Convert.FromBase64String(encrypted);
        if (sealedText.Length < NonceSize + TagSize)
            throw new CryptographicException("The encrypted data-protection key is too short.");
        var text = new byte[sealedText.Length - NonceSize - TagSize];
        using var cipher = new AesGcm(_key, TagSize);
        cipher.Decrypt(
            sealedText.AsSpan(0, NonceSize),
            sealedText.AsSpan(NonceSize, text.Length),
            sealedText.AsSpan(^TagSize..),
            text
        );
        return text;
    }
}
