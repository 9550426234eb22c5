using System.Text;
using System.Xml.Linq;
using JoinArena.PrivacyPortal.Data;
using Microsoft.Net.Http.Headers;

namespace JoinArena.PrivacyPortal.Policies;

/// <summary>
/// For programs that follow the policy: an Atom feed with every version, including upcoming ones, and a sitemap.
/// </summary>
internal static class PolicyFeedsApi
{
    // A tag URI (RFC 4151) stays the same when the portal's address changes.
    private const string Id = $"tag:joinarena.com,2025:{PolicyVersion.Policy}";

    private static readonly XNamespace s_atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace s_map = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly XNamespace s_html = "http://www.w3.org/1999/xhtml";

    // A robot would only see the sign-in page.
    private static readonly string[] s_signedIn =
    [
        "/account/",
        "/acceptances",
        "/deletion",
        "/inbox",
        "/my-data",
        "/policy/accept",
        "/staff",
    ];

    public static void MapPolicyFeedsApi(this IEndpointRouteBuilder routes)
    {
        var feeds = routes.MapGroup("").AllowAnonymous().WithTags("Policy");
        feeds.MapGet("/policy/feed.atom", Feed).WithSummary("Versions of the policy as an Atom feed (RFC 4287).");
        feeds.MapGet("/sitemap.xml", Map).WithSummary("The policy's pages for search engines.");
        feeds.MapGet("/robots.txt", Robots).ExcludeFromDescription();
    }

    private static IResult Feed(PolicyLibrary library, PublicAddress portal)
    {
        var versions = library.Snapshot;
        return Xml(
            "application/atom+xml",
            versions,
            new XElement(
                s_atom + "feed",
                new XAttribute(XNamespace.Xml + "lang", PolicyVersion.English),
                new XElement(s_atom + "id", Id),
                new XElement(s_atom + "title", "JoinArena’s Worker Privacy Policy: versions"),
                new XElement(s_atom + "updated", versions.Versions.Max(v => v.Published).ToIso()),
                new XElement(s_atom + "author", new XElement(s_atom + "name", "JoinArena")),
                Link("self", "/policy/feed.atom", "application/atom+xml", portal),
                Link("alternate", "/policy/history", "text/html", portal),
                versions.Versions.Reverse().Select(v => Entry(v, versions, portal))
            )
        );
    }

    private static XElement Entry(PolicyVersion version, PolicySet all, PublicAddress portal)
    {
        var before = all.Versions.LastOrDefault(v => v.Number < version.Number);
        return new(
            s_atom + "entry",
            new XElement(s_atom + "id", $"{Id}/{version.Name}"),
            new XElement(
                s_atom + "title",
                version.Example ? $"Version {version.Name} (example)" : $"Version {version.Name}"
            ),
            // A published version never changes.
            new XElement(s_atom + "updated", version.Published.ToIso()),
            new XElement(s_atom + "published", version.Published.ToIso()),
            new XElement(s_atom + "category", new XAttribute("term", version.Change.ToKebabCase())),
            Link("alternate", PolicyUrls.GetVersionUrl(version), "text/html", portal),
            before is null ? null : Link("related", PolicyUrls.GetComparisonUrl(before, version), "text/html", portal),
            new XElement(
                s_atom + "summary",
                $"In force from {version.EffectiveDate:yyyy-MM-dd}. {version.GetSummary(PolicyVersion.English)}"
            )
        );
    }

    private static XElement Link(string relation, string path, string type, PublicAddress portal) =>
        new(
            s_atom + "link",
            new XAttribute("rel", relation),
            new XAttribute("type", type),
            new XAttribute("href", portal.GetUri(path).AbsoluteUri)
        );

    private static IResult Map(PolicyLibrary library, PublicAddress portal)
    {
        var versions = library.Snapshot;
        var texts =
            from version in versions.Versions
            from language in version.Texts.Keys
            select (Version: version, Path: PolicyUrls.GetVersionUrl(version, language));
        return Xml(
            "application/xml",
            versions,
            new XElement(
                s_map + "urlset",
                new XAttribute(XNamespace.Xmlns + "xhtml", s_html.NamespaceName),
                new[] { "/", "/policy", "/policy/history" }.Select(path => new XElement(
                    s_map + "url",
                    Location(path, portal)
                )),
                texts.Select(text => new XElement(
                    s_map + "url",
                    Location(text.Path, portal),
                    new XElement(s_map + "lastmod", text.Version.Published.ToIso()),
                    text.Version.Texts.Keys.Select(other => new XElement(
                        s_html + "link",
                        new XAttribute("rel", "alternate"),
                        new XAttribute("hreflang", other),
                        new XAttribute("href", portal.GetUri(PolicyUrls.GetVersionUrl(text.Version, other)).AbsoluteUri)
                    ))
                ))
            )
        );
    }

    private static XElement Location(string path, PublicAddress portal) =>
        new(s_map + "loc", portal.GetUri(path).AbsoluteUri);

    private static string Robots(PublicAddress portal) =>
        "User-agent: *\n"
        + string.Concat(s_signedIn.Select(path => $"Disallow: {portal.GetUri(path).AbsolutePath}\n"))
        + $"Sitemap: {portal.GetUri("/sitemap.xml").AbsoluteUri}\n";

    private static IResult Xml(string type, PolicySet versions, XElement root)
    {
        using var bytes = new MemoryStream();
        // Without a byte order mark, which some feed readers show as text.
        using (var writer = new StreamWriter(bytes, new UTF8Encoding(false), leaveOpen: true))
            new XDocument(new XDeclaration("1.0", "utf-8", null), root).Save(writer);
        return Results.Bytes(
            bytes.ToArray(),
            $"{type}; charset=utf-8",
            entityTag: new EntityTagHeaderValue($"\"{PolicyFilesApi.ComputeETag(bytes.ToArray())}\""),
            lastModified: versions.Versions.Max(v => v.Published)
        );
    }
}
