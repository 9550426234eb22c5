using System.Security.Cryptography;
using System.Text;

namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>
/// Encrypts what has to become unreadable once its person's key is destroyed: AES-256-GCM, under a key that is derived from theirs and used for nothing else.
/// </summary>
public static class SubjectCipher
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private static readonly byte[] s_purpose = "joinarena-privacy-portal/payload/v1"u8.ToArray();

    /// <summary>Encrypts a text.</summary>
    /// <param name="subjectKey">The person's key, 32 bytes.</param>
    /// <param name="row">Where the text stands; put anywhere else it does not open.</param>
    /// <param name="text">What to encrypt.</param>
    /// <returns>Base64 of nonce, ciphertext and tag.</returns>
    public static string Seal(ReadOnlySpan<byte> subjectKey, Guid row, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var closed = new byte[NonceLength + plain.Length + TagLength];
        RandomNumberGenerator.Fill(closed.AsSpan(0, NonceLength));
        using var cipher = new AesGcm(Key(subjectKey), TagLength);
        cipher.Encrypt(closed.AsSpan(0, NonceLength), plain, closed.AsSpan(NonceLength, plain.Length), closed.AsSpan(NonceLength + plain.Length), row.ToByteArray());
        return Convert.ToBase64String(closed);
    }

    /// <summary>Reads what <see cref="Seal"/> has encrypted.</summary>
    /// <returns>Null if it is not of this person's present key, not of this row, or was changed.</returns>
    public static string? Open(ReadOnlySpan<byte> subjectKey, Guid row, string closed)
    {
        var bytes = new byte[closed.Length];
        if (!Convert.TryFromBase64String(closed, bytes, out var length) || length < NonceLength + TagLength) return null;
        var plain = new byte[length - NonceLength - TagLength];
        using var cipher = new AesGcm(Key(subjectKey), TagLength);
        try
        {
            cipher.Decrypt(bytes.AsSpan(0, NonceLength), bytes.AsSpan(NonceLength, plain.Length), bytes.AsSpan(NonceLength + plain.Length, TagLength), plain, row.ToByteArray());
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return Encoding.UTF8.GetString(plain);
    }

    private static byte[] Key(ReadOnlySpan<byte> subjectKey)
    {
        var key = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, subjectKey, key, salt: [], info: s_purpose);
        return key;
    }
}
