using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>
/// Encrypts text that must become unreadable when its person's key is destroyed: AES-256-GCM with a key that is
/// derived from the person's key and used for nothing else. The text is made shorter first, since much of a database is
/// records.
/// </summary>
public sealed class SubjectCipher : IDisposable
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    // The first and only block of HKDF's second step (RFC 5869 2.3) ends with its number.
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
    /// <param name="row">
    /// The id of the row that stores the text. The text can be decrypted only with the same id.
    /// </param>
    /// <param name="text">The text to encrypt.</param>
    /// <returns>Nonce, ciphertext and tag.</returns>
    public static byte[] Encrypt(ReadOnlySpan<byte> subjectKey, Guid row, string text)
    {
        using var cipher = Create(subjectKey);
        return cipher.Encrypt(row, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Decrypts a text.</summary>
    /// <returns>Null if the text was encrypted with another key or for another row, or was changed.</returns>
    public static string? Decrypt(ReadOnlySpan<byte> subjectKey, Guid row, ReadOnlySpan<byte> encrypted)
    {
        if (encrypted.Length < NonceLength + TagLength)
            return null;
        var plain = new byte[encrypted.Length - NonceLength - TagLength];
        using var cipher = Create(subjectKey);
        try
        {
            cipher._aes.Decrypt(
                encrypted[..NonceLength],
                encrypted.Slice(NonceLength, plain.Length),
                encrypted[^TagLength..],
                plain,
                row.ToByteArray()
            );
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return Encoding.UTF8.GetString(RecordPacking.Unpack(row, plain));
    }

    public void Dispose() => _aes.Dispose();

    /// <inheritdoc cref="Encrypt(ReadOnlySpan{byte}, Guid, string)"/>
    internal byte[] Encrypt(Guid row, ReadOnlySpan<byte> text)
    {
        var packed = ArrayPool<byte>.Shared.Rent(RecordPacking.GetMaxLength(text.Length));
        var length = RecordPacking.Pack(row, text, packed);
        var encrypted = EncryptBytes(row, packed.AsSpan(0, length));
        // The buffer held the text in clear.
        ArrayPool<byte>.Shared.Return(packed, clearArray: true);
        return encrypted;
    }

    private byte[] EncryptBytes(Guid row, ReadOnlySpan<byte> plain)
    {
        Span<byte> place = stackalloc byte[16];
        row.TryWriteBytes(place);
        var encrypted = new byte[NonceLength + plain.Length + TagLength];
        var nonce = encrypted.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        _aes.Encrypt(
            nonce,
            plain,
            encrypted.AsSpan(NonceLength, plain.Length),
            encrypted.AsSpan(NonceLength + plain.Length),
            place
        );
        return encrypted;
    }

    private static SubjectCipher Create(ReadOnlySpan<byte> subjectKey) => new(RecordSealer.ExtractKey(subjectKey));
}
