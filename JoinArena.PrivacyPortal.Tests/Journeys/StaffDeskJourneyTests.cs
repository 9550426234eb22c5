using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Deletion;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Journeys;

/// <summary>The privacy team at its queue.</summary>
public sealed class StaffDeskJourneyTests(DeletionPortal portal) : IClassFixture<DeletionPortal>
{
    [Fact]
    public async Task The_queue_keeps_step_by_itself_and_can_be_narrowed()
    {
        var first = await ConfirmedAsync("Northwind");
        await VisitAsync(Roles.Officer, async person =>
        {
            await person.GoesToAsync("/staff/requests");
            await Assertions.Expect(Line(person, first)).ToContainTextAsync("Confirmed");

            var second = await ConfirmedAsync("Contoso");
            await Assertions.Expect(Line(person, second)).ToBeVisibleAsync();
            await person.FindsPageSoundAsync();

            await person.TypesAsync("Number or place", second);
            await person.SeesAsync("1 request found");
            await Assertions.Expect(Line(person, first)).ToHaveCountAsync(0);
            await person.TypesAsync("Number or place", "PT");
            await person.SeesHeadingAsync("None is found");
            await person.FindsPageSoundAsync();
            await person.TypesAsync("Number or place", "de");
            await Assertions.Expect(Line(person, first)).ToBeVisibleAsync();

            await person.FollowsAsync(second);
            person.IsAt($"/staff/requests/{second}");
        });
    }

    [Fact]
    public async Task An_officer_takes_an_answer_down()
    {
        var number = await ConfirmedAsync("Northwind", "Contoso");
        await VisitAsync(Roles.Officer, async person =>
        {
            await person.GoesToAsync($"/staff/requests/{number}");
            await person.PressesAsync("Start now");
            var contoso = person.Page.GetByRole(AriaRole.Article, new() { Name = "Contoso" });
            await contoso.GetByRole(AriaRole.Button, new() { Name = "Mark as told" }).ClickAsync();
            await Assertions.Expect(contoso).ToContainTextAsync("Told on");
            var answer = contoso.GetByLabel("What Contoso answered");
            await Assertions.Expect(answer).ToBeHiddenAsync();
            await person.FindsPageSoundAsync();

            // What is wrong is not folded away.
            await person.RecordsAsync("Contoso", "retained");
            await person.SeesAsync("Choose the ground on which it is kept.");
            await Assertions.Expect(answer).ToBeVisibleAsync();
            await person.FindsPageSoundAsync();

            await person.RecordsAsync("Contoso", "erased");
            await person.SeesAsync("1 of 2 parties have answered.");
        });
    }

    [Fact]
    public async Task Without_scripts_the_queue_is_read_searched_and_followed()
    {
        var number = await ConfirmedAsync("Northwind");
        await VisitAsync(Roles.Auditor, async person =>
        {
            await person.GoesToAsync("/staff/requests");
            await Assertions.Expect(person.Page.GetByLabel("Number or place", new() { Exact = true })).ToBeHiddenAsync();
            await person.TypesAsync("Find a number or place", number);
            await person.PressesAsync("Find");
            await person.SeesAsync("1 request found");
            await person.FindsPageSoundAsync();
            await person.FollowsAsync(number);
            await person.SeesAsync("Only officers change it.");
            await person.FindsPageSoundAsync();
        }, javaScript: false);
    }

    private static ILocator Line(Visitor person, string number) => person.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = number });

    private async Task VisitAsync(string role, Func<Visitor, Task> walk, bool javaScript = true)
    {
        var email = await portal.HasStaffAsync(role);
        await portal.VisitAsync(async person =>
        {
            await person.SignsInAsync(email);
            await walk(person);
        }, javaScript);
    }

    private async Task<string> ConfirmedAsync(params string[] parties)
    {
        var (worker, _) = await portal.WorkerAsync(parties);
        await worker.GoToAsync("/deletion/new");
        await worker.PressAsync("Continue");
        await worker.PressAsync("Continue");
        await worker.Type("Password", Given.Password).PressAsync("Confirm deletion request");
        return new Uri(worker.Page.Url).Segments[^1];
    }
}
