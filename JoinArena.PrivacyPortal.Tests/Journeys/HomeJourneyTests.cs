using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Journeys;

/// <summary>The first page, the inbox and the timeline, with the demo's data.</summary>
public sealed class HomeJourneyTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private const string Password = "Demo-portal-2026!";

    [Fact]
    public Task The_home_page_answers_before_anything_is_opened() =>
        portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync("worker2@example.com", Password);
            await person.GoesToAsync("/");
            await person.SeesAsync("You accepted version 1.0 on");
            await person.SeesAsync("parties have received your data, the last time");
            await person.SeesAsync("1 request is in progress.");
            await person.SeesAsync("1 disclosure is not covered by what you allowed");
            await person.SeesHeadingAsync("What is going on");
            await person.ExpectsAccessiblePageAsync();
        });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task The_inbox_is_a_list_of_subjects_and_the_menu_says_how_many_are_new(bool javaScript) =>
        portal.VisitInBrowserAsync(
            async person =>
            {
                await person.SignsInAsync("worker3@example.com", Password);
                await person.GoesToAsync("/inbox");
                var first = person.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Group).First;
                await Assertions.Expect(first.GetByRole(AriaRole.Paragraph).First).ToBeHiddenAsync();
                await first.Locator("summary").ClickAsync();
                await Assertions.Expect(first.GetByRole(AriaRole.Paragraph).First).ToBeVisibleAsync();
                var menu = person.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" });
                await Assertions
                    .Expect(menu.GetByRole(AriaRole.Link, new() { Name = "Inbox" }))
                    .ToContainTextAsync("new");
                await person.ExpectsAccessiblePageAsync();
            },
            javaScript
        );

    [Fact]
    public Task Each_disclosure_is_listed_on_its_own_page_and_says_what_has_become_of_it() =>
        portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync("worker2@example.com", Password);
            await person.GoesToAsync("/my-data");
            await person.FollowsAsync("See all disclosures");
            person.ShouldBeAt("/my-data/timeline");
            await person.SeesHeadingAsync("All disclosures");
            await person.SeesAsync("Asked to erase");
            await person.ExpectsAccessiblePageAsync();
            await person.Page.GetByRole(AriaRole.Link, new() { Name = "Asked to erase" }).First.ClickAsync();
            await person.WaitsForAddressAsync("/deletion/DR-");
        });

    [Fact]
    public Task A_worker_who_accepted_nothing_meets_one_calm_sentence_and_no_alarm() =>
        portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync("worker@example.com", Password);
            await person.GoesToAsync("/my-data");
            await person.SeesAsync("disclosures happened while you had not accepted the policy.");
            // By class: the colours and dashes themselves would be an alarm.
            await Assertions.Expect(person.Page.Locator(".note--bad, .tag--bad, path.off")).ToHaveCountAsync(0);
            await person.GoesToAsync("/my-data/timeline");
            await Assertions.Expect(person.Page.Locator(".tag--bad, .tag--wait")).ToHaveCountAsync(0);
        });

    [Fact]
    public Task A_phone_reaches_the_parties_and_the_request_without_a_long_way() =>
        portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync("worker2@example.com", Password);
            await person.Page.SetViewportSizeAsync(390, 800);
            await person.GoesToAsync("/my-data");
            (await person.Page.EvaluateAsync<int>("() => document.documentElement.scrollHeight")).ShouldBeLessThan(
                4_000
            );
            var ask = person
                .Page.GetByRole(AriaRole.Main)
                .GetByRole(AriaRole.Link, new() { Name = "Request deletion" });
            (await ask.First.BoundingBoxAsync())!.Y.ShouldBeLessThan(800);
        });

    [Fact]
    public Task A_form_with_an_error_says_so_in_the_tab() =>
        portal.VisitInBrowserAsync(async person =>
        {
            await person.GoesToAsync("/account/login");
            await person.PressesAsync("Sign in");
            await Assertions.Expect(person.Page).ToHaveTitleAsync("Error: Sign in · JoinArena Privacy");
        });

    [Theory]
    [InlineData("/account/second-step", "Your password is correct")]
    [InlineData("/account/denied", "You are signed in")]
    [InlineData("/account/closed", "Your account")]
    public async Task A_visitor_is_told_nothing_that_is_not_so(string address, string claim)
    {
        var visitor = await portal.CreateAnonymousClient().GoToAsync(address);

        visitor.Text.ShouldNotContain(claim);
    }
}
