using AngleSharp.Dom;
using JoinArena.PrivacyPortal.Tests.Documentation.Pictures;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Shell.BasePaths;

/// <summary>Every page of the demo under a base path, with all that it leads to.</summary>
[Trait("Speed", "slow")]
public sealed class UnderPathLinkTests(UnderPathPortal portal) : IClassFixture<UnderPathPortal>
{
    // Where an attribute holds an address.
    private static readonly string[] s_attributes = ["href", "src", "action", "formaction", "data-options"];

    private readonly List<string> _faults = [];
    private readonly HashSet<string> _opened = new(StringComparer.Ordinal);
    private readonly HashSet<string> _answered = new(StringComparer.Ordinal);

    [Fact]
    public async Task Every_link_form_and_file_of_every_page_is_under_the_path_and_answers()
    {
        foreach (var reader in Reader.All)
        {
            var client = await reader.OpenClientAsync(portal);
            var pages = await PageWalk.FindPagesAsync(client, []);
            foreach (var page in pages.Where(page => _opened.Add(page.Key)))
            {
                await client.GoToAsync(page.Value);
                // Opening a link replaces the page.
                foreach (var link in client.Page.QuerySelectorAll("*").SelectMany(FindAddresses).ToList())
                    await CheckAsync(client, page.Value, link);
            }
        }

        _opened.Count.ShouldBeGreaterThan(70);
        _faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_link_of_every_email_is_under_the_path()
    {
        // The demo's emails are sent while it already serves.
        await Eventually.FindAsync(
            () => ReadEmails().FirstOrDefault(text => text.Contains("/privacy/erasures/", StringComparison.Ordinal)),
            () => "no email asks a party to erase"
        );

        ReadEmails()
            .SelectMany(text => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(word => word.Contains(portal.Url.Authority, StringComparison.Ordinal))
            .Where(word => !word.Contains(portal.Url.ToString(), StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    private IEnumerable<string> ReadEmails() =>
        portal.Mail.GetRecipients().SelectMany(address => portal.Mail.GetEmailsTo(address)).Select(email => email.Text);

    private static IEnumerable<Link> FindAddresses(IElement element) =>
        from attribute in s_attributes
        let value = element.GetAttribute(attribute)
        // Inside a picture, "#" is a part of it.
        where value is not null && element.LocalName is not ("base" or "use")
        select new Link(
            value,
            new(new Uri(element.BaseUri!), value),
            IsPost: attribute is "data-options" || (attribute is "action" && element.GetAttribute("method") is "post")
        );

    private async Task CheckAsync(HtmlClient client, string page, Link link)
    {
        if (link.Target.Authority != portal.Url.Authority || link.Target.Scheme is not "http")
            return;
        if (!link.Target.AbsolutePath.StartsWith(portal.Url.AbsolutePath, StringComparison.Ordinal))
            _faults.Add($"{page} leads out of the portal: {link.Written}");
        var isHere = link.Target.GetLeftPart(UriPartial.Path) == client.Page.Url.Split('?', '#')[0];
        if (link.Written.StartsWith('#') && !isHere)
            _faults.Add($"{page} has a base address, so {link.Written} leads to another page");
        var path = client.Within(link.Target.AbsolutePath);
        var pattern = PageRoutes.Find(path);
        if ((!link.IsPost && _opened.Contains(pattern ?? "")) || !_answered.Add($"{link.IsPost} {pattern ?? path}"))
            return;

        // A form is not sent, but asked about.
        using var http = new HttpClient();
        using var question = new HttpRequestMessage(HttpMethod.Options, link.Target);
        using var answer = link.IsPost
            ? await http.SendAsync(question)
            : await client.FetchAsync(link.Target.ToString());
        if ((int)answer.StatusCode >= 400)
            _faults.Add($"{page}: {link.Written} answers {(int)answer.StatusCode}");
    }

    private sealed record Link(string Written, Uri Target, bool IsPost);
}
