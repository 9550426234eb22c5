using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Shell;

/// <summary>The style sheets say start and end, so that a page in Arabic needs no sheet of its own.</summary>
public sealed partial class StyleDirectionTests
{
    [Fact]
    public void No_style_sheet_says_left_or_right()
    {
        var lines =
            from file in Directory.EnumerateFiles(Repository.GetPath("wwwroot", "css"), "*.css")
            from line in File.ReadLines(file).Select((text, at) => (Text: text, Number: at + 1))
            // Names of MudBlazor's own variables.
            where Physical.IsMatch(line.Text) && !line.Text.Contains("--mud-", StringComparison.Ordinal)
            select $"{Path.GetFileName(file)}:{line.Number} {line.Text.Trim()}";
        lines.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("  margin-left: 1rem;", true)]
    [InlineData("  text-align: right;", true)]
    [InlineData("  left: 0;", true)]
    [InlineData("  border-right: 1px solid;", true)]
    [InlineData("  margin-inline-start: 1rem;", false)]
    [InlineData("  text-align: start;", false)]
    public void A_left_or_right_in_a_style_sheet_is_detected(string line, bool isFound) =>
        Physical.IsMatch(line).ShouldBe(isFound);

    [GeneratedRegex(
        """
            (?: ^ | [\s;{] ) (?: (?: margin | padding | border | scroll-margin | scroll-padding ) - )?
            (?: left | right ) (?: -[a-z]+ )? \s* :
            | : \s* (?: left | right ) \s* ;
            """,
        RegexOptions.IgnorePatternWhitespace,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Physical { get; }
}
