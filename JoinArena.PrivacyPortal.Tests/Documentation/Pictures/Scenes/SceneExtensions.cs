using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Documentation.Pictures.Scenes;

/// <summary>Ways from what a person did without a browser to what they see in one.</summary>
internal static class SceneExtensions
{
    /// <summary>Opens an address in the browser as the person who has signed in.</summary>
    public static async Task ShowAsync(this BrowserUser browser, HtmlClient person, string address)
    {
        await browser.BecomeAsync(person);
        await browser.GoesToAsync(address);
    }

    /// <summary>Gives the browser the person's session.</summary>
    public static Task BecomeAsync(this BrowserUser browser, HtmlClient person) =>
        browser.Page.Context.AddCookiesAsync(
            person.Cookies.Select(cookie => new Cookie
            {
                Name = cookie.Name,
                Value = cookie.Value,
                Domain = cookie.Domain,
                Path = cookie.Path,
            })
        );

    /// <summary>The first link of the page that leads there.</summary>
    public static string FindLink(this HtmlClient person, string start) =>
        person.Page.QuerySelector($"main a[href^='{start}']")?.GetAttribute("href")
        ?? throw new InvalidOperationException($"No link of {person.Path} begins with {start}: {person.Text}");
}
