using System.Globalization;
using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Tests.Shell.Localization.Keys;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Shell.Localization;

/// <summary>The resource files have what readers can come to see, and nothing else.</summary>
public sealed partial class TranslationTests
{
    public static TheoryData<string> Tags => [.. Translations.Languages.Select(l => l.Tag)];

    [Theory]
    [MemberData(nameof(Tags))]
    public void Every_text_that_a_worker_or_a_visitor_can_read_is_translated(string tag)
    {
        var language = PortalLanguage.Find(tag)!;
        var translated = Translations.Read(language);
        Translations
            .ListExpected(language)
            .Where(e => !translated.ContainsKey(e.Name))
            .Select(e => $"{e.Where}: {e.Name}")
            .ShouldBeEmpty($"add them to SharedResource.{tag}.resx");
    }

    [Theory]
    [MemberData(nameof(Tags))]
    public void No_translation_is_left_of_a_text_that_is_gone(string tag)
    {
        var language = PortalLanguage.Find(tag)!;
        Translations
            .Read(language)
            .Keys.Except(Translations.ListExpected(language).Select(e => e.Name))
            .ShouldBeEmpty($"take them out of SharedResource.{tag}.resx");
    }

    // Readers would take a "public log" and a "transparency log" for two more things.
    [Theory]
    [InlineData("es", "registro de transparencia")]
    [InlineData("pt-BR", "registro de transparência")]
    [InlineData("ar", "سجل الشفافية")]
    public void The_ledger_has_one_name(string tag, string otherName)
    {
        var translated = Translations.Read(PortalLanguage.Find(tag)!);

        translated.Keys.Where(text => OtherNames().IsMatch(text)).ShouldBeEmpty();
        translated.Values.Where(text => text.Contains(otherName, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    // The names of resources do not tell capitals apart: of two such texts, one would stay English.
    [Theory]
    [MemberData(nameof(Tags))]
    public void No_two_texts_differ_in_capitals_alone(string tag) =>
        Translations
            .Read(PortalLanguage.Find(tag)!)
            .Keys.GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Count() > 1)
            .Select(same => string.Join(" and ", same))
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Tags))]
    public void A_translation_has_the_places_of_its_English_text(string tag)
    {
        var language = PortalLanguage.Find(tag)!;
        var translated = Translations.Read(language);
        var wrong =
            from expected in Translations.ListExpected(language)
            where translated.ContainsKey(expected.Name)
            let text = translated[expected.Name]
            let most = FindPlaces(expected.English)
            let least = expected.Singular is { } one ? FindPlaces(one).Except(["{0}"]).ToHashSet() : most
            let own = FindPlaces(text)
            where !own.IsSubsetOf(most) || !own.IsSupersetOf(least)
            select $"{expected.Name} -> {text}";
        wrong.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Tags))]
    public void No_English_sentence_stands_as_its_own_translation(string tag)
    {
        var language = PortalLanguage.Find(tag)!;
        var translated = Translations.Read(language);
        Translations
            .ListExpected(language)
            .Where(e => translated.TryGetValue(e.Name, out var text) && text == e.English)
            .Select(e => e.English)
            .Where(EnglishWords.AreIn)
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("es", "Solicitar el borrado", "hace 2 días", "hace 1 día")]
    [InlineData("pt-BR", "Pedir a exclusão", "há 2 dias", "há 1 dia")]
    [InlineData("ar", "طلب الحذف", "قبل يومين", "قبل يوم واحد")]
    public void The_program_finds_them_also_once_it_is_published(string tag, string text, string two, string one)
    {
        var words = TestLocalizer.English;
        CultureScope.Run(tag, () => (string)words["Request deletion"]).ShouldBe(text);
        CultureScope.Run(tag, () => words.Plural(2, "1 day ago", "{0} days ago")).ShouldBe(two);
        CultureScope.Run(tag, () => words.Plural(1, "1 day ago", "{0} days ago")).ShouldBe(one);
    }

    private static HashSet<string> FindPlaces(string text) => [.. Place.Matches(text).Select(m => m.Value)];

    [GeneratedRegex("""\{\w+\}""", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Place { get; }

    [GeneratedRegex(@"\blog\b", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex OtherNames();
}
