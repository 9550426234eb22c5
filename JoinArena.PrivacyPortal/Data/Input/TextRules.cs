using System.Globalization;

namespace JoinArena.PrivacyPortal.Data.Input;

/// <summary>
/// Which characters a text from outside may contain. Control characters end the header of an email, a line of a log, or
/// a write to PostgreSQL, which stores no U+0000; half a surrogate pair is no text at all; and a character that overrides
/// the direction makes a name read as another (Unicode TR 36 2.10, CVE-2021-42574).
/// </summary>
public static class TextRules
{
    public const string UnpairedSurrogate =
        "Half of a character of two is missing here (an unpaired surrogate). Send the whole text in UTF-8.";

    /// <summary>Says what is wrong with a text; null if nothing is.</summary>
    /// <param name="allowsLines">
    /// Whether the text may have several lines and tabs, as a note may. A name is one line.
    /// </param>
    public static string? FindFault(string text, bool allowsLines = false)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(c))
                return UnpairedSurrogate;
            else if (IsDirectionOverride(c))
                return $"Remove the invisible character {Name(c)}, which changes the direction of the text.";
            else if (IsLineBreak(c) && !allowsLines)
                return $"Remove the line break {Name(c)}: this is one line.";
            else if (IsForbiddenControl(c) || (c is '\t' && !allowsLines))
                return $"Remove the control character {Name(c)}.";
        }

        return null;
    }

    /// <summary>
    /// A name in one line, whatever is stored: what is not allowed in one becomes a space. For names that were stored
    /// before they were checked, so that one of them never stops a letter.
    /// </summary>
    public static string ToOneLine(string name) =>
        FindFault(name) is null
            ? name
            : string.Concat(
                    name.EnumerateRunes()
                        .Select(r => r.IsBmp && FindFault(r.ToString()) is not null ? " " : r.ToString())
                )
                .Trim();

    private static bool IsForbiddenControl(char c) => char.IsControl(c) && c is not '\t' && !IsLineBreak(c);

    private static bool IsLineBreak(char c) => c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029';

    // Embeddings, overrides and isolates. The marks U+200E, U+200F and U+061C stay: names are written with them.
    private static bool IsDirectionOverride(char c) =>
        c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static string Name(char c) => string.Create(CultureInfo.InvariantCulture, $"U+{(int)c:X4}");
}
