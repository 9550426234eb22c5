using System.Security.Cryptography;

namespace JoinArena.PrivacyPortal.Data.KeyProtection;

/// <summary>One key of the key file. Encrypts with AES-256-GCM (NIST SP 800-38D).</summary>
internal sealed class MasterKey : IMasterKey
{
    /// <summary>The bytes of a key.</summary>
    public const int Size = 32;

    private const int NonceSize = 12,
        TagSize = 16;

    private readonly byte[] _key;

    /// <param name="key"><see cref="Size"/> random bytes.</param>
    public MasterKey(byte[] key)
    {
        _key = key;
        Id = Convert.ToHexStringLower(SHA256.HashData([.. "data-protection key file"u8, .. key]).AsSpan(0, 8));
    }

    public string Id { get; }

    /// <summary>A new key as a line of the key file.</summary>
    public static string CreateLine() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Size));

    /// <summary>Reads a line of the key file; null if it holds no key.</summary>
    public static MasterKey? Parse(string line)
    {
        var bytes = new byte[Size + 1];
        return Convert.TryFromBase64String(line, bytes, out var length) && length == Size ? new(bytes[..Size]) : null;
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
