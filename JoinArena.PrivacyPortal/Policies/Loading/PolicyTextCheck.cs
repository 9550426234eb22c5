using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace JoinArena.PrivacyPortal.Policies.Loading;

/// <summary>What a text may not hold, because it is not shown, not shown as it is written, or could do harm.</summary>
internal static class PolicyTextCheck
{
    // Reading a paragraph takes the square of its length when it is made to; this one is read in a tenth of a second.
    private const int LongestParagraph = 8_000;

    private static readonly MarkdownPipeline s_all = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UsePreciseSourceLocation()
        .Build();

    /// <returns>Whether nothing was found.</returns>
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
            // The parser's and the renderer's answer to nesting that no reader could follow.
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
                yield return (line, "the line ends as on Windows", "save the file with Unix line ends ('\\n')");
                yield break;
            }

            // Control characters, and marks that are not seen but change what is: zero-width blanks and reversals of
            // the order of the letters.
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
                    "take it out"
                );
            }
        }
    }

    private static IEnumerable<(int Line, string What, string Mend)> Paragraphs(string markdown)
    {
        var (line, start, length) = (0, 0, 0);
        foreach (var text in markdown.Split('\n'))
        {
            line++;
            var words = text.AsSpan().TrimStart(' ');
            var wasShort = length <= LongestParagraph;
            if (words.IsEmpty || words is ['#' or '-' or '+' or '*', ' ', ..] || length == 0)
                (start, length, wasShort) = (line, 0, true);
            length += text.Length;
            if (wasShort && length > LongestParagraph)
            {
                yield return (
                    start,
                    "the paragraph or table is too long to be read",
                    $"part it; {LongestParagraph} characters are the most"
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
                LinkInline { IsImage: true } => ("a picture", "say it in words"),
                LinkInline link when !PolicyMarkdown.IsShown(link) => (
                    $"a link to '{link.Url}'",
                    "link to https:, http: or mailto:, or to a clause by '#' and its id"
                ),
                AutolinkInline { IsEmail: false } link when !PolicyMarkdown.IsAllowed(link.Url) => (
                    $"a link to '{link.Url}'",
                    "link to https:, http: or mailto: only"
                ),
                Table => ("a table", "write it as a list"),
                CodeBlock => ("a block of code", "indent by less than four blanks, and use no ```"),
                HeadingBlock { Level: 1 } heading when heading != document[0] => (
                    "a second title",
                    "start it with '## '"
                ),
                HeadingBlock { Inline.FirstChild: null } => ("an empty heading", "give it words, or take it out"),
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
