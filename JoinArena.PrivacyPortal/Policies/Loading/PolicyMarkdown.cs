using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace JoinArena.PrivacyPortal.Policies.Loading;

/// <summary>
/// Markdown as the portal shows it: without raw HTML and images, and with links only to web pages, email addresses and
/// clauses. Any other link is shown as plain text.
/// </summary>
public static class PolicyMarkdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UsePreciseSourceLocation()
        .Build();

    /// <summary>
    /// Parses the document and turns links that are not allowed into plain text. Spans are offsets into
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
    /// The document as HTML. Headings are lowered by <paramref name="deeper"/> levels to fit under the page's headings.
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
    /// The text without formatting, with each run of white space as one space. Equal for two renderings of the same
    /// text.
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
    /// Points links inside the text to the page of its version, for pages that show the text without anchors.
    /// </summary>
    public static MarkdownDocument PointAnchorsToVersionPage(MarkdownDocument document, string version)
    {
        foreach (var link in document.Descendants<LinkInline>().Where(l => l.Url is ['#', ..]))
            link.Url = $"/policy/{version}{link.Url}";
        return document;
    }

    /// <summary>True if the link is shown as a link.</summary>
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
