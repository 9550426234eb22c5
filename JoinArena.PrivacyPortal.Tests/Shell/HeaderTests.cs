using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Tests.Shell;

public sealed class HeaderTests(DevelopmentShell development, ProductionShell production)
    : IClassFixture<DevelopmentShell>,
        IClassFixture<ProductionShell>
{
    private static readonly string[] s_strict =
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    ];

    [Theory]
    [InlineData("/")]
    [InlineData("/no-such-page")]
    [InlineData("/broken")]
    [InlineData("/css/portal.css")]
    [InlineData("/api/v1/no-such-thing")]
    [InlineData("/design")]
    public async Task Every_response_has_one_strict_content_security_policy(string address)
    {
        foreach (ShellHost host in (ShellHost[])[development, production])
        {
            using var browser = host.CreateBrowser();
            using var answer = await browser.GetAsync(address);

            PolicyOf(answer).ShouldBe(s_strict, ignoreOrder: true);
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            answer.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
            answer.Headers.GetValues("Referrer-Policy").ShouldBe(["same-origin"]);
            answer.Headers.GetValues("Cross-Origin-Opener-Policy").ShouldBe(["same-origin"]);
            answer.Headers.Contains("Server").ShouldBeFalse();
        }
    }

    [Fact]
    public async Task A_page_with_MudBlazor_may_use_style_attributes_and_a_base_address_and_nothing_more()
    {
        using var browser = development.CreateBrowser(Roles.Officer);
        using var answer = await browser.GetAsync("/design/live");

        PolicyOf(answer)
            .ShouldBe(
                [.. s_strict.Where(d => d != "base-uri 'none'"), "base-uri 'self'", "style-src-attr 'unsafe-inline'"],
                ignoreOrder: true
            );
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(Roles.Worker, "no-store")]
    public async Task A_page_seen_while_signed_in_is_not_cached(string? role, string? kept)
    {
        using var browser = production.CreateBrowser(role);
        using var page = await browser.GetAsync("/");
        using var style = await browser.GetAsync("/css/portal.css");

        if (kept is not null)
            page.Headers.CacheControl.ShouldNotBeNull().NoStore.ShouldBeTrue();
        style.Headers.CacheControl.ShouldNotBeNull().NoStore.ShouldBeFalse();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/no-such-page")]
    [InlineData("/broken")]
    public async Task A_visitor_who_only_reads_gets_no_cookie(string address)
    {
        using var browser = production.CreateBrowser();
        using var answer = await browser.GetAsync(address);

        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task Scripts_come_only_with_interactive_pages()
    {
        using var browser = development.CreateBrowser(Roles.Officer);

        (await browser.GetStringAsync("/")).ShouldNotContain("<script");
        (await browser.GetStringAsync("/design/live")).ShouldContain("/_framework/blazor.web");
    }

    private static string[] PolicyOf(HttpResponseMessage answer) =>
        answer
            .Headers.GetValues("Content-Security-Policy")
            .ShouldHaveSingleItem()
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
