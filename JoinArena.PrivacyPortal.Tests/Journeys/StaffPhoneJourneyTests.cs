using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Deletion;
using JoinArena.PrivacyPortal.Tests.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Journeys;

/// <summary>An officer at the queue with a phone.</summary>
public sealed class StaffPhoneJourneyTests(DeletionPortal portal) : IClassFixture<DeletionPortal>
{
    [Fact]
    public async Task The_head_of_the_queue_is_two_lines_that_open_to_its_lists_and_its_search()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Northwind");
        var number = await worker.ConfirmRequestAsync();
        var email = await portal.CreateStaffAccountAsync(Roles.Officer);
        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(email);
            await person.GoesToAsync("/staff/requests");
            await Assertions.Expect(Lists(person)).ToBeVisibleAsync();
            await Assertions.Expect(Search(person)).ToBeVisibleAsync();

            await person.Page.SetViewportSizeAsync(390, 844);
            await Assertions.Expect(Lists(person)).ToBeHiddenAsync();
            await Assertions.Expect(Search(person)).ToBeHiddenAsync();

            await person.Page.Locator("summary").Filter(new() { HasText = "List: Open" }).ClickAsync();
            await Lists(person).GetByRole(AriaRole.Link, new() { Name = "Overdue" }).ClickAsync();
            await person.WaitsForLoadAsync();
            await person.SeesHeadingAsync("No request is overdue");
            await Assertions.Expect(Lists(person)).ToBeHiddenAsync();

            await person.GoesToAsync("/staff/requests");
            await person.Page.Locator("summary").Filter(new() { HasText = "Find" }).ClickAsync();
            await person.TypesAsync("Number or place", number);
            await person.SeesAsync("1 request found");
            await person.ExpectsAccessiblePageAsync();
            await person.FollowsAsync(number);
            person.ShouldBeAt($"/staff/requests/{number}");
        });
    }

    private static ILocator Lists(BrowserUser person) =>
        person.Page.GetByRole(AriaRole.Navigation, new() { Name = "Which requests" });

    private static ILocator Search(BrowserUser person) =>
        person.Page.GetByLabel("Number or place", new() { Exact = true });
}
