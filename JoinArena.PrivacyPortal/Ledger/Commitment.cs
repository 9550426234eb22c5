using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>
/// What a leaf contains for a record about a person: a salted commitment and nothing else. A person who has the record
/// and the salt can check it. After the key that the salts come from is destroyed, the commitment is 32 random bytes to
/// everyone, and the log stays valid.
/// </summary>
public static class Commitment
{
    /// <summary>The length of a salt and of a commitment, in bytes.</summary>
    public const int Length = HMACSHA256.HashSizeInBytes;

    // In base64.
    private const int EncodedLength = (Length + 2) / 3 * 4;

    private static ReadOnlySpan<byte> LeafStart => "{\"c\":\""u8;

    private static ReadOnlySpan<byte> LeafEnd => "\",\"v\":1}"u8;

    private static int LeafLength => LeafStart.Length + EncodedLength + LeafEnd.Length;

    private static readonly byte[] s_context = "joinarena-privacy-portal/commitment/v1"u8.ToArray();

    /// <summary>The salt of one record: HKDF-SHA256 of the subject's key with the record's id, 32 bytes.</summary>
    public static byte[] DeriveSalt(ReadOnlySpan<byte> subjectKey, Guid record)
    {
        var salt = new byte[Length];
        DeriveSalt(RecordSealer.ExtractKey(subjectKey), record, salt);
        return salt;
    }

    /// <summary><c>HMAC-SHA256(context, salt ‖ record)</c>, 32 bytes.</summary>
    /// <param name="salt">32 bytes.</param>
    /// <param name="record">Canonical JSON.</param>
    public static byte[] Compute(ReadOnlySpan<byte> salt, string record) => Compute(s_context, salt, record);

    /// <summary>The leaf of a commitment: canonical JSON of the same length for every kind of event.</summary>
    public static string FormatLeaf(ReadOnlySpan<byte> commitment) => Encoding.UTF8.GetString(WriteLeaf(commitment));

    /// <summary>The same leaf in UTF-8.</summary>
    internal static byte[] WriteLeaf(ReadOnlySpan<byte> commitment)
    {
        var leaf = new byte[LeafLength];
        LeafStart.CopyTo(leaf);
        Base64.EncodeToUtf8(commitment, leaf.AsSpan(LeafStart.Length), out _, out var written);
        LeafEnd.CopyTo(leaf.AsSpan(LeafStart.Length + written));
        return leaf;
    }

    /// <summary>The commitment in a leaf; null if the leaf is not one that <see cref="FormatLeaf"/> writes.</summary>
    internal static byte[]? ReadLeaf(string leaf)
    {
        var commitment = new byte[Length];
        return
            leaf.Length == LeafLength
            && Convert.TryFromBase64Chars(leaf.AsSpan(LeafStart.Length, EncodedLength), commitment, out var read)
            && read == Length
            && FormatLeaf(commitment) == leaf
            ? commitment
            : null;
    }

    internal static byte[] Compute(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> record) =>
        Compute(s_context, salt, record);

    internal static byte[] Compute(ReadOnlySpan<byte> context, ReadOnlySpan<byte> salt, string record) =>
        Compute(context, salt, Encoding.UTF8.GetBytes(record));

    /// <summary>The salt of one record, from what HKDF-SHA256 extracts of the subject's key without a salt.</summary>
    internal static void DeriveSalt(ReadOnlySpan<byte> extracted, Guid record, Span<byte> salt)
    {
        // There is only one block to expand (RFC 5869 2.3): the record's id and the block's number.
        Span<byte> info = stackalloc byte[37];
        record.TryFormat(info, out _);
        info[36] = 1;
        HMACSHA256.HashData(extracted, info, salt);
    }

    private static byte[] Compute(ReadOnlySpan<byte> context, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> record)
    {
        var rented = ArrayPool<byte>.Shared.Rent(salt.Length + record.Length);
        salt.CopyTo(rented);
        record.CopyTo(rented.AsSpan(salt.Length));
        var commitment = HMACSHA256.HashData(context, rented.AsSpan(0, salt.Length + record.Length));
        // The buffer held the record in clear and its salt, so it is cleared.
        ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        return commitment;
    }
}
