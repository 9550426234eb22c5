using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace JoinArena.PrivacyPortal.Ledger.Notes;

/// <summary>
/// How a note names a key: by a name, and by four bytes that distinguish keys with the same name (C2SP signed-note).
/// </summary>
internal static class KeyName
{
    /// <summary>A name is not empty and contains no white space, control characters or plus sign.</summary>
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
