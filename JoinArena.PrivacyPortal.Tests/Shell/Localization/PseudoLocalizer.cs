using System.Globalization;
using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Tests.Shell.Localization;

/// <summary>
/// "Translates" each text into itself between brackets, half as long again, so that text without brackets is seen to be
/// written into the code, and text that does not fit is cut.
/// </summary>
internal sealed partial class PseudoLocalizer : IStringLocalizer<SharedResource>
{
    public const char Start = '⟦';
    public const char End = '⟧';

    public LocalizedString this[string name] => new(name, Wrap(name), resourceNotFound: false);

    public LocalizedString this[string name, params object[] arguments] =>
        new(name, string.Format(CultureInfo.CurrentCulture, Wrap(name), arguments), resourceNotFound: false);

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];

    /// <summary>What is outside the brackets.</summary>
    public static string Strip(string shown)
    {
        for (var before = ""; before != shown; )
        {
            before = shown;
            shown = Bracketed.Replace(shown, "");
        }

        return shown;
    }

    private static string Wrap(string name)
    {
        var text = PluralSuffix.Replace(name, "");
        // Patterns of dates, and what stands between things in a list, would be read as something else.
        return text is "d MMMM yyyy" or "d MMMM" or "MMMM yyyy" or ", "
            ? text
            : $"{Start}{text}{new string('·', text.Length / 2)}{End}";
    }

    [GeneratedRegex(""" \[[a-z]+\]$""", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex PluralSuffix { get; }

    [GeneratedRegex("""⟦[^⟦⟧]*⟧""", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Bracketed { get; }
}
