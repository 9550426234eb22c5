using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Support.Browsing;

/// <summary>
/// A person at a real browser with cookies of their own. They name things as a screen reader would, and notice what
/// nobody sees: an error in the console,
/// something the page's own security policy blocked, a request that failed.
/// </summary>
public sealed class BrowserUser
{
    private static readonly TimeSpan s_patternTimeout = TimeSpan.FromSeconds(1);

    private readonly HashSet<string> _documents = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];
    private readonly Uri _portal;
    private readonly bool _runsScripts;

    private BrowserUser(IPage page, Uri portal, bool runsScripts)
    {
        Page = page;
        _portal = portal;
        _runsScripts = runsScripts;
        page.Console += (_, message) => Hear(message);
        page.PageError += (_, fault) => _faults.Add($"script error: {fault}");
        page.Request += (_, request) =>
        {
            if (request.IsNavigationRequest)
                _documents.Add(request.Url);
        };
    }

    /// <summary>For what the members here do not say.</summary>
    public IPage Page { get; }

    /// <summary>Walks through the portal as one person and holds the whole walk to silence in the console.</summary>
    /// <param name="portal">Where it listens.</param>
    /// <param name="walk">What the person does and sees.</param>
    /// <param name="javaScript">Whether their browser runs scripts.</param>
    /// <param name="language">What their browser prefers.</param>
    public static async Task RunAsync(
        Uri portal,
        Func<BrowserUser, Task> walk,
        bool javaScript = true,
        string language = "en-GB"
    )
    {
        var browser = await Chromium.GetBrowserAsync();
        await using var context = await browser.NewContextAsync(
            new()
            {
                BaseURL = portal.ToString(),
                JavaScriptEnabled = javaScript,
                Locale = language,
                ReducedMotion = ReducedMotion.Reduce,
                ColorScheme = Viewport.Wide.Scheme,
                ViewportSize = new() { Width = Viewport.Wide.Width, Height = 900 },
            }
        );
        // Twice what a slow machine has been seen to take.
        context.SetDefaultTimeout(30_000);
        var person = new BrowserUser(await context.NewPageAsync(), portal, javaScript);
        try
        {
            await walk(person);
            person.ShouldHaveHeardNothing();
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"{fault.Message}\n{await person.WhereAsync()}", fault);
        }
    }

    /// <summary>Opens a page of the portal, and waits until what is interactive on it is.</summary>
    public async Task GoesToAsync(string address, int expecting = 200)
    {
        var answer = await Page.GotoAsync(_portal.At(address));
        answer.ShouldNotBeNull().Status.ShouldBe(expecting, $"GET {address}");
        await IsReadyAsync();
    }

    /// <summary>Types into the text field with this label.</summary>
    public Task TypesAsync(string label, string text) => Page.GetByLabel(label, new() { Exact = true }).FillAsync(text);

    /// <summary>Presses a button, and waits for what it leads to.</summary>
    public Task PressesAsync(string button) => ClicksAsync(AriaRole.Button, button);

    /// <summary>Follows a link, and waits for what it leads to.</summary>
    public Task FollowsAsync(string link) => ClicksAsync(AriaRole.Link, link);

    /// <summary>Chooses an option of the list with this label.</summary>
    public Task ChoosesAsync(string label, string option) =>
        Page.GetByLabel(label, new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = option });

    /// <summary>Ticks the box or chooses the option whose label has these words in it.</summary>
    public Task TicksAsync(string label) => Page.GetByLabel(label).CheckAsync();

    /// <summary>Signs in by the form.</summary>
    public async Task SignsInAsync(string email, string password = Given.Password)
    {
        await GoesToAsync("/account/login");
        await TypesAsync("Email", email);
        await TypesAsync("Password", password);
        await PressesAsync("Sign in");
        PathInPortal.ShouldNotBe("/account/login");
    }

    /// <summary>Sees a heading.</summary>
    public Task SeesHeadingAsync(string text) =>
        Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = text }).First).ToBeVisibleAsync();

    /// <summary>Sees a text somewhere in the main part of the page.</summary>
    public Task SeesAsync(string text) => Assertions.Expect(Page.GetByRole(AriaRole.Main)).ToContainTextAsync(text);

    /// <summary>Finds no such text on the page.</summary>
    public Task DoesNotSeeAsync(string text) =>
        Assertions.Expect(Page.GetByRole(AriaRole.Main)).Not.ToContainTextAsync(text);

    /// <summary>Is on this page.</summary>
    /// <param name="path">With a leading slash, without the query.</param>
    public void ShouldBeAt(string path) => PathInPortal.ShouldBe(path);

    /// <summary>
    /// The page holds in both themes, wide and at 320 px: axe finds nothing, nothing has to be scrolled sideways.
    /// </summary>
    public async Task ExpectsAccessiblePageAsync()
    {
        await IsReadyAsync();
        foreach (var look in Viewport.All)
        {
            await Page.SetViewportSizeAsync(look.Width, 900);
            await Page.EmulateMediaAsync(new() { ColorScheme = look.Scheme, ReducedMotion = ReducedMotion.Reduce });
            if (_runsScripts)
                (await Axe.FindViolationsAsync(Page, look)).ShouldBeEmpty($"{Page.Url} ({look})");
            var content = await WidthAsync("scrollWidth");
            var window = await WidthAsync("clientWidth");
            content.ShouldBeLessThanOrEqualTo(window, $"{Page.Url} scrolls sideways ({look})");
        }

        ShouldHaveHeardNothing();
    }

    /// <summary>
    /// Waits until the page it is on has loaded. Playwright's own wait now and then misses that, and goes on for ever;
    /// the page knows.
    /// </summary>
    public async Task WaitsForLoadAsync()
    {
        await Eventually.FindAsync(StateAsync, () => $"{Page.Url} has not loaded.");

        async Task<string?> StateAsync()
        {
            try
            {
                return await Page.EvaluateAsync<bool>("() => document.readyState === 'complete'") ? "loaded" : null;
            }
            catch (PlaywrightException)
            {
                // The page before went away while it was asked.
                return null;
            }
        }
    }

    /// <summary>Waits until it has been taken to an address with this text in it, and until that page has loaded.</summary>
    public async Task WaitsForAddressAsync(string part)
    {
        await Assertions
            .Expect(Page)
            .ToHaveURLAsync(new Regex(Regex.Escape(part), RegexOptions.None, s_patternTimeout));
        await WaitsForLoadAsync();
    }

    private string PathInPortal => _portal.Within(new Uri(Page.Url).GetLeftPart(UriPartial.Path));

    private Task<int> WidthAsync(string which) => Page.EvaluateAsync<int>($"() => document.documentElement.{which}");

    private async Task ClicksAsync(AriaRole role, string name)
    {
        await IsReadyAsync();
        await Page.GetByRole(role, new() { Name = name, Exact = true }).ClickAsync();
        await WaitsForLoadAsync();
        await IsReadyAsync();
    }

    // An island that is not yet interactive swallows a click.
    private Task IsReadyAsync() =>
        _runsScripts
            ? Assertions
                .Expect(Page.Locator("[data-interactive=false]"))
                .ToHaveCountAsync(0, new() { Timeout = 15_000 })
            : Task.CompletedTask;

    private void Hear(IConsoleMessage message)
    {
        // Chromium also reports the status of the document itself, which the walk looks at anyway.
        var aboutDocument =
            message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)
            && _documents.Any(d => message.Location.StartsWith(d, StringComparison.Ordinal));
        if (message.Type is "error" or "warning" && !aboutDocument)
            _faults.Add($"console {message.Type}: {message.Text} ({message.Location})");
    }

    private void ShouldHaveHeardNothing() => _faults.ShouldBeEmpty($"{Page.Url}:\n{string.Join('\n', _faults)}");

    private async Task<string> WhereAsync()
    {
        var picture = Path.Combine(Path.GetTempPath(), $"journey-{Guid.CreateVersion7():N}.png");
        await Page.ScreenshotAsync(new() { Path = picture, FullPage = true });
        return $"at {Page.Url}, pictured in {picture}{(_faults.Count == 0 ? "" : $"; heard: {string.Join("; ", _faults)}")}";
    }
}
