using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Shell.Design;

/// <summary>
/// The shared components in both themes, both directions and three widths, compared with one another in Chromium. Nothing is
/// compared with a stored picture, which would differ with the fonts of the machine.
/// </summary>
public sealed class DesignPageTests(DevelopmentShell portal) : IClassFixture<DevelopmentShell>
{
    // The page shows behind round corners and at edges between two pixels.
    private const int Frame = 12;

    // Why a component has no sample.
    private static readonly Dictionary<string, string> s_without = new(StringComparer.Ordinal)
    {
        ["Field"] = "TextField and SelectField are shown.",
        ["ProblemText"] = "It is a page of its own: /problem/404.",
        ["ReconnectModal"] = "Every interactive page has it, hidden until the connection is lost.",
    };

    // What is compared with the light theme from left to right.
    private static readonly (string Address, string Theme)[] s_others =
    [
        ("/design", "dark"),
        ("/design?dir=rtl", "light"),
        ("/design?dir=rtl", "dark"),
    ];

    [Fact]
    public void Every_shared_component_is_on_the_page_for_developers()
    {
        var samples = Read("Design");
        var components = Directory
            .EnumerateFiles(FolderOf("Components"), "*.razor")
            .Select(file => Path.GetFileNameWithoutExtension(file));

        components
            .Where(name => !samples.Contains($"<{name}", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ShouldBe(s_without.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(768)]
    [InlineData(320)]
    public Task Themes_have_the_same_layout_and_right_to_left_mirrors_it(int width) =>
        VisitAsync(
            width,
            async page =>
            {
                var light = await ReadBoxesAsync(page, "/design", "light");
                light.Count.ShouldBeGreaterThan(80, "the samples are compared");

                foreach (var (address, theme) in s_others)
                {
                    BoxMap
                        .FindMoved(light, await ReadBoxesAsync(page, address, theme))
                        .ShouldBeEmpty($"{address}, {theme}");
                }
            }
        );

    [Fact]
    public Task A_part_in_a_fixed_theme_looks_the_same_whatever_theme_the_reader_has() =>
        VisitAsync(
            1280,
            async page =>
            {
                await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
                var light = await PhotographAsync(page, "light");
                var dark = await PhotographAsync(page, "dark");
                await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });

                await PictureComparison.ExpectSameAsync(page, light, await PhotographAsync(page, "light"), "light");
                await PictureComparison.ExpectSameAsync(page, dark, await PhotographAsync(page, "dark"), "dark");
                (await PictureComparison.GetDifferenceAsync(page, light, dark)).ShouldBeGreaterThan(0.5);
            }
        );

    [Fact]
    public async Task Scripts_change_nothing_that_is_seen()
    {
        byte[] without = [];
        await BrowserUser.RunAsync(
            portal.Url,
            async person => without = await PhotographAsync(person.Page, "light"),
            javaScript: false
        );

        await BrowserUser.RunAsync(
            portal.Url,
            async person =>
                await PictureComparison.ExpectSameAsync(
                    person.Page,
                    without,
                    await PhotographAsync(person.Page, "light"),
                    "with scripts"
                )
        );
    }

    private Task VisitAsync(int width, Func<IPage, Task> look) =>
        BrowserUser.RunAsync(
            portal.Url,
            async person =>
            {
                await person.Page.SetViewportSizeAsync(width, 900);
                await look(person.Page);
            }
        );

    private static async Task<IReadOnlyList<PlacedBox>> ReadBoxesAsync(IPage page, string address, string theme)
    {
        await OpenAsync(page, address);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(
            0,
            $"{address} scrolls sideways"
        );
        return await BoxMap.ReadAsync(PartOf(page, theme), mirrored: address.EndsWith("rtl", StringComparison.Ordinal));
    }

    private static async Task<byte[]> PhotographAsync(IPage page, string theme)
    {
        await OpenAsync(page, "/design");
        var box = (await PartOf(page, theme).BoundingBoxAsync())!;
        return await page.ScreenshotAsync(
            new()
            {
                Animations = ScreenshotAnimations.Disabled,
                FullPage = true,
                Clip = new()
                {
                    X = MathF.Ceiling(box.X) + Frame,
                    Y = MathF.Ceiling(box.Y) + Frame,
                    Width = MathF.Floor(box.Width) - 2 * Frame - 1,
                    Height = MathF.Floor(box.Height) - 2 * Frame - 1,
                },
            }
        );
    }

    private static async Task OpenAsync(IPage page, string address)
    {
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Load });
        await page.EvaluateAsync("document.fonts.ready.then(() => true)");
    }

    private static ILocator PartOf(IPage page, string theme) => page.Locator($"section[data-theme={theme}]");

    private static string Read(string folder) =>
        string.Concat(Directory.EnumerateFiles(FolderOf(folder), "*.razor").Select(file => File.ReadAllText(file)));

    private static string FolderOf(string topic) => Repository.GetPath("JoinArena.PrivacyPortal", "Shell", topic);
}
