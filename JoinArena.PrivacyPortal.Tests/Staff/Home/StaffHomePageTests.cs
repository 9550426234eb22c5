using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Deletion;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Staff.Home;

/// <summary>The worklist of the privacy team, and the menu beside each of its pages.</summary>
public sealed class StaffHomePageTests(DeletionPortal portal) : IClassFixture<DeletionPortal>
{
    [Fact]
    public async Task An_officer_reads_how_many_requests_wait_which_are_new_and_follows_the_worklist_to_one()
    {
        var (worker, number) = await ConfirmedAsync();
        var officer = await (await portal.SignInStaffAsync(Roles.Officer)).GoToAsync("/staff");
        officer.Text.ShouldMatch(
            @"Worklist (No request waits|[0-9]+ requests? waits?) for you\. "
                + @"(1 is open: DR-[0-9-]+, due on|[0-9]+ are open; the next, DR-[0-9-]+, is due on) "
        );
        officer.Page.QuerySelectorAll("h2").Select(h => h.TextContent).ShouldContain("New");

        await worker.GoToAsync($"/deletion/{number}");
        await worker.Type("Write to the privacy team", "When will they be asked?").PressAsync("Send message");
        await officer.GoToAsync("/staff");
        var row = RowOf(officer, number);
        row.ShouldContain("An answer to the worker");
        row.ShouldContain("No one yet");
        officer.Text.ShouldNotContain(" 0 ");
        officer
            .Page.QuerySelectorAll("main a")
            .Select(a => a.GetAttribute("aria-label") ?? a.TextContent.Trim())
            .ShouldContain($"Answer: {number}", "each link is named for what it leads to");

        await officer.FollowAsync(number);
        officer.Path.ShouldBe($"/staff/requests/{number}");
    }

    [Fact]
    public async Task An_officer_finds_the_next_deadline_and_what_waits_for_others_on_the_page()
    {
        var (_, number) = await ConfirmedAsync();
        var starter = await (await portal.SignInStaffAsync(Roles.Officer)).GoToAsync($"/staff/requests/{number}");
        await starter.PressAsync("Start now");
        await starter.PressAsync("Mark as notified: Northwind");
        starter.Page.QuerySelector<IHtmlSelectElement>("#owner")!.Value = starter
            .Page.QuerySelectorAll("#owner option")[^1]
            .GetAttribute("value");
        await starter.PressAsync("Assign");

        var auditor = await (await portal.SignInStaffAsync(Roles.Auditor)).GoToAsync("/staff");

        auditor.Page.QuerySelector("[role=status] a")!.GetAttribute("href")!.ShouldStartWith("/staff/requests/DR-");
        var others = auditor.Page.QuerySelector("section[aria-labelledby=others]")!;
        others.QuerySelector("h2")!.TextContent.ShouldBe("Waiting for others");
        others
            .QuerySelectorAll("tbody tr")
            .Select(r => r.TextContent)
            .ShouldContain(text => text.Contains(number) && text.Contains("The answer of 1 party"));
        others.QuerySelectorAll("tbody a").Select(a => a.TextContent).ShouldContain(number);
    }

    [Fact]
    public async Task The_menu_has_the_pages_of_the_readers_role_marks_the_current_one_and_counts_what_waits()
    {
        await ConfirmedAsync();
        var officer = await (await portal.SignInStaffAsync(Roles.Officer)).GoToAsync("/staff/statistics");
        MenuOf(officer)
            .ShouldBe([
                "Worklist",
                "Requests",
                "Not covered",
                "Questions",
                "Complaints and appeals",
                "Stops to answer",
                "Parties",
                "Workers",
                "Statistics",
                "Acceptances",
                "Team activity",
                "Laws",
                "Deliveries",
            ]);
        officer.Page.QuerySelector("#desk-menu [aria-current]")!.TextContent.Trim().ShouldBe("Statistics");

        var admin = await (await portal.SignInStaffAsync(Roles.Administrator)).GoToAsync("/staff/keys");
        MenuOf(admin).ShouldContain("People");
        MenuOf(admin).ShouldContain("API keys");
        MenuOf(admin).ShouldContain("Audit");
        (await admin.GoToAsync("/account/manage")).Page.QuerySelector("#desk-menu").ShouldBeNull();
    }

