using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using Markdig.Syntax;

namespace JoinArena.PrivacyPortal.Policies.Loading;

/// <summary>
/// Splits a text into headings and clauses. The text has no marks for this: a clause starts at its opening words, which
/// may be in the middle of a paragraph.
/// </summary>
internal static class PolicyTextParser
{
    public static IReadOnlyList<PolicyPart> Parse(
        string file,
        string markdown,
        IReadOnlyList<(string Id, string Begins)> begins,
        ICollection<ReviewFinding> findings
    )
    {
        var document = PolicyMarkdown.Parse(markdown);
        var headings = document.OfType<HeadingBlock>().ToList();
        if (document.FirstOrDefault() is not HeadingBlock { Level: 1 })
        {
            findings.Add(
                new ReviewFinding(file, 1, "the text does not start with its title", "start it with '# ' and the title")
            );
            return [];
        }

        var cuts = headings.Select(h => new Cut(h.Span.Start, null, h)).ToList();
        cuts.AddRange(
            headings.Where(h => h.Span.End + 1 < markdown.Length).Select(h => new Cut(h.Span.End + 1, null, null))
        );
        var last = -1;
        foreach (var (id, words) in begins)
        {
            var start = FindStart(file, markdown, id, words, last);
            if (!start.IsSuccess)
            {
                findings.Add(start.Error);
                continue;
            }

            last = start.Value;
            cuts.Add(new Cut(StartOfItem(document, last), id, null));
        }

        var parts = Slices(markdown, [.. cuts.OrderBy(c => c.At)]).ToList();
        var whole = PolicyMarkdown.ToPlainText(document);
        if (!string.Equals(string.Join(' ', parts.Select(p => p.PlainText)), whole, StringComparison.Ordinal))
        {
            findings.Add(
                new ReviewFinding(
                    file,
                    1,
                    "the text reads differently when split into clauses",
                    "do not start a clause inside emphasis, a link or a quotation"
                )
            );
        }

        return parts;
    }

    /// <summary>Where the opening words of a clause are, or why that is not clear.</summary>
    /// <param name="last">Where the clause before it starts; -1 for the first one.</param>
    private static Result<int, ReviewFinding> FindStart(string file, string markdown, string id, string words, int last)
    {
        var at = markdown.IndexOf(words, StringComparison.Ordinal);
        if (at < 0)
        {
            return new ReviewFinding(
                file,
                1,
                $"clause '{id}' is not in the text: '{words}' was not found",
                "correct 'begins' in version.yml"
            );
        }

        var line = 1 + markdown.AsSpan(0, at).Count('\n');
        if (markdown.IndexOf(words, at + 1, StringComparison.Ordinal) >= 0)
        {
            return new ReviewFinding(
                file,
                line,
                $"clause '{id}' could start in two places: '{words}' occurs more than once",
                "add more words to 'begins' in version.yml"
            );
        }

        return at > last
            ? at
            : new ReviewFinding(
                file,
                line,
                $"clause '{id}' comes before the clause that is listed before it",
                "list the clauses of version.yml in the order of the text"
            );
    }

    /// <summary>A clause at the start of a list item includes the dash of the item.</summary>
    private static int StartOfItem(MarkdownDocument document, int at) =>
        document
            .Descendants<ListItemBlock>()
            .FirstOrDefault(item => item.FirstOrDefault() is { } first && first.Span.Start == at)
            ?.Span.Start
        ?? at;

    private static IEnumerable<PolicyPart> Slices(string markdown, IReadOnlyList<Cut> cuts)
    {
        for (var i = 0; i < cuts.Count; i++)
        {
            var end = i + 1 < cuts.Count ? cuts[i + 1].At : markdown.Length;
            var document = Lone(PolicyMarkdown.Parse(markdown[cuts[i].At..end].TrimStart()));
            var words = PolicyMarkdown.ToPlainText(document);
            if (words.Length > 0)
            {
                yield return new PolicyPart(
                    cuts[i].ClauseId,
                    cuts[i].Heading is not null,
                    Html(document, cuts[i]),
                    words
                );
            }
        }
    }

    private static string Html(MarkdownDocument document, Cut cut)
    {
        var html = PolicyMarkdown.ToHtml(document).Trim();
        return cut.Heading is null
            ? html
            : html[(html.IndexOf('>', StringComparison.Ordinal) + 1)..html.LastIndexOf('<')];
    }

    /// <summary>If a clause was one item of a list, returns its content without the list.</summary>
    private static MarkdownDocument Lone(MarkdownDocument document)
    {
        if (document is not [ListBlock { Count: 1 } list] || list[0] is not ListItemBlock item)
            return document;
        document.Clear();
        foreach (var block in item.ToList())
        {
            item.Remove(block);
            document.Add(block);
        }

        return document;
    }

    /// <param name="At">The offset in the text.</param>
    /// <param name="ClauseId">The clause that starts there, or null.</param>
    /// <param name="Heading">The heading there, or null.</param>
    private sealed record Cut(int At, string? ClauseId, HeadingBlock? Heading);
}
