using System.Diagnostics.CodeAnalysis;

namespace JoinArena.PrivacyPortal.Ledger.Notes;

/// <summary>
/// Base64 with exactly one spelling for each value. .NET's own reader ignores white space and unused bits at the end,
/// so that different texts would give the same signature.
/// </summary>
public static class StrictBase64
{
    /// <summary>Reads standard, padded base64.</summary>
    /// <returns>
    /// Whether <paramref name="text"/> is exactly the text that <see cref="Convert.ToBase64String(byte[])"/> writes for
    /// <paramref name="bytes"/>.
    /// </returns>
    public static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        var read = new byte[(text.Length / 4 * 3) + 3];
        bytes =
            Convert.TryFromBase64String(text, read, out var length)
            && string.Equals(Convert.ToBase64String(read, 0, length), text, StringComparison.Ordinal)
                ? read[..length]
                : null;
        return bytes is not null;
    }
}