    [Fact]
    public async Task The_worklist_and_the_menu_follow_what_happens_and_the_menu_folds_on_a_phone()
    {
        var (worker, number) = await ConfirmedAsync();
        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));
            await person.GoesToAsync("/staff");
            await person.ExpectsAccessiblePageAsync();
            await Assertions.Expect(Row(person, number)).Not.ToContainTextAsync("An answer to the worker");

            await worker.GoToAsync($"/deletion/{number}");
            await worker.Type("Write to the privacy team", "Please tell me.").PressAsync("Send message");
            await Assertions.Expect(Row(person, number)).ToContainTextAsync("An answer to the worker");
            await Assertions
                .Expect(Menu(person).GetByRole(AriaRole.Link, new() { Name = "Requests" }))
                .ToContainTextAsync("waiting");
            await person.ExpectsAccessiblePageAsync();

            await person.Page.SetViewportSizeAsync(320, 800);
            await Assertions.Expect(Menu(person)).ToBeHiddenAsync();
            await person.PressesAsync("Team menu");
            await Assertions.Expect(Menu(person)).ToBeVisibleAsync();
            await person.Page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(Menu(person)).ToBeHiddenAsync();
            await Assertions
                .Expect(person.Page.GetByRole(AriaRole.Button, new() { Name = "Team menu" }))
                .ToBeFocusedAsync();
        });
    }

    [Fact]
    public async Task What_has_the_focus_is_seen_on_a_page_with_MudBlazor_as_on_any_other()
    {
        var (_, number) = await ConfirmedAsync();
        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));
            await person.GoesToAsync("/staff/requests");
            await person.Page.GetByLabel("Number or place", new() { Exact = true }).FocusAsync();
            for (var i = 0; i < 40; i++)
            {
                await person.Page.Keyboard.PressAsync("Tab");
                if (await person.Page.Locator(":focus").TextContentAsync() == number)
                    break;
            }

            var ring = await person
                .Page.Locator(":focus")
                .EvaluateAsync<string>(
                    "e => getComputedStyle(e).outlineStyle + ' ' + getComputedStyle(e).outlineWidth"
                );
            ring.ShouldBe("solid 3px");
        });
    }

    [Fact]
    public async Task The_worklist_and_the_menu_can_be_read_and_followed_without_scripts()
    {
        var (_, number) = await ConfirmedAsync();
        await portal.VisitInBrowserAsync(
            async person =>
            {
                await person.SignsInAsync(await portal.CreateStaffAccountAsync(Roles.Auditor));
                await person.GoesToAsync("/staff");
                await person.SeesAsync(number);
                await person.FollowsAsync("Statistics");
                person.ShouldBeAt("/staff/statistics");
            },
            javaScript: false
        );
    }

    private static string[] MenuOf(HtmlClient reader) =>
        [.. reader.Page.QuerySelectorAll("#desk-menu a > span:first-child").Select(s => s.TextContent)];

    private static string RowOf(HtmlClient reader, string number) =>
        reader
            .Page.QuerySelectorAll("tr")
            .Select(r => r.TextContent)
            .First(text => text.Contains(number, StringComparison.Ordinal));

    private static ILocator Row(BrowserUser person, string number) =>
        person.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = number });

    private static ILocator Menu(BrowserUser person) =>
        person.Page.GetByRole(AriaRole.Navigation, new() { Name = "Privacy team" });

    private async Task<(HtmlClient Worker, string Number)> ConfirmedAsync()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Northwind");
        await worker.GoToAsync("/deletion/new");
        await worker.Choose("Form.Kind", "everything").PressAsync("Continue");
        await worker.PressAsync("Continue");
        await worker.Type("Password", Given.Password).PressAsync("Confirm deletion request");
        return (worker, new Uri(worker.Page.Url).Segments[^1]);
    }
}
