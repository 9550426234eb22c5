using System.Net;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Policies.Reading;

/// <summary>
/// The policy for everyone: one rendering for all strangers, nothing of anybody in it, and never an old one.
/// </summary>
public sealed class PublicPolicyPageTests(PolicyVersionsPortal portal) : IClassFixture<PolicyVersionsPortal>
{
    [Theory]
    [InlineData("/policy")]
    [InlineData("/policy/1.0/en")]
    [InlineData("/policy/history")]
    [InlineData("/policy/compare/1.0/1.1")]
    [InlineData("/policy/at/2025-12-24")]
    public async Task A_visitor_gets_the_cached_page_and_no_cookie(string address)
    {
        using var first = await GetAsync(address);
        using var second = await GetAsync(address);

        foreach (var answer in (HttpResponseMessage[])[first, second])
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
            answer.Headers.CacheControl!.ToString().ShouldBe("no-cache");
            answer.Headers.Pragma.ShouldBeEmpty();
            answer.Headers.Vary.ShouldBe(["Accept-Language", "Accept-Encoding", "Cookie"], ignoreOrder: true);
            answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        }

        second.Headers.ETag.ShouldBe(first.Headers.ETag);
        (await second.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        (await second.Content.ReadAsStringAsync()).ShouldNotContain("__RequestVerificationToken");
        ListScripts(await second.Content.ReadAsStringAsync()).ShouldAllBe(s => s.StartsWith("/js/print."));
    }

    [Fact]
    public async Task A_visitor_can_print_the_policy()
    {
        using var page = await GetAsync("/policy");
        var text = await page.Content.ReadAsStringAsync();

        text.ShouldContain("""data-print hidden>Print</button>""");
        ListScripts(text).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("gzip, deflate, br, zstd")]
    [InlineData("")]
    public async Task The_second_visitor_gets_everything_that_the_first_one_got(string codings)
    {
        // Languages nobody else here asks for: the first has the page made.
        var asked = new[] { ("Accept-Language", $"en, tlh;q=0.{codings.Length:D2}1"), ("Accept-Encoding", codings) };
        using var first = await GetAsync("/policy", asked);
        using var second = await GetAsync("/policy", asked);

        Told(second).ShouldBe(Told(first));
        (await second.Content.ReadAsByteArrayAsync()).ShouldBe(await first.Content.ReadAsByteArrayAsync());

        // What Blazor says to its own script, when it renders: these pages load none.
        static List<string> Told(HttpResponseMessage answer) =>
            [
                .. answer
                    .Headers.Concat(answer.Content.Headers)
                    .Where(h => h.Key is not ("Date" or "blazor-enhanced-nav"))
                    .Select(h => $"{h.Key}: {string.Join(", ", h.Value)}")
                    .Order(StringComparer.Ordinal),
            ];
    }

