using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace JoinArena.PrivacyPortal.Policies.Loading;

/// <summary>
/// Finds what a text must not contain because the portal does not show it as written, or because it is unsafe.
/// </summary>
internal static class PolicyTextCheck
{
    // Parsing time can grow with the square of the length. A paragraph of this length takes a tenth of a second at
    // most.
    private const int LongestParagraph = 8_000;

    private static readonly MarkdownPipeline s_all = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UsePreciseSourceLocation()
        .Build();

    /// <returns>True if nothing was found.</returns>
    public static bool Run(string file, string markdown, ICollection<ReviewFinding> findings)
    {
        var before = findings.Count;
        foreach (var (line, what, mend) in Characters(markdown).Concat(Paragraphs(markdown)))
            findings.Add(new ReviewFinding(file, line, what, mend));
        if (findings.Count > before)
            return false;

        try
        {
            _ = PolicyMarkdown.ToPlainText(PolicyMarkdown.Parse(markdown));
            foreach (var (line, what, mend) in Elements(Markdown.Parse(markdown, s_all)))
                findings.Add(new ReviewFinding(file, line, $"the text holds {what}", mend));
        }
        catch (ArgumentException)
        {
            // The parser and the renderer throw this if the nesting is too deep.
            findings.Add(
                new ReviewFinding(
                    file,
                    1 + DeepestLine(markdown),
                    "the text is nested too deeply",
                    "look for brackets, stars or '>' that are not closed"
                )
            );
        }

        return findings.Count == before;
    }

    private static IEnumerable<(int Line, string What, string Mend)> Characters(string markdown)
    {
        var line = 1;
        foreach (var character in markdown)
        {
            if (character is '\n')
                line++;
            if (character is '\r')
            {
                yield return (
                    line,
                    "the line has a Windows line ending",
                    "save the file with Unix line endings ('\\n')"
                );
                yield break;
            }

            // Control characters, and invisible characters that change how the text looks: zero-width spaces and marks
            // that reverse the writing direction.
            if (
                (char.IsControl(character) && character is not ('\n' or '\t'))
                || character
                    is '\u200B'
                        or '\uFEFF'
                        or '\uFFFD'
                        or (>= '\u202A' and <= '\u202E')
                        or (>= '\u2066' and <= '\u2069')
            )
            {
                yield return (
                    line,
                    string.Create(
                        System.Globalization.CultureInfo.InvariantCulture,
                        $"the text holds the invisible character U+{(int)character:X4}"
                    ),
                    "remove it"
                );
            }
        }
    }

    private static IEnumerable<(int Line, string What, string Mend)> Paragraphs(string markdown)
    {
        var line = 0;
        var start = 0;
        var length = 0;
        foreach (var text in markdown.Split('\n'))
        {
            line++;
            var words = text.AsSpan().TrimStart(' ');
            var wasShort = length <= LongestParagraph;
            if (words.IsEmpty || words is ['#' or '-' or '+' or '*', ' ', ..] || length == 0)
            {
                start = line;
                length = 0;
                wasShort = true;
            }
            length += text.Length;
            if (wasShort && length > LongestParagraph)
            {
                yield return (
                    start,
                    "the paragraph or table is too long",
                    $"split it; the limit is {LongestParagraph} characters"
                );
            }
        }
    }

    private static IEnumerable<(int Line, string What, string Mend)> Elements(MarkdownDocument document)
    {
        foreach (var node in document.Descendants())
        {
            (string What, string Mend)? found = node switch
            {
                HtmlBlock or HtmlInline => ("raw HTML", "write it in Markdown"),
                LinkInline { IsImage: true } => ("an image", "describe it in words"),
                LinkInline link when !PolicyMarkdown.IsShown(link) => (
                    $"a link to '{link.Url}'",
                    "link to https:, http: or mailto:, or to a clause by '#' and its id"
                ),
                AutolinkInline { IsEmail: false } link when !PolicyMarkdown.IsAllowed(link.Url) => (
                    $"a link to '{link.Url}'",
                    "link to https:, http: or mailto: only"
                ),
                Table => ("a table", "write it as a list"),
                CodeBlock => ("a code block", "indent by fewer than four spaces, and do not use ```"),
                HeadingBlock { Level: 1 } heading when heading != document[0] => (
                    "a second title",
                    "start it with '## '"
                ),
                HeadingBlock { Inline.FirstChild: null } => ("an empty heading", "add text to it, or remove it"),
                _ => null,
            };
            if (found is { } refused)
                yield return (node.Line + 1, refused.What, refused.Mend);
        }
    }

    private static int DeepestLine(string markdown)
    {
        var line = 0;
        foreach (var block in markdown.Split("\n\n"))
        {
            try
            {
                _ = PolicyMarkdown.ToPlainText(PolicyMarkdown.Parse(block));
            }
            catch (ArgumentException)
            {
                return line;
            }

            line += 2 + block.AsSpan().Count('\n');
        }

        return 0;
    }
}
