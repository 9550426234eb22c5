using System.Globalization;
using System.Xml.Linq;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Shell.Localization.Keys;

/// <summary>The resource file of a language, and the names that must be in it.</summary>
internal static class Translations
{
    private static readonly Lazy<TextKeys> s_keys = new(TextKeys.Collect);

    /// <summary>The languages that have one.</summary>
    public static IEnumerable<PortalLanguage> Languages => PortalLanguage.All.Where(l => l != PortalLanguage.English);

    public static Dictionary<string, string> Read(PortalLanguage language) =>
        XDocument
            .Load(
                Repository.GetPath(
                    "JoinArena.PrivacyPortal",
                    "Shell",
                    "Localization",
                    $"SharedResource.{language.Tag}.resx"
                )
            )
            .Root!.Elements("data")
            .ToDictionary(d => (string)d.Attribute("name")!, d => (string)d.Element("value")!);

    /// <summary>Each name with the English text that it translates.</summary>
    public static IReadOnlyList<Expected> ListExpected(PortalLanguage language) =>
        [
            .. s_keys.Value.Readers.SelectMany(k => ListNames(k, language)).DistinctBy(e => e.Name),
            .. ListCountries().Select(c => new Expected(c, c, "a country")),
        ];

    private static IEnumerable<Expected> ListNames(TextKey key, PortalLanguage language) =>
        key.Plural is null
            ? [new(key.Key, key.Key, key.Where)]
            : PluralRules
                .ListCategories(language.Culture)
                .Select(c => new Expected(SharedResource.GetPluralName(key.Key, c), key.Key, key.Where)
                {
                    Singular = c is PluralCategory.Few or PluralCategory.Other ? null : key.Plural.One,
                });

    // The English names by which the page of a party finds them: of every code that the platform knows.
    private static IEnumerable<string> ListCountries() =>
        from first in Enumerable.Range('A', 26)
        from second in Enumerable.Range('A', 26)
        let name = FindCountry($"{(char)first}{(char)second}")
        where name is not null && !s_keys.Value.Readers.Any(k => k.Key == name)
        select name;

    private static string? FindCountry(string code)
    {
        try
        {
            // "IV" is how the platform writes no country at all.
            return code == "IV" || new RegionInfo(code).EnglishName is not { Length: > 2 } name ? null : name;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}

/// <param name="Name">The name in the resource file.</param>
/// <param name="English">The English text.</param>
/// <param name="Where">Where it is used.</param>
internal sealed record Expected(string Name, string English, string Where)
{
    /// <summary>
    /// The English text for one, for a form that may say the number in words, such as Arabic's for two; otherwise null.
    /// </summary>
    public string? Singular { get; init; }
}
