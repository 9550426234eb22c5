using System.Globalization;
using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Shell;

/// <summary>MudBlazor's variables come from the portal's tokens: there is one source of every colour.</summary>
public sealed partial class MudTokensTests
{
    private static readonly Dictionary<string, string> s_tokens = TokenPattern
        .Matches(Read("tokens.css"))
        .ToDictionary(
            m => m.Groups["name"].Value,
            m => $"{m.Groups["light"].Value} {m.Groups["dark"].Value}",
            StringComparer.Ordinal
        );

    [Fact]
    public void Every_colour_that_MudBlazor_needs_as_numbers_is_the_tokens_colour_in_both_themes()
    {
        var aliases = AliasPattern
            .Matches(Read("mud.css"))
            .ToDictionary(m => m.Groups["name"].Value, m => m.Groups["token"].Value, StringComparer.Ordinal);
        var found = NumbersPattern.Matches(Read("mud.css")).ToList();

        found.Count.ShouldBe(3 * 13, "one list for each theme, and one for readers whose system is dark");
        foreach (
            var numbers in found.GroupBy(
                m => m.Groups["name"].Value,
                m => m.Groups["rgb"].Value,
                StringComparer.Ordinal
            )
        )
        {
            var token = s_tokens[aliases[numbers.Key]].Split(' ');
            string[] expected = [ToNumbers(token[0]), ToNumbers(token[1]), ToNumbers(token[1])];
            string.Join(' ', numbers).ShouldBe(string.Join(' ', expected), numbers.Key);
        }
    }

    [Fact]
    public void No_other_colour_is_named_in_a_sheet_than_the_tokens()
    {
        foreach (var sheet in new[] { "mud.css", "desk.css", "live.css" })
            ColourPattern.Matches(Read(sheet)).Select(m => m.Value).ShouldBeEmpty(sheet);
    }

    private static string Read(string sheet) => File.ReadAllText(Repository.GetPath($"wwwroot/css/{sheet}"));

    private static string ToNumbers(string colour) =>
        string.Join(
            ',',
            Enumerable
                .Range(0, 3)
                .Select(i =>
                    int.Parse(colour.AsSpan(1 + (2 * i), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
                )
        );

    [GeneratedRegex(
        """--(?<name>[\w-]+): light-dark\((?<light>#\w{6}), (?<dark>#\w{6})\)""",
        RegexOptions.ExplicitCapture,
        5000
    )]
    private static partial Regex TokenPattern { get; }

    [GeneratedRegex(
        """--mud-palette-(?<name>[\w-]+): var\(--(?<token>[\w-]+)\);""",
        RegexOptions.ExplicitCapture,
        5000
    )]
    private static partial Regex AliasPattern { get; }

    [GeneratedRegex("""--mud-palette-(?<name>[\w-]+)-rgb: (?<rgb>[\d,]+);""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex NumbersPattern { get; }

    [GeneratedRegex("""#[0-9a-fA-F]{3,8}\b""", RegexOptions.None, 5000)]
    private static partial Regex ColourPattern { get; }
}
