using System.Globalization;

namespace JoinArena.PrivacyPortal.Shell.Localization;

/// <summary>The forms a sentence can have by a number, with the names of the Unicode CLDR.</summary>
public enum PluralCategory
{
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

/// <summary>
/// Which form a whole number takes in the portal's languages. Source: Unicode CLDR 48, supplemental/plurals.xml, cardinal
/// rules for numbers without decimals.
/// </summary>
public static class PluralRules
{
    private const long Million = 1_000_000;

    private static readonly PluralCategory[] s_oneOther = [PluralCategory.One, PluralCategory.Other];
    private static readonly PluralCategory[] s_oneManyOther =
    [
        PluralCategory.One,
        PluralCategory.Many,
        PluralCategory.Other,
    ];

    /// <summary>The forms that a language has.</summary>
    public static IReadOnlyList<PluralCategory> ListCategories(CultureInfo language) =>
        language.TwoLetterISOLanguageName switch
        {
            "es" or "pt" => s_oneManyOther,
            "ar" => Enum.GetValues<PluralCategory>(),
            _ => s_oneOther,
        };

    /// <summary>The form for a number.</summary>
    /// <param name="language">The language; one without a rule here counts like English.</param>
    /// <param name="count">The number, at least 0.</param>
    public static PluralCategory GetCategory(CultureInfo language, long count) =>
        language.TwoLetterISOLanguageName switch
        {
            "es" => count is 1 ? PluralCategory.One : ManyMillionsOrOther(count),
            // In Brazil zero is singular too: "0 pessoa".
            "pt" => count is 0 or 1 ? PluralCategory.One : ManyMillionsOrOther(count),
            "ar" => GetArabicCategory(count),
            _ => count is 1 ? PluralCategory.One : PluralCategory.Other,
        };

    // "un millón de personas", but "un millón una personas".
    private static PluralCategory ManyMillionsOrOther(long count) =>
        count is not 0 && count % Million is 0 ? PluralCategory.Many : PluralCategory.Other;

    private static PluralCategory GetArabicCategory(long count) =>
        count switch
        {
            0 => PluralCategory.Zero,
            1 => PluralCategory.One,
            2 => PluralCategory.Two,
            _ => (count % 100) switch
            {
                >= 3 and <= 10 => PluralCategory.Few,
                >= 11 => PluralCategory.Many,
                _ => PluralCategory.Other,
            },
        };
}
