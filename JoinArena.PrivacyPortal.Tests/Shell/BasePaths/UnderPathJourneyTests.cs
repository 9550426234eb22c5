using System.Collections.Concurrent;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Shell.BasePaths;

/// <summary>The main job in a real browser, with the portal under a path of a host that it shares.</summary>
[Trait("Speed", "slow")]
public sealed class UnderPathJourneyTests(UnderPathPortal portal) : IClassFixture<UnderPathPortal>
{
    private const string Search = "Find a party, an interview or a kind of data";

    [Fact]
    public async Task A_worker_registers_accepts_looks_and_has_data_deleted_and_nothing_is_asked_of_another_site()
    {
        var api = await portal.CreateApiClientAsync();
        await api.PutWorkerAsync("w-under", "under@people.example", "Ana Lopes");
        await api.PutPartyAsync("harbour", "Harbour Eval", "llm-provider");
        await api.PutPartyAsync("lighthouse", "Lighthouse Jobs", "hiring-company");

        var asked = await WalkAsync(async person =>
        {
            await RegistersAsync(person, "under@people.example");
            await AcceptsAsync(person);
            await api.DiscloseAsync(
                Given.Disclosure("w-under", "harbour"),
                Given.Disclosure("w-under", "lighthouse", "hiring")
            );
            await FiltersAsync(person);
            await RequestsDeletionAsync(person);

            await person.GoesToAsync("/verify");
            await person.ExpectsAccessiblePageAsync();
            await person.PressesAsync("Sign out");
            person.ShouldBeAt("/");
            await person.SeesHeadingAsync("Your interview, your data");
        });

        asked.ShouldContain(url => url.StartsWith("ws:", StringComparison.Ordinal) && url.Contains("/privacy/_blazor"));
    }

    [Fact]
    public async Task An_officer_works_at_the_desk_and_a_visitor_changes_the_language()
    {
        await WalkAsync(async person =>
        {
            await person.GoesToAsync("/policy");
            var header = person.Page.GetByRole(AriaRole.Banner);
            await header.Locator("summary").ClickAsync();
            await header.GetByRole(AriaRole.Button, new() { Name = "Español" }).ClickAsync();
            await person.WaitsForLoadAsync();
            person.ShouldBeAt("/policy");
            await Assertions.Expect(person.Page.Locator("html")).ToHaveAttributeAsync("lang", "es");
        });
        await WalkAsync(async person =>
        {
            await person.SignsInAsync("officer@example.com", DemoAccounts.Password);
            await person.GoesToAsync("/staff/requests");
            await person.ExpectsAccessiblePageAsync();
            await person.Page.Locator("tbody a").First.ClickAsync();
            await person.WaitsForAddressAsync("/privacy/staff/requests/DR-");
            await person.ExpectsAccessiblePageAsync();
        });
    }

    private async Task<IReadOnlyCollection<string>> WalkAsync(Func<BrowserUser, Task> walk)
    {
        var asked = new ConcurrentQueue<string>();
        await portal.VisitInBrowserAsync(async person =>
        {
            person.Page.Request += (_, request) => asked.Enqueue(request.Url);
            person.Page.WebSocket += (_, socket) => asked.Enqueue(socket.Url);
            await walk(person);
        });
        asked
            .Where(url => !url.StartsWith("data:", StringComparison.Ordinal))
            .Where(url =>
                !url[url.IndexOf(':')..].StartsWith(portal.Url.ToString()["http".Length..], StringComparison.Ordinal)
            )
            .ShouldBeEmpty("the portal has no business outside of its path");
        return asked;
    }

    private async Task RegistersAsync(BrowserUser person, string email)
    {
        await person.GoesToAsync("/my-data");
        person.ShouldBeAt("/account/login");
        await person.FollowsAsync("I have no account in this portal yet");
        await person.TypesAsync("Email", email);
        await person.TypesAsync("Password", Given.Password);
        await person.PressesAsync("Create account");
        var letter = await portal.Mail.WaitForEmailToAsync(email);
        await person.GoesToAsync(portal.Url.GetLeftPart(UriPartial.Authority) + letter.FindLink("/privacy/account/"));
        await person.PressesAsync("Confirm my email address");
        await person.SeesHeadingAsync("Your email address is confirmed");
        await person.SignsInAsync(email);
    }

    private static async Task AcceptsAsync(BrowserUser person)
    {
        await person.GoesToAsync("/policy/accept");
        await person.PressesAsync("Accept");
        await person.Page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link).First.ClickAsync();
        person.ShouldBeAt("/policy/accept");
        await person.TicksAsync("I have read and accept version");
        await person.PressesAsync("Accept");
        await person.SeesAsync("You accepted version");
    }

    private static async Task FiltersAsync(BrowserUser person)
    {
        await person.GoesToAsync("/my-data");
        await person.SeesAsync("2 parties · 2 disclosures");
        await person.TypesAsync(Search, "harb");
        await person.SeesAsync("1 party · 1 disclosure");
        person.ShouldBeAt("/my-data");
        await person.ExpectsAccessiblePageAsync();
        await person.Page.GetByRole(AriaRole.Link, new() { Name = "“harb”" }).ClickAsync();
        await person.SeesAsync("2 parties · 2 disclosures");
    }

    private static async Task RequestsDeletionAsync(BrowserUser person)
    {
        await person.GoesToAsync("/deletion");
        await person.FollowsAsync("Request deletion");
        await person.TicksAsync("Everything that");
        await person.PressesAsync("Continue");
        await person.SeesHeadingAsync("What will happen");
        await person.PressesAsync("Continue");
        await person.SeesHeadingAsync("Confirm it is you");
        await person.TypesAsync("Password", Given.Password);
        await person.PressesAsync("Confirm deletion request");
        await person.SeesAsync("Your request is confirmed");
    }
}
