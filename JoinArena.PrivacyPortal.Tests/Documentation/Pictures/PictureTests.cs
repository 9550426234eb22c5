using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Documentation.Pictures;

/// <summary>The picture of the product in the README, and what the demo's pages are on paper.</summary>
[Trait("Speed", "slow")]
public sealed class PictureTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    /// <summary>The environment variable with the file to write; <c>docs/make-picture.sh</c> sets it.</summary>
    public const string Target = "PORTAL_PICTURE";

    private const int LargestFile = 300 * 1024;

    [Fact]
    public async Task The_picture_shows_who_has_a_workers_data_and_is_small()
    {
        byte[] picture = [];
        await portal.VisitInBrowserAsync(async jonas =>
        {
            await jonas.SignsInAsync("worker2@example.com", DemoAccounts.Password);
            await jonas.Page.SetViewportSizeAsync(1120, 760);
            await jonas.GoesToAsync("/my-data");
            await jonas.SeesHeadingAsync("Who has my data");
            picture = await jonas.Page.ScreenshotAsync(
                new() { Type = ScreenshotType.Png, Scale = ScreenshotScale.Css }
            );
        });

        picture.Length.ShouldBeLessThan(LargestFile);
        if (Environment.GetEnvironmentVariable(Target) is { Length: > 0 } file)
            await File.WriteAllBytesAsync(file, picture);
    }

    [Theory]
    [InlineData("/my-data")]
    [InlineData("/deletion/DR-2026-000001/certificate")]
    [InlineData("/deletion/DR-2026-000002")]
    public Task A_print_says_who_issued_it_when_and_that_it_is_a_demo_and_has_nothing_to_press(string page) =>
        portal.VisitInBrowserAsync(async jonas =>
        {
            await jonas.SignsInAsync("worker2@example.com", DemoAccounts.Password);
            await jonas.GoesToAsync(page);

            await jonas.Page.EmulateMediaAsync(new() { Media = Media.Print });

            string[] printed = ["Printed from the privacy portal on", "Demo data.", "JoinArena Privacy · "];
            foreach (var text in printed)
                await Assertions.Expect(jonas.Page.GetByText(text)).ToBeVisibleAsync();
            await Assertions.Expect(jonas.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            // By class: a row of links that look like buttons is a paragraph.
            var pressed = jonas.Page.Locator("form, button, nav, .acts, summary").And(jonas.Page.Locator(":visible"));
            await Assertions.Expect(pressed).ToHaveCountAsync(0);
        });

    [Fact]
    public void The_readme_shows_a_picture_that_is_there()
    {
        var file = new FileInfo(Repository.GetPath("docs", "picture.png"));

        file.Length.ShouldBeInRange(1, LargestFile);
        File.ReadAllText(Repository.GetPath("README.md")).ShouldContain("](docs/picture.png)");
    }
}
