using System.Text.RegularExpressions;

namespace JoinArena.PrivacyPortal.Shell.Localization;

/// <summary>
/// The language of a law's name or citation, or of an English sentence with one. Files of laws are English, but keep the
/// name of a law that has no English one: "Ley 19.628 as amended by Ley 21.719" is Spanish, English and Spanish again.
/// </summary>
internal static partial class NameLanguage
{
    /// <summary>The parts of the name, each with the BCP 47 tag of its language.</summary>
    public static IEnumerable<(string Words, string Language)> Split(string name)
    {
        var from = 0;
        foreach (Match own in OwnNames().Matches(name))
        {
            if (own.Index > from)
                yield return (name[from..own.Index], PortalLanguage.English.Tag);
            yield return (own.Value, FindTag(own.Groups["law"].Value));
            from = own.Index + own.Length;
        }

        if (from < name.Length)
            yield return (name[from..], PortalLanguage.English.Tag);
    }

    private static string FindTag(string law) =>
        law switch
        {
            "Ley" => "es",
            "Lei" => "pt-BR",
            _ => "fr",
        };

    // The name ends where English words go on: ", as it was until", " as amended by", ", Law 13.709/2018", " Art. 16". In a
    // sentence, a citation stands in brackets.
    [GeneratedRegex(@"\b(?<law>Ley|Lei|Loi)\b.*?(?=,? (as|by|Law|Art\.) |[;)]|$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OwnNames();
}
