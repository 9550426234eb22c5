using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Tests.Shell.Localization.Keys;

namespace JoinArena.PrivacyPortal.Tests.Shell.Localization;

/// <summary>
/// The list of the portal's texts. With <c>PORTAL_TEXT_KEYS=file.json</c>, it is written to that file for translators.
/// </summary>
public sealed partial class TextKeysTests
{
    private static readonly JsonSerializerOptions s_readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Expressions whose texts come from elsewhere, and what is listed for them instead.</summary>
    private static readonly Dictionary<string, string> s_listedOtherwise = new()
    {
        ["entry.Text"] = "links: each NavEntry is listed where it is made",
        ["SharedResource.GetPluralName(other, category)"] = "plurals: each call is listed",
        ["ErasureInstruction.Text"] = "listed by itself",
        ["one.Description"] = "listed by itself",
        ["ground.Text"] = "files of laws",
        ["ground.PartyText"] = "files of laws",
        ["found.Text"] = "files of laws",
        ["ground.Words"] = "files of laws",
        ["refusalGround.Words"] = "files of laws",
        ["remedy.NextStep"] = "files of laws",
        ["opened.Case.NextStep"] = "files of laws",
        ["filed.NextStep"] = "files of laws",
        ["remedy.Words"] = "files of laws",
        ["remedy.Authority"] = "files of laws",
        ["c"] = "files of laws: the authorities",
        ["law.Name"] = "files of laws: the names that are translated",
        ["l.Name"] = "files of laws: the names that are translated",
        ["law"] = "files of laws: the names that are translated",
        ["certificate.Law.Name"] = "files of laws: the names that are translated",
        ["remedy.LawName"] = "files of laws: the names that are translated",
        ["rules.FindLawName(request.Law!)"] = "files of laws: the names that are translated",
        ["Rules.FindPlaceName(certificate.Jurisdiction)"] = "files of places",
        ["place"] = "files of places",
        ["now"] = "files of places",
        ["Request.ResidenceName"] = "files of places",
        ["known.Name"] = "files of places",
        ["sentence"] = "files of laws: names, grounds and next steps in the export",
        ["duty.Instruction"] = "files of laws; staff only",
        ["new RegionInfo(code).EnglishName"] = "countries: the platform has their names",
        ["problem.GetTitle()"] = "reference of the API; English",
        ["problem.Description"] = "reference of the API; English",
        ["language"] = "no localizer: texts by language",
        ["^1"] = "no localizer: parts of a name",
    };

    [Fact]
    public void The_texts_of_every_use_are_known()
    {
        var unknown = TextKeys.Collect().Unknown.Where(u => !s_listedOtherwise.ContainsKey(u[(u.IndexOf(' ') + 1)..]));
        unknown.ShouldBeEmpty("write the text beside its use, or say here where it is listed");
    }

    [Fact]
    public void The_texts_of_readers_and_of_staff_are_told_apart()
    {
        var keys = TextKeys.Collect();
        if (Environment.GetEnvironmentVariable("PORTAL_TEXT_KEYS") is { Length: > 0 } file)
            File.WriteAllText(file, JsonSerializer.Serialize(keys.Readers, s_readable));

        var readers = keys.Readers.Select(k => k.Key).ToHashSet();
        readers.ShouldContain("Request deletion", "a page");
        readers.ShouldContain("Why: {0}", "an email");
        readers.ShouldContain("the Datenschutzbehörde", "a law");
        readers.ShouldContain("{0} days", "a plural");
        keys.Staff.Select(k => k.Key).ShouldContain("No officer has this address. Choose another.");
        readers.Intersect(keys.Staff.Select(k => k.Key)).ShouldBeEmpty();
    }

    [Fact]
    public void An_apostrophe_is_a_typographic_one()
    {
        var keys = TextKeys.Collect();
        keys.Readers.Concat(keys.Staff)
            .Where(k => StraightApostrophe.IsMatch(k.Key) || StraightApostrophe.IsMatch(k.Plural?.One ?? ""))
            .Select(k => $"{k.Where}: {k.Key}")
            .ShouldBeEmpty("write ’");
        Translations
            .Languages.SelectMany(language => Translations.Read(language).Values)
            .Where(text => StraightApostrophe.IsMatch(text))
            .ShouldBeEmpty("write ’");
    }

    [GeneratedRegex(@"\p{L}'\p{L}", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex StraightApostrophe { get; }
}
