using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Journeys;

/// <summary>What a person has half written when the portal goes away, as with every new release.</summary>
public sealed class DraftJourneyTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private const string Password = "Demo-portal-2026!";
    private const string Half = "I do not agree, because the recording was";

    [Fact]
    public async Task A_message_that_was_half_written_is_there_again_after_the_connection_was_lost()
    {
        await InBrowserAsync(async page =>
        {
            await OpenRequestAsync(page);
            var message = page.GetByLabel("Write to the privacy team");
            await message.FillAsync(Half);

            await portal.RestartAsync(async () =>
            {
                var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "The connection was lost" });
                await Assertions.Expect(dialog).ToBeVisibleAsync(new() { Timeout = 30_000 });
                await Assertions
                    .Expect(dialog)
                    .ToContainTextAsync("What you typed is kept in this tab until you send it");
            });

            await Assertions
                .Expect(page.GetByText("We put back what you had typed here."))
                .ToBeVisibleAsync(new() { Timeout = 60_000 });
            await Assertions.Expect(message).ToHaveValueAsync(Half);
        });
    }

    [Fact]
    public async Task Nothing_is_promised_to_a_person_who_typed_nothing()
    {
        await InBrowserAsync(async page =>
        {
            await OpenRequestAsync(page);

            await portal.RestartAsync(async () =>
            {
                var dialog = page.GetByRole(AriaRole.Dialog);
                await Assertions.Expect(dialog).ToBeVisibleAsync(new() { Timeout = 30_000 });
                await Assertions.Expect(page.GetByText("What you typed is kept")).ToBeHiddenAsync();
            });
        });
    }

    [Fact]
    public async Task What_was_sent_is_not_put_back_and_signing_out_leaves_nothing_behind()
    {
        await InBrowserAsync(async page =>
        {
            var request = await OpenRequestAsync(page);
            var message = page.GetByLabel("Write to the privacy team");
            await message.FillAsync(Half);
            await page.GetByRole(AriaRole.Button, new() { Name = "Send message" }).ClickAsync();
            var messages = page.GetByRole(AriaRole.Region, new() { Name = "Messages" });
            await Assertions.Expect(messages.GetByRole(AriaRole.List)).ToContainTextAsync(Half);
            await Assertions.Expect(message).ToHaveValueAsync("");

            await message.FillAsync("And another thing");
            await page.GotoAsync(request);
            await Assertions.Expect(message).ToHaveValueAsync("And another thing");
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
            // The home page, or the sign-in page if the page that was open has loaded again first.
            await Assertions
                .Expect(page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Link, new() { Name = "Sign in" }))
                .ToBeVisibleAsync();
            (await page.EvaluateAsync<string?>("() => sessionStorage.getItem('drafts')")).ShouldBeNull();
        });
    }

    private async Task<string> OpenRequestAsync(IPage page)
    {
        await page.GotoAsync("/account/login");
        await page.GetByLabel("Email").FillAsync("worker2@example.com");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.GotoAsync("/deletion/DR-2026-000002");
        await Assertions.Expect(page.Locator("[data-interactive=false]")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("[data-interactive=true]")).Not.ToHaveCountAsync(0);
        return page.Url;
    }

    // The portal goes away on purpose, so what the browser's console says of it does not count.
    private async Task InBrowserAsync(Func<IPage, Task> walk)
    {
        var browser = await Chromium.GetBrowserAsync();
        await using var context = await browser.NewContextAsync(new() { BaseURL = portal.Url.ToString() });
        context.SetDefaultTimeout(15_000);
        await walk(await context.NewPageAsync());
    }
}
