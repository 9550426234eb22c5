using System.Text.RegularExpressions;

namespace JoinArena.PrivacyPortal.Tests.Shell.Localization.Keys;

/// <summary>The small words that nearly every English sentence has, and that are no words in the other languages.</summary>
internal static partial class EnglishWords
{
    /// <summary>True if the text has one of them. A key in base64 may spell one between its signs, and has none.</summary>
    public static bool AreIn(string text) => Word.IsMatch(text);

    [GeneratedRegex(
        """
            (?<![\p{L}\p{N}@./_+{-])
            (?: the | you | your | we | our | and | with | this | that | these | have | was | were | are | is | of | to | from | it | its
              | which | what | when | there | on | in | at | not | or | by | they | their | read | see )
            (?![\p{L}\p{N}@/_+-])
            """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Word { get; }
}
