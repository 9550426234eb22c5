using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace JoinArena.PrivacyPortal.Ledger.Tree;

/// <summary>
/// A hash in the tree: 32 bytes, computed as in RFC 6962 §2.1. Leaves and nodes are hashed with different first bytes,
/// so that one cannot be taken for the other.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct TreeHash
{
    /// <summary>The length of a hash in bytes.</summary>
    public const int Length = 32;

    private readonly ulong _a,
        _b,
        _c,
        _d;

    /// <summary>The root of a tree without leaves: SHA-256 of nothing.</summary>
    public static TreeHash Empty { get; } = From(SHA256.HashData([]));

    /// <exception cref="ArgumentException"><paramref name="bytes"/> are not 32.</exception>
    public static TreeHash From(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Length
            ? MemoryMarshal.Read<TreeHash>(bytes)
            : throw new ArgumentException("A hash has 32 bytes.", nameof(bytes));

    /// <summary>The hash of a leaf's data: SHA-256(0x00 ‖ data).</summary>
    public static TreeHash HashLeaf(ReadOnlySpan<byte> data)
    {
        Span<byte> message = data.Length < 1024 ? stackalloc byte[data.Length + 1] : new byte[data.Length + 1];
        message[0] = 0;
        data.CopyTo(message[1..]);
        return Compute(message);
    }

    /// <summary>The hash of two subtrees: SHA-256(0x01 ‖ left ‖ right).</summary>
    public static TreeHash HashChildren(in TreeHash left, in TreeHash right)
    {
        Span<byte> message = stackalloc byte[1 + Length + Length];
        message[0] = 1;
        left.CopyTo(message[1..]);
        right.CopyTo(message[(1 + Length)..]);
        return Compute(message);
    }

    /// <summary>
    /// Reads a hash as checkpoints and proofs write it: 44 characters of base64, in the only spelling for these bytes.
    /// </summary>
    public static bool TryParse(string? base64, out TreeHash hash)
    {
        hash = default;
        Span<byte> bytes = stackalloc byte[Length + 1];
        if (base64 is null || !Convert.TryFromBase64String(base64, bytes, out _))
            return false;
        hash = From(bytes[..Length]);
        // The framework also accepts other lengths, white space, and unused bits in the last character.
        return string.Equals(hash.ToString(), base64, StringComparison.Ordinal);
    }

    /// <summary>Writes the 32 bytes.</summary>
    public void CopyTo(Span<byte> destination) => MemoryMarshal.Write(destination, in this);

    /// <summary>The 32 bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>The hash in base64, as checkpoints and proofs write it.</summary>
    public override string ToString() => Convert.ToBase64String(ToArray());

    private static TreeHash Compute(ReadOnlySpan<byte> message)
    {
        Span<byte> digest = stackalloc byte[Length];
        SHA256.HashData(message, digest);
        return MemoryMarshal.Read<TreeHash>(digest);
    }
}
