using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Documentation.Pictures;

/// <summary>Photographs pages with Chromium into <c>folder/reader/page.look.png</c>.</summary>
internal sealed class PageCamera(Portal portal, string folder)
{
    private const int Phone = 390;
    private const int Wide = 1280;

    /// <summary>Photographs pages wide and on a phone, in both themes, and on a phone in each other language of the reader.</summary>
    /// <param name="addresses">For each page its pattern, with an address.</param>
    public Task PhotographAsync(Reader reader, IReadOnlyDictionary<string, string> addresses) =>
        portal.VisitInBrowserAsync(async person =>
        {
            await reader.SignInAsync(person);
            await PhotographAsync(person, reader, addresses, new("wide", Wide, ColorScheme.Light));
            await PhotographAsync(person, reader, addresses, new("phone", Phone, ColorScheme.Light));
            await PhotographAsync(person, reader, addresses, new("phone-dark", Phone, ColorScheme.Dark));
            foreach (var language in reader.Languages.Skip(1))
            {
                await ChooseLanguageAsync(person, language);
                await PhotographAsync(person, reader, addresses, new($"phone-{language}", Phone, ColorScheme.Light));
            }
        });

    private async Task PhotographAsync(
        BrowserUser person,
        Reader reader,
        IReadOnlyDictionary<string, string> addresses,
        Look look
    )
    {
        await person.Page.SetViewportSizeAsync(look.Width, 844);
        await person.Page.EmulateMediaAsync(new() { ColorScheme = look.Scheme, ReducedMotion = ReducedMotion.Reduce });
        foreach (var (pattern, address) in addresses)
        {
            // Some pages say that something went wrong, and come with that status.
            await person.Page.GotoAsync(address);
            await person.WaitsForLoadAsync();
            await person.Page.ScreenshotAsync(
                new()
                {
                    Path = Path.Combine(folder, reader.Name, $"{NameOf(pattern)}.{look.Name}.png"),
                    FullPage = true,
                    Scale = ScreenshotScale.Css,
                }
            );
        }
    }

    private async Task ChooseLanguageAsync(BrowserUser person, string language)
    {
        await person.Page.Context.AddCookiesAsync([
            new()
            {
                Name = "joinarena-language",
                Value = language,
                Url = portal.Url.ToString(),
            },
        ]);
        await person.Page.GotoAsync("/contact");
        (await person.Page.Locator("html").GetAttributeAsync("lang")).ShouldBe(language);
    }

    /// <summary>The name of a page's pictures: "/deletion/{Number}/confirm" is "deletion-number-confirm".</summary>
    public static string NameOf(string pattern)
    {
        var words = pattern
            .Split(['/', '{', '}'], StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split(':')[0].ToLowerInvariant());
        return pattern == "/" ? "home" : string.Join('-', words);
    }

    private sealed record Look(string Name, int Width, ColorScheme Scheme);
}
