using System.Security.Cryptography;
using System.Text;

namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>
/// What a leaf says of a record about a person: a salted commitment, and nothing else. Whoever has record and salt can check it; once the key that the
/// salts come from is destroyed, it is 32 random bytes for everyone, and the log still stands.
/// </summary>
public static class Commitment
{
    private static readonly byte[] s_context = "joinarena-privacy-portal/commitment/v1"u8.ToArray();

    /// <summary>The salt of one record: HKDF-SHA256 of the subject's key with the record's id, 32 bytes.</summary>
    public static byte[] Salt(ReadOnlySpan<byte> subjectKey, Guid record)
    {
        var salt = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, subjectKey, salt, salt: [], info: Encoding.ASCII.GetBytes(record.ToString("D")));
        return salt;
    }

    /// <summary><c>HMAC-SHA256(context, salt ‖ record)</c>, 32 bytes.</summary>
    /// <param name="salt">32 bytes.</param>
    /// <param name="record">Canonical JSON.</param>
    public static byte[] Of(ReadOnlySpan<byte> salt, string record) => Of(s_context, salt, record);

    /// <summary>The leaf of a commitment: canonical JSON of the same length for every kind of event.</summary>
    public static string Leaf(ReadOnlySpan<byte> commitment) => $$"""{"c":"{{Convert.ToBase64String(commitment)}}","v":1}""";

    internal static byte[] Of(ReadOnlySpan<byte> context, ReadOnlySpan<byte> salt, string record)
    {
        byte[] message = [.. salt, .. Encoding.UTF8.GetBytes(record)];
        return HMACSHA256.HashData(context, message);
    }
}
