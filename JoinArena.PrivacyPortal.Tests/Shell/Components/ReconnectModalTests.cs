using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Shell.Components;

/// <summary>A live page whose server goes away and comes back, as with every new release.</summary>
public sealed class ReconnectModalTests(DevelopmentShell portal) : IClassFixture<DevelopmentShell>
{
    [Fact]
    public async Task A_lost_connection_is_shown_and_the_page_reconnects_by_itself()
    {
        var browser = await Chromium.GetBrowserAsync();
        await using var context = await browser.NewContextAsync(new() { BaseURL = portal.Url.ToString() });
        await context.AddCookiesAsync([
            new()
            {
                Name = ShellHost.RoleCookie,
                Value = Roles.Officer,
                Url = portal.Url.ToString(),
            },
        ]);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/design/live");
        await Assertions.Expect(page.Locator("[data-interactive=true]")).ToHaveCountAsync(1);
        await page.Locator("[data-interactive]").EvaluateAsync("island => island.setAttribute('data-before', '')");

        await portal.RestartAsync(async () =>
            await Assertions
                .Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "The connection was lost" }))
                .ToBeVisibleAsync()
        );

        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator("[data-interactive=true]:not([data-before])")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The request was saved.");
    }
}
