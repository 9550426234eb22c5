using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Shell;

/// <summary>The shell's own pages in a real browser: axe, both themes, 320 px, and silence in the console.</summary>
public sealed class ShellInBrowserTests(DevelopmentShell portal) : IClassFixture<DevelopmentShell>
{
    [Theory]
    [InlineData("/", null, 200)]
    [InlineData("/", Roles.Worker, 200)]
    [InlineData("/contact", null, 200)]
    [InlineData("/accessibility", null, 200)]
    [InlineData("/design", null, 200)]
    [InlineData("/design/live", Roles.Officer, 200)]
    [InlineData("/no-such-page", null, 404)]
    [InlineData("/broken", null, 500)]
    public Task A_page_of_the_shell_is_accessible(string address, string? role, int status) =>
        BrowserUser.RunAsync(
            portal.Url,
            async person =>
            {
                await SignInAsync(person, role);
                await person.GoesToAsync(address, status);
                await person.ExpectsAccessiblePageAsync();
            }
        );

    [Fact]
    public Task A_reader_who_asks_for_more_contrast_gets_it_and_the_page_stays_accessible() =>
        BrowserUser.RunAsync(
            portal.Url,
            async person =>
            {
                await person.GoesToAsync("/accessibility");
                await person.SeesAsync("follow the settings of your device for the dark theme, contrast and motion");
                var usual = await LookAsync(person);

                await person.Page.EmulateMediaAsync(new() { Contrast = Contrast.More });

                var stronger = await LookAsync(person);
                stronger.Line.ShouldNotBe(usual.Line);
                stronger.Secondary.ShouldNotBe(usual.Secondary);
                stronger.Secondary.ShouldBe(stronger.Text, "secondary text is as strong as any");
                stronger.Link.ShouldNotBe(usual.Link);
                await person.ExpectsAccessiblePageAsync();
            }
        );

    [Fact]
    public Task The_first_tab_stop_skips_the_navigation() =>
        BrowserUser.RunAsync(
            portal.Url,
            async person =>
            {
                await person.GoesToAsync("/design");
                await person.Page.Keyboard.PressAsync("Tab");
                await Assertions.Expect(person.Page.Locator(":focus")).ToHaveTextAsync("Skip to the content");
                await person.Page.Keyboard.PressAsync("Enter");
                await Assertions.Expect(person.Page.Locator("main")).ToBeFocusedAsync();
            }
        );

    [Fact]
    public Task MudBlazor_works_under_the_content_security_policy() =>
        BrowserUser.RunAsync(
            portal.Url,
            async person =>
            {
                await SignInAsync(person, Roles.Officer);
                await person.GoesToAsync("/design/live");

                await person.PressesAsync("Record outcome");
                await person
                    .Page.GetByRole(AriaRole.Dialog)
                    .GetByRole(AriaRole.Button, new() { Name = "Record" })
                    .ClickAsync();
                await Assertions
                    .Expect(person.Page.GetByRole(AriaRole.Status))
                    .ToHaveTextAsync("The request was recorded.");

                await person.PressesAsync("More");
                await person.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Extend" }).ClickAsync();
                await Assertions
                    .Expect(person.Page.GetByRole(AriaRole.Status))
                    .ToHaveTextAsync("The request was extended.");
            }
        );

    [Fact]
    public Task An_island_shows_times_in_the_readers_time_zone_too() =>
        BrowserUser.RunAsync(
            portal.Url,
            async person =>
            {
                await SignInAsync(person, Roles.Officer);
                await person.GoesToAsync("/design/live");
                await person.PressesAsync("Save");
                await person.SeesAsync("The request was saved.");
                await person.SeesAsync("Due 1 July 2026 at 15:02 (Lisbon)");
            }
        );

    /// <summary>The colours of a line, of secondary text, of text, and of a link, as the browser shows them.</summary>
    private static async Task<Look> LookAsync(BrowserUser person)
    {
        var colours = await person.Page.EvaluateAsync<string[]>(
            """
            () => [['.foot', 'borderTopColor'], ['.foot', 'color'], ['h1', 'color'], ['main li a, main p a', 'color']]
                .map(([what, property]) => getComputedStyle(document.querySelector(what))[property])
            """
        );
        return new(colours[0], colours[1], colours[2], colours[3]);
    }

    private Task SignInAsync(BrowserUser person, string? role) =>
        role is null
            ? Task.CompletedTask
            : person.Page.Context.AddCookiesAsync([
                new()
                {
                    Name = ShellHost.RoleCookie,
                    Value = role,
                    Url = portal.Url.ToString(),
                },
            ]);

    private sealed record Look(string Line, string Secondary, string Text, string Link);
}
