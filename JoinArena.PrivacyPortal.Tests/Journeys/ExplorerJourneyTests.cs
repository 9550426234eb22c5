using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Journeys;

/// <summary>The parts of a worker's pages that answer while the worker is still choosing.</summary>
public sealed partial class ExplorerJourneyTests(Portal portal) : IClassFixture<Portal>
{
    private const string Search = "Find a party, an interview or a kind of data";

    [Fact]
    public async Task Who_has_my_data_is_explored_by_typing_pressing_and_keyboard_and_stays_true_while_data_arrives()
    {
        var worker = await portal.SetUpAsync(
            Given
                .Worker()
                .WhoAccepted("1.0")
                .WhoseDataWentTo("harbour", "Harbour Eval")
                .WhoseDataWentTo("lighthouse", "Lighthouse Jobs", "hiring-company", "hiring")
        );
        var api = await portal.CreateApiClientAsync();

        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(worker.Email);
            await person.GoesToAsync("/my-data");
            await ShowsAsync(person, "2 parties · 2 disclosures");

            // Typed, without a press. The address keeps it.
            await person.TypesAsync(Search, "harb");
            await ShowsAsync(person, "1 party · 1 disclosure");
            (
                await person
                    .Page.GetByRole(AriaRole.Region, new() { Name = "Parties" })
                    .GetByRole(AriaRole.Heading, new() { Level = 3 })
                    .AllInnerTextsAsync()
            ).ShouldBe(["Harbour Eval"]);
            new Uri(person.Page.Url).PathAndQuery.ShouldBe("/my-data?q=harb");
            (await FocusedAsync(person)).ShouldBe("q", "who types goes on typing");
            await person.ExpectsAccessiblePageAsync();

            // What comes in is there by itself, and marked.
            await api.DiscloseAsync(Given.Disclosure(worker.Id, "harbour"));
            await ShowsAsync(person, "1 party · 2 disclosures");
            await Assertions
                .Expect(Entries(person.Page.GetByRole(AriaRole.Main)).GetByText("New", new() { Exact = true }))
                .ToHaveCountAsync(1);
            await Assertions
                .Expect(person.Page.GetByRole(AriaRole.Link, new() { Name = "Show", Exact = true }))
                .ToHaveAttributeAsync("href", "/my-data/timeline#entries");

            // The chip takes its filter away, and the field with it.
            await person.Page.GetByRole(AriaRole.Link, new() { Name = "“harb”" }).ClickAsync();
            await ShowsAsync(person, "2 parties · 3 disclosures");
            (await person.Page.GetByLabel(Search).InputValueAsync()).ShouldBeEmpty();
            (await FocusedAsync(person)).ShouldBe("found", "the chip is gone, so the focus goes to what was found");

            // What was taken away does not come back with the page.
            await person.Page.ReloadAsync();
            await IsLiveAsync(person);
            await ShowsAsync(person, "2 parties · 3 disclosures");
            (await person.Page.GetByLabel(Search).InputValueAsync()).ShouldBeEmpty();

            // The picture, by keyboard.
            await person.Page.SetViewportSizeAsync(1280, 900);
            var end = person.Page.GetByRole(
                AriaRole.Link,
                new() { Name = "Lighthouse Jobs: a company that is hiring, once" }
            );
            await end.FocusAsync();
            await person.Page.Keyboard.PressAsync("Enter");
            await ShowsAsync(person, "1 party · 1 disclosure");
            await Assertions.Expect(end).ToHaveAttributeAsync("aria-current", "true");
            await person.ExpectsAccessiblePageAsync();

            // Back is what it was.
            await person.Page.GoBackAsync();
            await ShowsAsync(person, "2 parties · 3 disclosures");
            (await person.Page.Locator("[data-first]").CountAsync()).ShouldBe(0);
        });
    }

    [Fact]
    public async Task Older_disclosures_are_reached_by_keyboard_and_newer_ones_again_after_a_reload()
    {
        var worker = await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0").WhoseDataWentTo("older", "Older Eval"));
        await (await portal.CreateApiClientAsync()).DiscloseAsync([
            .. Enumerable.Range(0, 29).Select(_ => Given.Disclosure(worker.Id, "older")),
        ]);

        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(worker.Email);
            await person.GoesToAsync("/my-data?each=1");
            await IsLiveAsync(person);
            var live = FindLive(person);

            await person.Page.GetByRole(AriaRole.Link, new() { Name = "Older", Exact = true }).FocusAsync();
            await person.Page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(live).ToHaveAttributeAsync("data-shown", BeforeRegex);
            await Assertions.Expect(Entries(live)).ToHaveCountAsync(5);
            (await FocusedAsync(person)).ShouldBe("entries", "who reads on goes on in the list");
            await person.ExpectsAccessiblePageAsync();

            await person.Page.ReloadAsync();
            await IsLiveAsync(person);
            await Assertions.Expect(Entries(person.Page.Locator("[data-first]"))).ToHaveCountAsync(5);
            await person.Page.GetByRole(AriaRole.Link, new() { Name = "Newer", Exact = true }).ClickAsync();
            await Assertions.Expect(live).ToHaveAttributeAsync("data-shown", "?each=1");
            await Assertions.Expect(Entries(live)).ToHaveCountAsync(25);
            new Uri(person.Page.Url).PathAndQuery.ShouldBe("/my-data?each=1");
        });
    }

    [Fact]
    public async Task Without_script_the_same_choices_are_links_and_a_form()
    {
        var worker = await portal.SetUpAsync(
            Given
                .Worker()
                .WhoAccepted("1.0")
                .WhoseDataWentTo("plain", "Plain Eval")
                .WhoseDataWentTo("plain-jobs", "Plain Jobs", "hiring-company", "hiring")
        );

        await portal.VisitInBrowserAsync(
            async person =>
            {
                await person.SignsInAsync(worker.Email);
                await person.GoesToAsync("/my-data");
                await person.TypesAsync(Search, "plain jobs");
                await person.PressesAsync("Filter");
                await ShowsAsync(person, "1 party · 1 disclosure");
                await person.FollowsAsync("Show all");
                await person
                    .Page.GetByRole(AriaRole.Group, new() { Name = "Which kinds of data went to which parties" })
                    .GetByRole(AriaRole.Link, new() { Name = "Plain Eval" })
                    .ClickAsync();
                await person.WaitsForLoadAsync();
                await ShowsAsync(person, "1 party · 1 disclosure");
                await person.GoesToAsync("/deletion/new");
                await Assertions.Expect(person.Page.Locator("#foresee")).ToBeHiddenAsync();
            },
            javaScript: false
        );
    }

    [Fact]
    public async Task The_months_lead_to_their_disclosures_by_keyboard()
    {
        var worker = await portal.SetUpAsync(
            Given.Worker().WhoAccepted("1.0").WhoseDataWentTo("months", "Months Eval")
        );
        var at = DateTimeOffset.UtcNow.AddDays(-70);
        await (await portal.CreateApiClientAsync()).DiscloseAsync(Given.Disclosure(worker.Id, "months", at: at));

        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(worker.Email);
            await person.GoesToAsync("/my-data/timeline");
            await person.ExpectsAccessiblePageAsync();
            await person.SeesAsync("Allowed by:");
            var months = person.Page.GetByRole(AriaRole.Navigation, new() { Name = "Month by month" });
            var month = months.GetByRole(AriaRole.Link).First;
            await month.FocusAsync();
            await person.Page.Keyboard.PressAsync("Enter");
            await person.WaitsForAddressAsync("from=");
            await Assertions.Expect(months.Locator("[aria-current=true]")).ToHaveCountAsync(1);
            (await Entries(person.Page.GetByRole(AriaRole.Main)).CountAsync()).ShouldBe(1);
            await person.ExpectsAccessiblePageAsync();
        });
    }

    [Fact]
    public async Task What_would_be_erased_follows_the_choice_and_the_request_has_its_line()
    {
        var worker = await portal.SetUpAsync(
            Given
                .Worker()
                .WhoAccepted("1.0")
                .WhoseDataWentTo("would", "Would Eval")
                .WhoseDataWentTo("would-train", "Would Train", "model-training", "model-improvement")
        );

        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(worker.Email);
            await person.GoesToAsync("/deletion/new");
            await person.SeesAsync("Choose what should be deleted. You then see here what would happen.");

            // By keyboard: space chooses, and the preview follows.
            await person.Page.Locator("[value=everything]").FocusAsync();
            await person.Page.Keyboard.PressAsync("Space");
            await person.SeesAsync("Your request would ask 2 parties to erase this data.");
            await person.SeesAsync("Would Train trains models.");
            await person.ExpectsAccessiblePageAsync();

            await person.Page.Locator("[value=party]").CheckAsync();
            await person.ChoosesAsync("Which party?", "Would Eval");
            await person.SeesAsync("Your request would ask 1 party to erase this data.");
            await person.DoesNotSeeAsync("Would Train trains models.");
            await person.PressesAsync("Continue");
            await person.SeesHeadingAsync("What will happen");
            await person.FollowsAsync("Change what should be deleted");
            // The choice of the draft is previewed without being made again.
            await person.SeesAsync("Your request would ask 1 party to erase this data.");
            await person.PressesAsync("Continue");
            await person.PressesAsync("Continue");
            await person.TypesAsync("Password", Given.Password);
            await person.PressesAsync("Confirm deletion request");
            await Assertions
                .Expect(person.Page.GetByRole(AriaRole.List, new() { Name = "From your request to the answer" }))
                .ToContainTextAsync("You asked");
            await person.ExpectsAccessiblePageAsync();
        });
    }

    private static Task IsLiveAsync(BrowserUser person) =>
        Assertions.Expect(FindLive(person)).ToHaveAttributeAsync("data-interactive", "true");

    private static ILocator FindLive(BrowserUser person) =>
        person.Page.Locator("[data-interactive]", new() { Has = person.Page.Locator("#found") });

    private static ILocator Entries(ILocator part) =>
        part.GetByRole(AriaRole.Region, new() { NameRegex = DisclosuresRegex }).Locator("> ol > li");

    private static Task ShowsAsync(BrowserUser person, string count) =>
        Assertions.Expect(person.Page.Locator("#found")).ToHaveTextAsync(count);

    private static Task<string> FocusedAsync(BrowserUser person) =>
        person.Page.EvaluateAsync<string>("() => document.activeElement.name || document.activeElement.id");

    [GeneratedRegex(
        "^(?:Latest disclosures|Disclosures, newest first)$",
        RegexOptions.None,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex DisclosuresRegex { get; }

    [GeneratedRegex("before=", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex BeforeRegex { get; }
}