    [Fact]
    public async Task A_visitor_who_has_the_page_gets_only_the_answer_that_it_is_unchanged()
    {
        using var first = await GetAsync("/policy");

        using var again = await GetAsync("/policy", ("If-None-Match", first.Headers.ETag!.ToString()));
        using var other = await GetAsync("/policy", ("If-None-Match", "\"another\""));

        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await again.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        again.Headers.ETag.ShouldBe(first.Headers.ETag);
        other.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_page_is_compressed_for_browsers_that_accept_it_under_an_ETag_of_its_own()
    {
        using var plain = await GetAsync("/policy");
        using var small = await GetAsync("/policy", ("Accept-Encoding", "gzip, br"));
        using var refused = await GetAsync("/policy", ("Accept-Encoding", "br;q=0"));

        small.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        using var unpacked = new StreamReader(
            new System.IO.Compression.BrotliStream(
                await small.Content.ReadAsStreamAsync(),
                System.IO.Compression.CompressionMode.Decompress
            )
        );
        (await unpacked.ReadToEndAsync()).ShouldBe(await plain.Content.ReadAsStringAsync());
        small.Headers.ETag.ShouldNotBe(plain.Headers.ETag);
        refused.Content.Headers.ContentEncoding.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/policy", 200)]
    [InlineData("/policy/9.9", 404)]
    [InlineData("/policy/at/2026-11-25", 416)]
    [InlineData("/policy/1.0/text", 200)]
    [InlineData("/", 200)]
    [InlineData("/account/login", 200)]
    [InlineData("/my-data", 302)]
    [InlineData("/health/live", 200)]
    [InlineData("/no-such-page", 404)]
    public async Task A_HEAD_request_is_answered_like_a_GET_request_without_the_body(string address, int status)
    {
        using var visit = await GetAsync(address);
        using var glance = await SendAsync(new(HttpMethod.Head, address));

        ((int)glance.StatusCode).ShouldBe(status);
        ((int)visit.StatusCode).ShouldBe(status);
        (await glance.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        glance.Headers.ETag.ShouldBe(visit.Headers.ETag);
        glance.Content.Headers.ContentType.ShouldBe(visit.Content.Headers.ContentType);
    }

    [Fact]
    public async Task A_signed_in_person_gets_a_page_of_their_own_and_nothing_of_it_is_cached_for_others()
    {
        var worker = await portal.SetUpAsync(Given.Worker());
        var ana = await portal.SignInAsync(worker.Email);

        foreach (var address in new[] { "/policy/1.0", "/policy/history" })
        {
            await ana.GoToAsync(address);
            ana.Page.Body!.TextContent.ShouldContain("Sign out");
            using var hers = await ana.FetchAsync(address);
            hers.Headers.CacheControl!.NoStore.ShouldBeTrue();
            hers.Headers.ETag.ShouldBeNull();

            (await (await GetAsync(address)).Content.ReadAsStringAsync()).ShouldNotContain("Sign out");
            await ana.GoToAsync(address);
            ana.Page.Body!.TextContent.ShouldContain("Sign out");
        }
    }

    [Fact]
    public async Task An_address_with_a_query_string_is_not_cached()
    {
        using var odd = await GetAsync("/policy?from=mail");

        (await odd.Content.ReadAsStringAsync()).ShouldContain("/policy?from=mail#content");
        (await (await GetAsync("/policy")).Content.ReadAsStringAsync()).ShouldNotContain("from=mail");
    }

    [Theory]
    [InlineData("es-MX, en;q=0.5", "es")]
    [InlineData("pt, es;q=0.8", "es")]
    [InlineData("en-GB, es;q=0.8", "en")]
    [InlineData("ES", "es")]
    [InlineData("es;q=0", "en")]
    [InlineData("tlh", "en")]
    [InlineData("", "en")]
    public async Task A_text_comes_in_the_language_the_browser_asks_for(string asked, string language)
    {
        using var answer = await GetAsync("/policy/1.0", ("Accept-Language", asked));

        (await answer.Content.ReadAsStringAsync()).ShouldContain($"<article lang=\"{language}\" dir=\"ltr\">");
    }

    [Fact]
    public async Task A_worker_reads_in_the_language_JoinArena_knows_of_them_whatever_browser_they_use()
    {
        var worker = await portal.SetUpAsync(Given.Worker());
        (
            await portal
                .Services.GetRequiredService<WorkerRegister>()
                .AnnounceAsync(
                    worker.Id,
                    new(worker.Email, worker.Name, worker.Jurisdiction) { Locale = "es-ES" },
                    CancellationToken.None
                )
        ).IsSuccess.ShouldBeTrue();
        var ana = await portal.SignInAsync(worker.Email);

        (await ana.GoToAsync("/policy/1.0")).Page.QuerySelector("article")!.GetAttribute("lang").ShouldBe("es");
        (await ana.GoToAsync("/policy/1.0/en")).Page.QuerySelector("article")!.GetAttribute("lang").ShouldBe("en");
        (await ana.GoToAsync("/policy/accept")).Page.QuerySelector("article > [lang='es']").ShouldNotBeNull();
        ana.Page.QuerySelector("[name='Form.Language']")!.GetAttribute("value").ShouldBe("es");
    }

    [Fact]
    public async Task A_translation_says_that_it_is_one_and_links_to_the_binding_text()
    {
        var person = await portal.CreateAnonymousClient().GoToAsync("/policy/1.0/es");

        person.Page.QuerySelector("[role=note]")!.TextContent.ShouldContain("This is a translation");
        person.Text.ShouldContain("If the texts differ, the English text applies.");
        person
            .Page.QuerySelectorAll("nav[aria-label=Language] a")
            .Select(a => (a.TextContent, a.GetAttribute("lang"), a.GetAttribute("aria-current")))
            .ShouldBe([("English", "en", null), ("Español", "es", "true")]);
        person
            .Page.QuerySelectorAll("link[hreflang]")
            .Select(l => l.GetAttribute("href"))
            .ShouldBe(["/policy/1.0/en", "/policy/1.0/es"], ignoreOrder: true);
        person.Page.QuerySelectorAll("article section[aria-label]").ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("2025-10-31", 404, "")]
    [InlineData("2025-11-01", 200, "On 1 November 2025, version 1.0 was in force.")]
    [InlineData("2026-11-24", 200, "Today, 24 November 2026, version 1.0 is in force.")]
    [InlineData("2026-11-25", 416, "That day has not come yet")]
    [InlineData("2026-12-01", 200, "On 1 December 2026, version 1.1 will be in force.")]
    [InlineData("2031-01-01", 200, "On 1 January 2031, version 1.1 will be in force.")]
    [InlineData("2026-02-30", 404, "")]
    [InlineData("24-11-2026", 404, "")]
    [InlineData("9999-12-31", 200, "version 1.1 will be in force.")]
    [InlineData("0001-01-01", 404, "")]
    public async Task The_version_of_a_day_is_the_one_in_force_at_its_end(string day, int status, string says)
    {
        var person = await portal.CreateAnonymousClient().GoToAsync($"/policy/at/{day}");

        person.Status.ShouldBe(status);
        person.Text.ShouldContain(says);
    }

    private Task<HttpResponseMessage> GetAsync(string address, params ReadOnlySpan<(string Name, string Value)> headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return SendAsync(request);
    }

    private static IEnumerable<string> ListScripts(string page) =>
        page.Split("<script")[1..].Select(s => s.Split("src=\"")[1].Split('"')[0]);

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = portal.Url,
        };
        return await client.SendAsync(request);
    }
}
