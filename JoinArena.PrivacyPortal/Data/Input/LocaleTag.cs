using System.Globalization;

namespace JoinArena.PrivacyPortal.Data.Input;

/// <summary>Reads language tags (BCP 47).</summary>
public static class LocaleTag
{
    private const int LongestTag = 35;

    /// <summary>
    /// Reads a tag in any spelling that means one language: <c>es-MX</c>, also as <c>es_MX</c> or <c>ES-mx</c>.
    /// </summary>
    /// <returns>The tag as BCP 47 writes it; null if it names no known language.</returns>
    public static string? Read(string text)
    {
        // POSIX writes a charset after a point; there is no such language tag.
        if (text.Length is 0 or > LongestTag || !text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            return null;
        try
        {
            // The invariant culture has the name "", and is no language.
            return CultureInfo.GetCultureInfo(text.Replace('_', '-'), predefinedOnly: true).Name is { Length: > 0 } tag
                ? tag
                : null;
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }
}
