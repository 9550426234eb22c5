using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace JoinArena.PrivacyPortal.Ledger.Notes;

/// <summary>
/// What a key is called in a note: a name, and four bytes that tell keys of one name apart (C2SP signed-note).
/// </summary>
internal static class KeyName
{
    /// <summary>A name is not empty and holds neither white space nor a plus sign.</summary>
    public static bool IsValid(string name) =>
        name.Length > 0
        && !name.Contains('+', StringComparison.Ordinal)
        && !name.EnumerateRunes().Any(r => Rune.IsWhiteSpace(r) || Rune.IsControl(r));

    /// <summary>
    /// The first four bytes of <c>SHA-256(name ‖ 0x0A ‖ type ‖ public key)</c>, as a big-endian number.
    /// </summary>
    public static uint ComputeId(string name, KeyType type, ReadOnlySpan<byte> publicKey)
    {
        byte[] named = [.. Encoding.UTF8.GetBytes(name), (byte)'\n', (byte)type, .. publicKey];
        return BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(named));
    }
}

/// <summary>What a signature is made over. One key never serves two types.</summary>
public enum KeyType : byte
{
    /// <summary>Ed25519 over the note's text.</summary>
    Ed25519 = 1,

    /// <summary>A witness's Ed25519 over the time and the note's text (C2SP tlog-cosignature).</summary>
    Ed25519Cosignature = 4,
}
