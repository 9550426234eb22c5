using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Shell;

/// <summary>
/// What no page may hold, found in the sources: a browser would block it, or a translator would miss it.
/// </summary>
public sealed partial class MarkupTests
{
    [Fact]
    public void No_page_has_inline_styles_or_scripts() => Found(InlineCode).ShouldBeEmpty();

    [Fact]
    public void Every_visible_text_can_be_translated() =>
        Found(BareText)
            .Concat(Found(BareAttribute))
            .Where(f => !f.StartsWith("Shell/Design/", StringComparison.Ordinal))
            .ShouldBeEmpty();

    [Fact]
    public void On_a_phone_each_cell_of_a_table_says_what_it_is() => Found(RowsTable, UnlabelledCell).ShouldBeEmpty();

    [Fact]
    public void What_is_wrong_in_a_form_stands_under_the_title_of_its_page() => Found(ErrorsAboveTitle).ShouldBeEmpty();

    [Theory]
    [InlineData("""<td>@party.Name</td>""")]
    [InlineData("""<td class="num">@Format.Number(party.Times)</td>""")]
    public void A_cell_without_a_label_is_detected(string markup) => UnlabelledCell.IsMatch(markup).ShouldBeTrue();

    [Theory]
    [InlineData("""<td data-label="@L["Times"]">@Format.Number(party.Times)</td>""")]
    [InlineData("""<td class="num" data-label="@L["Times"]">@party.Times</td>""")]
    [InlineData("""<td data-label=""><button>@L["Sign it out"]</button></td>""")]
    [InlineData("<td></td>")]
    public void A_cell_with_a_label_or_without_content_is_not_flagged(string markup) =>
        UnlabelledCell.IsMatch(markup).ShouldBeFalse();

    [Theory]
    [InlineData("""<p style="color: red">""")]
    [InlineData("""<button onclick="go()">""")]
    [InlineData("<script>go()</script>")]
    [InlineData("<style>p { color: red }</style>")]
    public void Inline_code_is_detected(string markup) => InlineCode.IsMatch(markup).ShouldBeTrue();

    [Theory]
    [InlineData("""<button @onclick="Go">""")]
    [InlineData("""<script src="/js/reconnect.js"></script>""")]
    public void Code_in_its_own_file_is_not_flagged(string markup) => InlineCode.IsMatch(markup).ShouldBeFalse();

    [Theory]
    [InlineData("<p>Hello</p>")]
    [InlineData("""<a href="/x">Hello @name</a>""")]
    [InlineData("<p>\n    Hello,\n    you\n</p>")]
    public void Untranslated_text_is_detected(string markup) => BareText.IsMatch(markup).ShouldBeTrue();

    [Theory]
    [InlineData("""<p>@L["Hello"]</p>""")]
    [InlineData("""<a href="/x"><b>·</b> @L["Hello"]</a>""")]
    public void Text_from_the_localizer_is_not_flagged(string markup) => BareText.IsMatch(markup).ShouldBeFalse();

    [Theory]
    [InlineData("""<PageHead Title="Who has my data" />""")]
    [InlineData("""<PageHead Summary="7 parties have your data." />""")]
    [InlineData("""<DescriptionItem Term="Due by" />""")]
    [InlineData("""<TextField Id="email" Label="Email" />""")]
    [InlineData("""<img alt="A chart">""")]
    public void An_untranslated_attribute_is_detected(string markup) => BareAttribute.IsMatch(markup).ShouldBeTrue();

    [Theory]
    [InlineData("""<PageHead Title="@L["Who has my data"]" />""")]
    [InlineData("""<Icon Name="IconName.Alert" />""")]
    [InlineData("""<TextField Name="Email" />""")]
    public void An_attribute_that_holds_no_words_is_not_flagged(string markup) =>
        BareAttribute.IsMatch(markup).ShouldBeFalse();

    [Fact]
    public void The_check_covers_more_than_twenty_pages() => Pages().Count().ShouldBeGreaterThan(20);

    private static IEnumerable<string> Found(Regex what) =>
        from page in Pages()
        from match in what.Matches(page.Markup)
        select $"{page.Name}: {match.Value.ReplaceLineEndings(" ")}";

    private static IEnumerable<string> Found(Regex places, Regex what) =>
        from page in Pages()
        from place in places.Matches(page.Markup)
        from match in what.Matches(place.Value)
        select $"{page.Name}: {match.Value.ReplaceLineEndings(" ")}";

    private static IEnumerable<(string Name, string Markup)> Pages()
    {
        var root = Repository.GetPath("JoinArena.PrivacyPortal");
        return from file in Directory.EnumerateFiles(root, "*.razor", SearchOption.AllDirectories)
            let name = Path.GetRelativePath(root, file).Replace('\\', '/')
            where
                !name.StartsWith("bin/", StringComparison.Ordinal) && !name.StartsWith("obj/", StringComparison.Ordinal)
            select (name, NotMarkup.Replace(File.ReadAllText(file), ""));
    }

    // Comments, code, directives, and names that are the same in every language.
    [GeneratedRegex(
        """@\*.*?\*@|^@code\b.*\z|^@(?:inject|inherits|using|attribute|implements|typeparam)\b[^\n]*|SHA-256""",
        RegexOptions.Singleline | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex NotMarkup { get; }

    [GeneratedRegex("""<ErrorSummary\b[^\n]*/>\s*<PageHead\b""", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex ErrorsAboveTitle { get; }

    [GeneratedRegex(
        """\sstyle\s*=|<style\b|\son[a-z]+\s*=|<script\b[^>]*>\s*[^<\s]""",
        RegexOptions.None,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex InlineCode { get; }

    // "rows" in portal.css: on a phone it hides its head.
    [GeneratedRegex(
        """<table\b[^>]*\bclass="rows\b.*?</table>""",
        RegexOptions.Singleline,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex RowsTable { get; }

    // With an empty label, what is in the cell needs none: its column has no head to see on a wide screen either.
    [GeneratedRegex(
        """<td\b(?!(?:"[^"]*"|[^<>"])*\sdata-label=)[^>]*>(?!</td>)[^\n]*""",
        RegexOptions.None,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex UnlabelledCell { get; }

    // After a tag, up to the next tag or expression.
    [GeneratedRegex(
        """</?[a-zA-Z](?:"[^"]*"|[^<>"])*>\s*[^<>@{}]*\p{L}{2,}[^<>@{}]*(?=[<@])""",
        RegexOptions.None,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex BareText { get; }

    [GeneratedRegex(
        """
            \s(?:Title|Summary|Text|Label|Hint|BackText|ButtonText|Step|Term|Caption|alt|title|placeholder|aria-label)
            ="(?!@)[^"]*\p{L}[^"]*(?=")
            """,
        RegexOptions.IgnorePatternWhitespace,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex BareAttribute { get; }
}
