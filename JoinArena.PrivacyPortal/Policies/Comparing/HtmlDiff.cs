using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace JoinArena.PrivacyPortal.Policies.Comparing;

/// <summary>
/// Renders the difference of two pieces of HTML as HTML: one side with its changes marked, or both in one text. The
/// marks are <c>ins</c> and <c>del</c> with hidden words for screen readers. Only text is marked, never a tag, so each
/// side keeps its structure.
/// </summary>
internal sealed partial class HtmlDiff(string added, string endAdded, string removed, string endRemoved)
{
    /// <summary>The earlier text with removed words marked.</summary>
    public string RenderBefore(TextDiff diff) => Side(diff, TextSide.Before, Removed);

    /// <summary>The later text with added words marked.</summary>
    public string RenderAfter(TextDiff diff) => Side(diff, TextSide.After, Added);

    /// <summary>The later text with added words marked and removed words put back where they were.</summary>
    public string RenderCombined(TextDiff diff)
    {
        var html = new StringBuilder();
        var open = new Stack<string>();
        foreach (var run in diff.Runs)
        {
            if (run.Side is TextSide.Before)
            {
                html.Append(Gone(run.Text, open.TryPeek(out var within) ? within : null));
                continue;
            }

            html.Append(run.Side is TextSide.After ? Marked(run.Text, Added) : run.Text);
            foreach (Match tag in Tag().Matches(run.Text))
                Follow(tag, open);
        }

        return html.ToString();
    }

    /// <summary>True if words changed, false if only tags changed.</summary>
    public static bool HasChangedWords(TextDiff diff) =>
        diff.Runs.Any(r => r.Side is not TextSide.Both && !string.IsNullOrWhiteSpace(Tag().Replace(r.Text, "")));

    private static string Side(TextDiff diff, TextSide side, Func<string, string> mark) =>
        string.Concat(
            diff.Runs.Where(r => r.Side is TextSide.Both || r.Side == side)
                .Select(r => r.Side is TextSide.Both ? r.Text : Marked(r.Text, mark))
        );

    private static string Marked(string html, Func<string, string> mark)
    {
        var marked = new StringBuilder();
        var at = 0;
        foreach (Match tag in Tag().Matches(html))
        {
            marked.Append(Text(html[at..tag.Index])).Append(tag.Value);
            at = tag.Index + tag.Length;
        }

        return marked.Append(Text(html[at..])).ToString();

        // Spaces at either end are not marked, because a line through a space looks odd.
        string Text(string text) =>
            text.Trim() is { Length: > 0 } words ? text.Replace(words, mark(words), StringComparison.Ordinal) : text;
    }

    /// <summary>The removed text in an element that is valid inside <paramref name="within"/>.</summary>
    private string Gone(string html, string? within)
    {
        var text = Tag().Replace(html, tag => IsInline(tag.Groups["name"].Value) ? "" : " ");
        if (string.IsNullOrWhiteSpace(text))
            return "";
        var marked = Removed(text);
        return within switch
        {
            null or "blockquote" => $"<p>{marked}</p>",
            "ul" or "ol" => $"<li>{marked}</li>",
            _ => marked,
        };
    }

    private string Added(string text) => $"<ins>{Hidden(added + " ")}{text}{Hidden(" " + endAdded)}</ins>";

    private string Removed(string text) => $"<del>{Hidden(removed + " ")}{text}{Hidden(" " + endRemoved)}</del>";

    private static string Hidden(string words) =>
        $"<span class=\"visually-hidden\">{WebUtility.HtmlEncode(words)}</span>";

    private static void Follow(Match tag, Stack<string> open)
    {
        var name = tag.Groups["name"].Value;
        if (name is "br" or "hr")
            return;
        if (tag.Value.StartsWith("</", StringComparison.Ordinal))
            open.TryPop(out _);
        else
            open.Push(name);
    }

    private static bool IsInline(string name) => name is "a" or "em" or "strong" or "code";

    [GeneratedRegex(
        "</?(?<name>[a-zA-Z][a-zA-Z0-9]*)[^>]*>",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Tag();
}
