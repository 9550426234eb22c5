using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace JoinArena.PrivacyPortal.Policies.Loading;

/// <summary>
/// Markdown as the portal shows it: no raw HTML, no pictures, links to the web, to mail and between clauses only. What
/// is refused is shown as its text.
/// </summary>
public static class PolicyMarkdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UsePreciseSourceLocation()
        .Build();

    /// <summary>
    /// The document, with its refused links already made plain text. Spans are precise offsets into
    /// <paramref name="markdown"/>.
    /// </summary>
    public static MarkdownDocument Parse(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>().Where(l => !IsShown(l)).ToList())
            Unwrap(link);
        foreach (
            var link in document.Descendants<AutolinkInline>().Where(l => !l.IsEmail && !IsAllowed(l.Url)).ToList()
        )
        {
            link.ReplaceBy(new LiteralInline(link.Url));
        }

        return document;
    }

    /// <summary>
    /// HTML of the document; every heading goes down by <paramref name="deeper"/> levels, so that the text fits under a
    /// page's own headings.
    /// </summary>
    public static string ToHtml(MarkdownDocument document, int deeper = 0)
    {
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        if (deeper > 0)
            renderer.ObjectRenderers.Replace<HeadingRenderer>(new DeeperHeadings(deeper));
        renderer.Render(document);
        return writer.ToString();
    }

    /// <summary>
    /// The words alone, every run of white space as one blank: what two renderings of one text must have in common.
    /// </summary>
    public static string ToPlainText(MarkdownDocument document)
    {
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer)
        {
            EnableHtmlForBlock = false,
            EnableHtmlForInline = false,
            EnableHtmlEscape = false,
        };
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return string.Join(' ', writer.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Links from one part of the policy to another, with their lines (from 1).</summary>
    public static IEnumerable<(int Line, string Url)> FindPolicyLinks(MarkdownDocument document) =>
        document
            .Descendants<LinkInline>()
            .Where(l => PolicyLinks.IsPolicyLink(l.Url))
            .Select(l => (l.Line + 1, l.Url!));

    /// <summary>
    /// Makes links inside the text lead to the page of its version, for pages that show the text without its anchors.
    /// </summary>
    public static MarkdownDocument PointAnchorsToVersionPage(MarkdownDocument document, string version)
    {
        foreach (var link in document.Descendants<LinkInline>().Where(l => l.Url is ['#', ..]))
            link.Url = $"/policy/{version}{link.Url}";
        return document;
    }

    /// <summary>Whether the link is shown as one.</summary>
    internal static bool IsShown(LinkInline link) =>
        !link.IsImage && (IsAllowed(link.Url) || PolicyLinks.IsPolicyLink(link.Url));

    internal static bool IsAllowed(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https" or "mailto"
        && url!.StartsWith(address.Scheme, StringComparison.OrdinalIgnoreCase);

    private static void Unwrap(LinkInline link)
    {
        while (link.FirstChild is { } child)
        {
            child.Remove();
            link.InsertBefore(child);
        }

        link.Remove();
    }

    private sealed class DeeperHeadings(int deeper) : HeadingRenderer
    {
        protected override void Write(HtmlRenderer renderer, HeadingBlock heading)
        {
            heading.Level += deeper;
            base.Write(renderer, heading);
            heading.Level -= deeper;
        }
    }
}
