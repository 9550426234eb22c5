using System.Globalization;
using JoinArena.PrivacyPortal.Shell.Localization;

namespace JoinArena.PrivacyPortal.Tests.Shell.Localization;

/// <summary>The integer samples of Unicode CLDR 48, supplemental/plurals.xml.</summary>
public sealed class PluralRulesTests
{
    [Theory]
    [InlineData("en", PluralCategory.One, "1")]
    [InlineData("en", PluralCategory.Other, "0 2~16 100 1000 10000 100000 1000000")]
    [InlineData("es", PluralCategory.One, "1")]
    [InlineData("es", PluralCategory.Many, "1000000 2000000 1000000000")]
    [InlineData("es", PluralCategory.Other, "0 2~16 100 1000 10000 100000 1000001")]
    [InlineData("pt-BR", PluralCategory.One, "0 1")]
    [InlineData("pt-BR", PluralCategory.Many, "1000000 2000000 1000000000")]
    [InlineData("pt-BR", PluralCategory.Other, "2~17 100 1000 10000 100000 1000001")]
    [InlineData("ar", PluralCategory.Zero, "0")]
    [InlineData("ar", PluralCategory.One, "1")]
    [InlineData("ar", PluralCategory.Two, "2")]
    [InlineData("ar", PluralCategory.Few, "3~10 103~110 1003")]
    [InlineData("ar", PluralCategory.Many, "11~26 111 1011")]
    [InlineData("ar", PluralCategory.Other, "100~102 200~202 300~302 400 500 600 1000 10000 100000 1000000")]
    public void A_number_takes_the_form_that_CLDR_gives_it(string language, PluralCategory category, string samples)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        foreach (var number in Expand(samples))
            PluralRules.GetCategory(culture, number).ShouldBe(category, $"{number} in {language}");
        PluralRules.ListCategories(culture).ShouldContain(category);
    }

    private static IEnumerable<long> Expand(string samples) =>
        from part in samples.Split(' ')
        let ends = part.Split('~').Select(n => long.Parse(n, CultureInfo.InvariantCulture)).ToArray()
        from number in Enumerable.Range(0, (int)(ends[^1] - ends[0]) + 1).Select(n => ends[0] + n)
        select number;
}
