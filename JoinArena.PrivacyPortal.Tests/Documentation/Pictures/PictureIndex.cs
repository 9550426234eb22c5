using System.Globalization;
using System.Net;
using System.Text;

namespace JoinArena.PrivacyPortal.Tests.Documentation.Pictures;

/// <summary>One page that shows all pictures of a folder, a row for each page of the portal.</summary>
internal static class PictureIndex
{
    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    private const string Head = """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <title>The portal's pages</title>
        <style>
          body { font: 1rem system-ui; margin: 2rem; }
          div { display: flex; gap: 1rem; overflow-x: auto; align-items: start; }
          figure { margin: 0; }
          img { height: 28rem; object-fit: cover; object-position: top; border: 1px solid #888; }
        </style>
        <h1>The portal's pages</h1>
        """;

    /// <summary>Writes <c>index.html</c> into the folder.</summary>
    public static Task WriteAsync(string folder)
    {
        var html = new StringBuilder(Head);
        foreach (var reader in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            html.Append("<h2>").Append(WebUtility.HtmlEncode(Path.GetFileName(reader))).AppendLine("</h2>");
            foreach (var page in Directory.EnumerateFiles(reader, "*.png").GroupBy(PageOf).OrderBy(page => page.Key))
                AppendPage(html, folder, page);
        }

        return File.WriteAllTextAsync(Path.Combine(folder, "index.html"), html.ToString());
    }

    private static void AppendPage(StringBuilder html, string folder, IGrouping<string, string> page)
    {
        html.Append("<h3>").Append(WebUtility.HtmlEncode(page.Key)).AppendLine("</h3><div>");
        foreach (var picture in page.OrderDescending(StringComparer.Ordinal))
        {
            var source = Path.GetRelativePath(folder, picture).Replace('\\', '/');
            var look = Path.GetFileNameWithoutExtension(picture).Split('.')[1];
            html.Append("<figure>")
                .Append(
                    Invariant,
                    $"""<a href="{source}"><img src="{source}" alt="{page.Key}, {look}" loading="lazy"></a>"""
                )
                .AppendLine(Invariant, $"<figcaption>{look}</figcaption></figure>");
        }

        html.AppendLine("</div>");
    }

    private static string PageOf(string picture) => Path.GetFileName(picture).Split('.')[0];
}
