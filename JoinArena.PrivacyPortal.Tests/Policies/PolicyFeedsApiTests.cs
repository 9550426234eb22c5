using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Xml.Linq;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Policies.Reading;

namespace JoinArena.PrivacyPortal.Tests.Policies;

/// <summary>The policy for programs, over HTTP.</summary>
public sealed class PolicyFeedsApiTests(PolicyVersionsPortal portal) : IClassFixture<PolicyVersionsPortal>
{
    private static readonly XNamespace s_atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task The_feed_has_an_entry_for_each_version_also_for_coming_ones()
    {
        using var answer = await GetAsync("/policy/feed.atom");
        answer.Content.Headers.ContentType!.ToString().ShouldBe("application/atom+xml; charset=utf-8");
        var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!;

        feed.Name.ShouldBe(s_atom + "feed");
        foreach (var needed in new[] { "id", "title", "updated", "author" })
            feed.Element(s_atom + needed).ShouldNotBeNull(needed);
        var entries = feed.Elements(s_atom + "entry").ToList();
        entries
            .Select(e => e.Element(s_atom + "id")!.Value)
            .ShouldBe(["tag:joinarena.com,2025:worker-privacy/1.1", "tag:joinarena.com,2025:worker-privacy/1.0"]);
        entries[0].Element(s_atom + "summary")!.Value.ShouldBe("In force from 2026-12-01. New.");
        entries[0].Element(s_atom + "category")!.Attribute("term")!.Value.ShouldBe("material");
        entries.ShouldAllBe(e =>
            DateTimeOffset.Parse(e.Element(s_atom + "updated")!.Value, CultureInfo.InvariantCulture)
            <= DateTimeOffset.Parse(feed.Element(s_atom + "updated")!.Value, CultureInfo.InvariantCulture)
        );
        foreach (var link in feed.Descendants(s_atom + "link"))
        {
            var address = new Uri(link.Attribute("href")!.Value);
            using var there = await GetAsync(address.PathAndQuery);
            there.StatusCode.ShouldBe(HttpStatusCode.OK, address.ToString());
            there.Content.Headers.ContentType!.MediaType.ShouldBe(link.Attribute("type")!.Value);
        }
    }

    [Fact]
    public async Task The_sitemap_leads_to_existing_pages_in_every_language()
    {
        using var answer = await GetAsync("/sitemap.xml");
        var places = XDocument
            .Parse(await answer.Content.ReadAsStringAsync())
            .Descendants()
            .Where(e => e.Name.LocalName is "loc")
            .Select(e => new Uri(e.Value).AbsolutePath)
            .ToList();

        places.ShouldBe(
            ["/", "/policy", "/policy/history", "/policy/1.0/en", "/policy/1.0/es", "/policy/1.1/en"],
            ignoreOrder: true
        );
        foreach (var place in places)
        {
            using var there = await GetAsync(place);
            there.StatusCode.ShouldBe(HttpStatusCode.OK, place);
        }

        (await (await GetAsync("/robots.txt")).Content.ReadAsStringAsync()).ShouldContain(
            $"Sitemap: {portal.Url}sitemap.xml\n"
        );
    }

    [Theory]
    [InlineData("/policy/feed.atom")]
    [InlineData("/sitemap.xml")]
    [InlineData("/policy/1.0/version.json")]
    [InlineData("/policy/1.0/text")]
    public async Task An_unchanged_feed_is_not_sent_again(string address)
    {
        using var first = await GetAsync(address);
        using var again = await GetAsync(address, r => r.Headers.IfNoneMatch.Add(first.Headers.ETag.ShouldNotBeNull()));

        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await again.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_range_of_a_text_comes_with_the_digest_of_the_whole()
    {
        using var whole = await GetAsync("/policy/1.0/text");
        using var part = await GetAsync("/policy/1.0/text", r => r.Headers.Range = new RangeHeaderValue(2, 9));

        var bytes = await whole.Content.ReadAsByteArrayAsync();
        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsByteArrayAsync()).ShouldBe(bytes[2..10]);
        part.Headers.GetValues("Repr-Digest").ShouldBe([$"sha-256=:{Convert.ToBase64String(SHA256.HashData(bytes))}:"]);
    }

    [Fact]
    public async Task The_coverage_of_a_clause_is_also_given_in_terms_of_DPV()
    {
        using var json = JsonDocument.Parse(
            await (await GetAsync("/policy/1.0/version.json")).Content.ReadAsStringAsync()
        );

        json.RootElement.GetProperty("prefixes").GetProperty("dpv").GetString().ShouldBe("https://w3id.org/dpv#");
        var sources = json
            .RootElement.GetProperty("clauses")
            .EnumerateArray()
            .Single(c => c.GetProperty("id").GetString() == "external-sources")
            .GetProperty("covers")[0]
            .GetProperty("dpv");
        sources.GetProperty("hasProcessing").GetString().ShouldBe("dpv:Collect");
        sources.GetProperty("hasPersonalData")[0].GetString().ShouldBe("pd:IndividualProfile");
        sources.GetProperty("hasPurpose").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void The_portal_uses_only_terms_that_DPV_has()
    {
        // Of the CSV files of DPV 2.3 and its extension PD.
        string[] terms =
        [
            "dpv:Collect",
            "dpv:Consent",
            "dpv:Contract",
            "dpv:Disclose",
            "dpv:ImproveExistingProductsAndServices",
            "dpv:LegalCompliance",
            "dpv:LegalObligation",
            "dpv:LegitimateInterest",
            "dpv:RecruitmentApplicantSelection",
            "dpv:RecruitmentInterviewAssessment",
            "pd:IndividualProfile",
            "pd:Picture",
            "pd:ProfessionalEvaluation",
            "pd:ProfessionalInterview",
            "pd:Salary",
            "pd:WorkHistory",
        ];

        IEnumerable<string?> used =
        [
            .. Enum.GetValues<DataCategory>().Select(DpvTerms.ToDpv),
            .. Enum.GetValues<LegalBasis>().Select(DpvTerms.ToDpv),
            .. Enum.GetValues<Purpose>().Select(DpvTerms.ToDpv),
            .. Enum.GetValues<Direction>().Select(DpvTerms.ToDpv),
        ];

        used.OfType<string>().Distinct().ShouldBe(terms, ignoreOrder: true);
    }

    [Theory]
    [InlineData("/policy/compare?from=1.0&to=1.1", "/policy/compare/1.0/1.1")]
    [InlineData("/policy/at?day=2026-01-02", "/policy/at/2026-01-02")]
    [InlineData("/policy/at?day=soon", "/policy/history")]
    [InlineData("/policy/at", "/policy/history")]
    public async Task A_choice_in_a_form_leads_to_its_canonical_address(string sent, string address)
    {
        using var answer = await GetAsync(sent);

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location!.ToString().ShouldBe(address);
    }

    private async Task<HttpResponseMessage> GetAsync(string address, Action<HttpRequestMessage>? with = null)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = portal.Url,
        };
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        with?.Invoke(request);
        return await client.SendAsync(request);
    }
}
