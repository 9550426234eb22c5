using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>
/// Encrypts what has to become unreadable once its person's key is destroyed: AES-256-GCM, under a key that is derived
/// from theirs and used for nothing else.
/// </summary>
public sealed class SubjectCipher : IDisposable
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    // The first and only block of HKDF's second step (RFC 5869 2.3) ends in its number.
    private static readonly byte[] s_purpose = [.. "joinarena-privacy-portal/payload/v1"u8, 1];

    private readonly AesGcm _aes;

    /// <param name="extracted">What HKDF-SHA256 extracts from the person's key, without a salt.</param>
    internal SubjectCipher(ReadOnlySpan<byte> extracted)
    {
        Span<byte> key = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(extracted, s_purpose, key);
        _aes = new(key, TagLength);
        CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>Encrypts a text.</summary>
    /// <param name="subjectKey">The person's key, 32 bytes.</param>
    /// <param name="row">Where the text stands; put anywhere else it does not open.</param>
    /// <param name="text">What to encrypt.</param>
    /// <returns>Base64 of nonce, ciphertext and tag.</returns>
    public static string Encrypt(ReadOnlySpan<byte> subjectKey, Guid row, string text)
    {
        using var cipher = Create(subjectKey);
        return cipher.Encrypt(row, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Reads what was encrypted.</summary>
    /// <returns>Null if it is not of this person's present key, not of this row, or was changed.</returns>
    public static string? Decrypt(ReadOnlySpan<byte> subjectKey, Guid row, string closed)
    {
        var bytes = new byte[closed.Length];
        if (!Convert.TryFromBase64String(closed, bytes, out var length) || length < NonceLength + TagLength)
            return null;
        var plain = new byte[length - NonceLength - TagLength];
        using var cipher = Create(subjectKey);
        try
        {
            cipher._aes.Decrypt(
                bytes.AsSpan(0, NonceLength),
                bytes.AsSpan(NonceLength, plain.Length),
                bytes.AsSpan(NonceLength + plain.Length, TagLength),
                plain,
                row.ToByteArray()
            );
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return Encoding.UTF8.GetString(plain);
    }

    public void Dispose() => _aes.Dispose();

    /// <inheritdoc cref="Encrypt(ReadOnlySpan{byte}, Guid, string)"/>
    internal string Encrypt(Guid row, ReadOnlySpan<byte> plain)
    {
        Span<byte> place = stackalloc byte[16];
        row.TryWriteBytes(place);
        var rented = ArrayPool<byte>.Shared.Rent(NonceLength + plain.Length + TagLength);
        var closed = rented.AsSpan(0, NonceLength + plain.Length + TagLength);
        RandomNumberGenerator.Fill(closed[..NonceLength]);
        _aes.Encrypt(
            closed[..NonceLength],
            plain,
            closed.Slice(NonceLength, plain.Length),
            closed[(NonceLength + plain.Length)..],
            place
        );
        var text = Convert.ToBase64String(closed);
        ArrayPool<byte>.Shared.Return(rented);
        return text;
    }

    private static SubjectCipher Create(ReadOnlySpan<byte> subjectKey) => new(RecordSealer.ExtractKey(subjectKey));
}
