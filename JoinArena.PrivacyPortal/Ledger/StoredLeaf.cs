using System.Text;

namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>
/// How the database stores the text of a leaf. Nearly all leaves are commitments, which differ in 32 bytes only, so just
/// these are stored. The leaf of a public event is stored as its text, in UTF-8; it is always longer.
/// </summary>
internal static class StoredLeaf
{
    /// <summary>What is stored for a leaf.</summary>
    /// <exception cref="ArgumentException">A public event is so short that it would be read as a commitment.</exception>
    public static byte[] FromText(string leaf)
    {
        if (Commitment.ReadLeaf(leaf) is { } commitment)
            return commitment;
        var text = Encoding.UTF8.GetBytes(leaf);
        return text.Length == Commitment.Length
            ? throw new ArgumentException("A leaf of this length would be read as a commitment.", nameof(leaf))
            : text;
    }

    /// <summary>The leaf in UTF-8, exactly as it is hashed.</summary>
    public static byte[] ToUtf8(byte[] stored) =>
        stored.Length == Commitment.Length ? Commitment.WriteLeaf(stored) : stored;

    /// <summary>The leaf's text.</summary>
    public static string ToText(byte[] stored) => Encoding.UTF8.GetString(ToUtf8(stored));
}
