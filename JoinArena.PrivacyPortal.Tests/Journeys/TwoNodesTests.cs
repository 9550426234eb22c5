using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Journeys;

/// <summary>Two nodes on one PostgreSQL: which of them was told makes no difference to the page that is open.</summary>
public sealed class TwoNodesTests(PortalOnPostgres here) : IClassFixture<PortalOnPostgres>, IAsyncLifetime
{
    private readonly SecondNodePortal _there = new(here);

    public Task InitializeAsync() => _there.InitializeAsync();

    public Task DisposeAsync() => _there.DisposeAsync();

    [Fact]
    public async Task A_disclosure_accepted_by_one_node_appears_on_a_page_open_at_another()
    {
        var worker = await here.SetUpAsync(Given.Worker().WhoseDataWentTo("far", "Far Eval"));

        await _there.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(worker.Email);
            await person.GoesToAsync("/my-data");
            await person.DoesNotSeeAsync("has come in");
            await (await here.CreateApiClientAsync()).DiscloseAsync(Given.Disclosure(worker.Id, "far"));
            await person.SeesAsync("1 new disclosure has come in.");
            await (await here.CreateApiClientAsync()).DiscloseAsync(
                Given.Disclosure(worker.Id, "far"),
                Given.Disclosure(worker.Id, "far")
            );
            await person.SeesAsync("3 new disclosures have come in.");
        });
    }

    [Fact]
    public async Task Behind_a_load_balancer_without_sticky_sessions_a_page_is_live_all_the_same()
    {
        var worker = await here.SetUpAsync(Given.Worker().WhoseDataWentTo("near", "Near Eval"));
        using var balancer = new RoundRobinProxy(here.Url, _there.Url);

        await BrowserUser.RunAsync(
            balancer.Url,
            async person =>
            {
                await person.SignsInAsync(worker.Email);
                await person.GoesToAsync("/my-data");
                await (await here.CreateApiClientAsync()).DiscloseAsync(Given.Disclosure(worker.Id, "near"));
                await person.SeesAsync("1 new disclosure has come in.");
            }
        );
    }

    [Fact]
    public async Task A_page_that_gets_no_connection_says_that_it_is_not_live()
    {
        var worker = await here.SetUpAsync(Given.Worker().WhoseDataWentTo("cut", "Cut Eval"));
        using var balancer = new RoundRobinProxy(here.Url, _there.Url) { TakesWebSockets = false };
        var browser = await Chromium.GetBrowserAsync();
        await using var context = await browser.NewContextAsync(new() { BaseURL = balancer.Url.ToString() });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/account/login");
        await page.GetByLabel("Email", new() { Exact = true }).FillAsync(worker.Email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Given.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        // What it leads to is left at once, whether or not all of it has come.
        await page.WaitForURLAsync(
            address => !address.Contains("/account/login", StringComparison.Ordinal),
            new() { WaitUntil = WaitUntilState.Commit }
        );

        await page.GotoAsync("/my-data");

        await Assertions
            .Expect(page.GetByRole(AriaRole.Main))
            .ToContainTextAsync("This page is not connected", new() { Timeout = 20_000 });
    }
}
