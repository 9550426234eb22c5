using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace JoinArena.PrivacyPortal.Policies;

/// <summary>Markdown as the portal shows it: no raw HTML, no pictures, links to the web and to mail only. What is refused is shown as its text.</summary>
public static class PolicyMarkdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePreciseSourceLocation().Build();
    private static readonly MarkdownPipeline WithHtml = new MarkdownPipelineBuilder().UsePreciseSourceLocation().Build();

    /// <summary>The document, with its refused links already made plain text. Spans are precise offsets into <paramref name="markdown"/>.</summary>
    public static MarkdownDocument Parse(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>().Where(IsRefused).ToList()) Unwrap(link);
        foreach (var link in document.Descendants<AutolinkInline>().Where(l => !l.IsEmail && !IsAllowed(l.Url)).ToList()) link.ReplaceBy(new LiteralInline(link.Url));
        return document;
    }

    /// <summary>HTML of the document; every heading goes down by <paramref name="deeper"/> levels, so that the text fits under a page's own headings.</summary>
    public static string ToHtml(MarkdownDocument document, int deeper = 0)
    {
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        if (deeper > 0) renderer.ObjectRenderers.Replace<HeadingRenderer>(new DeeperHeadings(deeper));
        renderer.Render(document);
        return writer.ToString();
    }

    /// <summary>The words alone, every run of white space as one blank: what two renderings of one text must have in common.</summary>
    public static string ToWords(MarkdownDocument document)
    {
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer) { EnableHtmlForBlock = false, EnableHtmlForInline = false, EnableHtmlEscape = false };
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return string.Join(' ', writer.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>What the text holds that the portal does not show, with its line (from 1).</summary>
    public static IEnumerable<(int Line, string What)> Refused(string markdown)
    {
        foreach (var node in Markdown.Parse(markdown, WithHtml).Descendants())
        {
            var what = node switch
            {
                HtmlBlock or HtmlInline => "raw HTML",
                LinkInline { IsImage: true } => "a picture",
                LinkInline link when IsRefused(link) => $"a link to '{link.Url}'",
                AutolinkInline { IsEmail: false } link when !IsAllowed(link.Url) => $"a link to '{link.Url}'",
                _ => null,
            };
            if (what is not null) yield return (node.Line + 1, what);
        }
    }

    private static bool IsRefused(LinkInline link) => link.IsImage || !IsAllowed(link.Url);

    private static bool IsAllowed(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "mailto"
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
