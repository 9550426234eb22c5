using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Documentation.Pictures;

/// <summary>Pictures of all pages, for people to look at.</summary>
[Trait("Speed", "slow")]
public sealed partial class PagePictureTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    /// <summary>The environment variable with the folder to write to; <c>docs/make-pictures.sh</c> sets it.</summary>
    public const string Target = "PORTAL_PICTURES";

    /// <summary>The one reader whose pages to photograph; empty for all.</summary>
    public const string OnlyReader = "PORTAL_PICTURES_READER";

    /// <summary>How the names of the pictures to make begin; empty for all.</summary>
    public const string OnlyPage = "PORTAL_PICTURES_PAGE";

    // Addresses that are made by a form or by an error.
    private static readonly string[] s_typed =
    [
        "/policy/at/2026-11-01",
        "/policy/at/2026-11-01/es",
        "/policy/compare/1.0/1.0",
        "/policy/compare/1.0/1.0/es",
        "/problem/404",
    ];

    // Why no reader of the demo gets there by opening an address or following a link.
    private static readonly Dictionary<string, string> s_without = new(StringComparer.Ordinal)
    {
        ["/account/oidc/refused/{Reason}"] = NoProvider,
        ["/account/signed-out"] = NoProvider,
        ["/deletion/follow/{Secret}"] = "Its link is for someone without an account, and the demo's workers have one.",
        ["/deletion/{Number}/confirm"] = "No request of the demo waits to be confirmed.",
        ["/deletion/{Number}/remedy"] = "No law of the demo's requests has the portal take complaints or appeals.",
        ["/demo/identity/authorize"] = NoProvider,
        ["/digests/stop/{Link}"] = NoDigest,
        ["/digests/stop/{Link}/sure"] = NoDigest,
        ["/interviews/notices/{Id:guid}"] = "The demo's interviews have no notice.",
        ["/reminders/stop/{Link}"] = NoDigest,
        ["/reminders/stop/{Link}/sure"] = NoDigest,
        ["/staff/objections/{Id:guid}"] = NoStop,
        ["/staff/questions/{Id:guid}"] = "The demo's workers have asked no question.",
        ["/staff/remedies/{Id:guid}"] = "The demo's workers have complained of nothing.",
        ["/staff/workers/{ViewId:guid}"] = "An officer says why before opening it.",
        ["/uses/{Id:guid}"] = NoStop,
    };

    private const string NoProvider = "The demo has a provider to sign in with only if it is asked for.";
    private const string NoDigest = "The demo's emails have no such link.";
    private const string NoStop = "The demo's workers have stopped no use.";

    [Fact]
    public async Task Every_page_is_photographed_for_the_first_reader_who_can_open_it()
    {
        var found = await FindPagesAsync();

        found
            .SelectMany(pages => pages.Addresses.Keys)
            .Concat(s_without.Keys)
            .Order(StringComparer.Ordinal)
            .ShouldBe(
                PageRoutes.All,
                ignoreOrder: false,
                "A page that no reader reaches needs its reason in s_without."
            );
        if (Environment.GetEnvironmentVariable(Target) is not { Length: > 0 } folder)
            return;
        var reader = Environment.GetEnvironmentVariable(OnlyReader) ?? "";
        var page = Environment.GetEnvironmentVariable(OnlyPage) ?? "";
        foreach (var pages in found.Where(p => reader.Length == 0 || p.Reader.Name == reader))
            await new PageCamera(portal, folder).PhotographAsync(pages.Reader, pages.Only(page));
        await PictureIndex.WriteAsync(folder);
    }

    [Fact]
    public async Task A_page_is_photographed_wide_and_on_a_phone_light_and_dark_and_in_each_language()
    {
        var folder = Directory.CreateTempSubdirectory("jpp-pictures-").FullName;
        try
        {
            var contact = new Dictionary<string, string>(StringComparer.Ordinal) { ["/contact"] = "/contact" };

            await new PageCamera(portal, folder).PhotographAsync(Reader.All[0], contact);
            await PictureIndex.WriteAsync(folder);

            Directory
                .EnumerateFiles(Path.Combine(folder, "visitor"))
                .Select(file => Path.GetFileName(file))
                .Order(StringComparer.Ordinal)
                .ShouldBe([
                    "contact.phone-ar.png",
                    "contact.phone-dark.png",
                    "contact.phone-es.png",
                    "contact.phone-pt-BR.png",
                    "contact.phone.png",
                    "contact.wide.png",
                ]);
            (await File.ReadAllTextAsync(Path.Combine(folder, "index.html"))).ShouldContain(
                "visitor/contact.phone-ar.png"
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<IReadOnlyList<ReaderPages>> FindPagesAsync()
    {
        // The demo's emails are sent while it already serves.
        await Eventually.FindAsync(
            () => FindEmailedLinks().FirstOrDefault(link => link.StartsWith("/erasures/", StringComparison.Ordinal)),
            () => "no email asks a party to erase"
        );
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var all = new List<ReaderPages>();
        foreach (var reader in Reader.All)
        {
            var pages = await PageWalk.FindPagesAsync(
                await reader.OpenClientAsync(portal),
                FindEmailedLinks().Concat(s_typed)
            );
            all.Add(new(reader, pages.Where(page => seen.Add(page.Key)).ToDictionary(StringComparer.Ordinal)));
        }

        return all;
    }

    // Parties answer, and people stop reminders, by links that only an email holds.
    private IEnumerable<string> FindEmailedLinks() =>
        portal
            .Mail.GetRecipients()
            .SelectMany(address => portal.Mail.GetEmailsTo(address))
            .SelectMany(email => EmailedLink().Matches(email.Text))
            .Select(link => link.Groups["path"].Value);

    private sealed record ReaderPages(Reader Reader, IReadOnlyDictionary<string, string> Addresses)
    {
        public Dictionary<string, string> Only(string start) =>
            Addresses
                .Where(page => PageCamera.NameOf(page.Key).StartsWith(start, StringComparison.Ordinal))
                .ToDictionary(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"https?://[^/\s]+(?<path>/[^\s>]*)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex EmailedLink();
}
