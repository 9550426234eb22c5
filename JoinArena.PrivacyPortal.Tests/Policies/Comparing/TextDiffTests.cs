using System.Text.RegularExpressions;
using CsCheck;
using JoinArena.PrivacyPortal.Policies.Comparing;

namespace JoinArena.PrivacyPortal.Tests.Policies.Comparing;

public sealed partial class TextDiffTests
{
    private static readonly Gen<string> Html = Gen.OneOf(
            "you",
            "may",
            "not",
            " ",
            ", ",
            "\n",
            "<p>",
            "</p>",
            "<em>",
            "</em>",
            "&amp;",
            "’s",
            "é",
            "😀"
        )
        .List[0, 30]
        .Select(string.Concat);
    private static readonly HtmlDiff Marks = new("added:", "(end)", "removed:", "(end)");

    [Fact]
    public void Each_text_can_be_restored_from_any_comparison() =>
        Gen.Select(Gen.OneOf(Html, Gen.String), Gen.OneOf(Html, Gen.String))
            .Sample(
                (before, after) =>
                {
                    var diff = TextDiff.Create(before, after);
                    return diff.Before == before
                        && diff.After == after
                        && diff.Runs.All(r => r.Text.Length > 0)
                        && diff.Runs.Zip(diff.Runs.Skip(1)).All(n => n.First.Side != n.Second.Side);
                }
            );

    [Fact]
    public void Swapped_texts_swap_added_and_removed() =>
        Gen.Select(Html, Html)
            .Sample(
                (before, after) =>
                    Of(TextDiff.Create(before, after), TextSide.Before)
                        == Of(TextDiff.Create(after, before), TextSide.After)
                    && Of(TextDiff.Create(before, after), TextSide.Both)
                        == Of(TextDiff.Create(after, before), TextSide.Both)
            );

    [Fact]
    public void A_text_compared_with_itself_is_unchanged() =>
        Html.Sample(text => TextDiff.Create(text, text).Runs.All(r => r.Side is TextSide.Both));

    [Theory]
    [InlineData("We sell your data.", "We never sell your data.", "We [+never +]sell your data.")]
    [InlineData("It may be sent to one.", "It may be sent to two.", "It may be sent to [-one-][+two+].")]
    [InlineData(
        "sent for ninety days only",
        "sent for thirty years only",
        "sent for [-ninety days-][+thirty years+] only"
    )]
    [InlineData("one’s own", "our own", "[-one’s-][+our+] own")]
    [InlineData("all, always and ever", "none of it, not once", "[-all, always and ever-][+none of it, not once+]")]
    [InlineData("", "new", "[+new+]")]
    [InlineData("😀 ok then", "😁 ok then", "[-😀-][+😁+] ok then")]
    public void Only_whole_words_are_marked_as_changed(string before, string after, string told) =>
        string.Concat(
                TextDiff
                    .Create(before, after)
                    .Runs.Select(r =>
                        r.Side switch
                        {
                            TextSide.Both => r.Text,
                            TextSide.Before => $"[-{r.Text}-]",
                            TextSide.After => $"[+{r.Text}+]",
                        }
                    )
            )
            .ShouldBe(told);

    [Fact]
    public void A_text_that_is_too_long_to_compare_by_words_is_compared_as_a_whole()
    {
        var before = string.Concat(Enumerable.Repeat("a b ", 10_000));
        var after = string.Concat(Enumerable.Repeat("a c ", 10_000));

        TextDiff.Create(before, after).Runs.Select(r => r.Side).ShouldBe([TextSide.Before, TextSide.After]);
    }

