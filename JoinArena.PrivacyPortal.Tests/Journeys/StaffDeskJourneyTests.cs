using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Deletion;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
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
    public async Task Work_is_taken_noted_and_found_again_under_mine_and_by_keyboard()
    {
        var (first, second) = (await ConfirmedAsync("Northwind"), await ConfirmedAsync("Contoso"));
        var me = await portal.HasStaffAsync(Roles.Officer);
        await portal.VisitAsync(async person =>
        {
            await person.SignsInAsync(me);
            foreach (var number in new[] { first, second })
            {
                await person.GoesToAsync($"/staff/requests/{number}");
                await person.Page.GetByLabel("Give it to").SelectOptionAsync(me);
                await person.PressesAsync("Give");
                await Assertions.Expect(person.Page.GetByRole(AriaRole.Region, new() { Name = "For the team" }).Locator("dd")).ToHaveTextAsync(me);
            }

            await person.TypesAsync("Write a note for the team", "Called them.");
            await person.PressesAsync("Keep the note");
            await person.SeesAsync("Called them.");
            await person.FindsPageSoundAsync();

            await person.GoesToAsync("/staff/requests?view=mine");
            var mine = person.Page.GetByRole(AriaRole.Navigation, new() { Name = "Which requests" }).GetByRole(AriaRole.Link, new() { Name = "Mine" });
            await Assertions.Expect(mine).ToHaveAttributeAsync("aria-current", "page");
            await Assertions.Expect(mine).ToContainTextAsync("2");
            await person.FindsPageSoundAsync();

            var (one, other) = (person.Page.GetByRole(AriaRole.Link, new() { Name = first }), person.Page.GetByRole(AriaRole.Link, new() { Name = second }));
            await one.FocusAsync();
            await person.Page.Keyboard.PressAsync("j");
            await Assertions.Expect(other).ToBeFocusedAsync();
            await person.Page.Keyboard.PressAsync("k");
            await Assertions.Expect(one).ToBeFocusedAsync();
        });
    }

    [Fact]
    public async Task An_officer_reads_the_letter_before_asking_for_proof_and_nobody_is_told_until_it_has_come()
    {
        var number = await ConfirmedAsync("Northwind");
        await VisitAsync(Roles.Officer, async person =>
        {
            await person.GoesToAsync($"/staff/requests/{number}");
            await person.FollowsAsync("Check identity");
            await person.SeesAsync("it stands still until the worker has answered (GDPR Art. 12(6); EDPB Guidelines 01/2022).");
            await person.TypesAsync("Why you doubt it, and what would show it", "Which interview did you give in May?");
            await person.PressesAsync("Read the letter");
            await person.SeesAsync("stands still until you have answered");
            await person.FindsPageSoundAsync();
            await person.PressesAsync("Send the letter and wait");
            await person.SeesAsync("It waits for the worker to prove who they are.");
            await Assertions.Expect(person.Page.GetByRole(AriaRole.Button, new() { Name = "Start now" })).ToBeHiddenAsync();
            await person.PressesAsync("Identity is proven");
            await person.SeesAsync("The worker proved who they are");
            await person.FindsPageSoundAsync();
        });
    }

    [Fact]
    public async Task On_a_phone_the_parties_come_before_the_history()
    {
        var number = await ConfirmedAsync("Northwind");
        await VisitAsync(Roles.Officer, async person =>
        {
            await person.GoesToAsync($"/staff/requests/{number}");
            await person.PressesAsync("Start now");
            await person.Page.SetViewportSizeAsync(390, 844);
            var parties = (await person.Page.GetByRole(AriaRole.Heading, new() { Name = "Parties" }).BoundingBoxAsync())!;
            var history = (await person.Page.GetByRole(AriaRole.Heading, new() { Name = "What happened" }).BoundingBoxAsync())!;
            parties.Y.ShouldBeLessThan(history.Y);
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