    [Theory]
    [InlineData("<p>We keep it.</p>", "<p>We keep it <em>safe</em>.</p>", "<p>We keep it <em>[+safe+]</em>.</p>")]
    [InlineData("<p>One.</p>\n<p>Two is here.</p>", "<p>Two is here.</p>", "<p>[- One. -]Two is here.</p>")]
    [InlineData(
        "<p>It is so.</p>\n<ul>\n<li>a thing</li>\n<li>another one</li>\n</ul>",
        "<p>It is so.</p>\n<ul>\n<li>a thing</li>\n</ul>",
        "<p>It is so.</p>\n<ul>\n<li>a thing</li>\n<li>[- another one -]</li></ul>"
    )]
    [InlineData(
        "<p>It is so for you.</p>\n<p>Or not.</p>",
        "<p>It is so for you.</p>",
        "<p>It is so for you.</p><p>[- Or not. -]</p>"
    )]
    public void The_combined_text_shows_what_was_removed_in_its_place(string before, string after, string told)
    {
        var html = Marks.RenderCombined(TextDiff.Create(before, after));

        Unmarked(html, keep: "ins").ShouldBe(after);
        Words(html)
            .ShouldBe(
                Words(
                    told.Replace("[-", "<del>", StringComparison.Ordinal)
                        .Replace("-]", "</del>", StringComparison.Ordinal)
                        .Replace("[+", "<ins>", StringComparison.Ordinal)
                        .Replace("+]", "</ins>", StringComparison.Ordinal)
                )
            );
    }

    [Fact]
    public void A_mark_changes_nothing_else_in_a_side() =>
        Gen.Select(Html, Html)
            .Sample(
                (before, after) =>
                {
                    var diff = TextDiff.Create(before, after);
                    return Unmarked(Marks.RenderBefore(diff), keep: "del") == before
                        && Unmarked(Marks.RenderAfter(diff), keep: "ins") == after
                        && WithoutEmpty(Unmarked(Marks.RenderCombined(diff), keep: "ins")) == WithoutEmpty(after);
                }
            );

    [Fact]
    public void A_paragraph_that_lost_all_its_words_keeps_its_place() =>
        Marks
            .RenderCombined(TextDiff.Create("<p>Kept here.</p><p>Gone</p>", "<p>Kept here.</p><p></p>"))
            .ShouldBe(
                "<p>Kept here.</p><p><del><span class=\"visually-hidden\">removed: </span>Gone"
                    + "<span class=\"visually-hidden\"> (end)</span></del></p>"
            );

    [Fact]
    public void A_mark_is_described_for_screen_readers() =>
        Marks
            .RenderAfter(TextDiff.Create("It is kept here.", "It is not kept here."))
            .ShouldBe(
                """It is <ins><span class="visually-hidden">added: </span>not<span class="visually-hidden"> (end)</span></ins> kept here."""
            );

    private static string Of(TextDiff diff, TextSide presence) =>
        string.Join('|', diff.Runs.Where(r => r.Side == presence).Select(r => r.Text));

    /// <summary>Without its marks: the text of those to keep stays, that of the others goes.</summary>
    private static string Unmarked(string html, string keep)
    {
        var seen = Hidden().Replace(html, "");
        if (keep is "ins")
            seen = Removed().Replace(seen, "");
        return seen.Replace($"<{keep}>", "", StringComparison.Ordinal)
            .Replace($"</{keep}>", "", StringComparison.Ordinal);
    }

    /// <summary>
    /// Without empty paragraphs and list items. A paragraph that was put around removed words cannot be told from one
    /// that was there before and lost all its words.
    /// </summary>
    private static string WithoutEmpty(string html)
    {
        while (true)
        {
            var less = html.Replace("<p></p>", "", StringComparison.Ordinal)
                .Replace("<li></li>", "", StringComparison.Ordinal);
            if (less.Length == html.Length)
                return html;
            html = less;
        }
    }

    private static string Words(string html) => Space().Replace(Hidden().Replace(html, ""), "");

    [GeneratedRegex(
        "<span class=\"visually-hidden\">.*?</span>",
        RegexOptions.Singleline,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Hidden();

    [GeneratedRegex(
        "<p><del>[^<]*</del></p>|<li><del>[^<]*</del></li>|<del>[^<]*</del>",
        RegexOptions.None,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Removed();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Space();
}
