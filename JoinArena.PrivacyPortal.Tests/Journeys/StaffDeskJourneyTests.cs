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
    public async Task The_queue_updates_by_itself_and_can_be_filtered()
    {
        var first = await ConfirmedAsync("Northwind");
        await VisitAsync(
            Roles.Officer,
            async person =>
            {
                await person.GoesToAsync("/staff/requests");
                await Assertions.Expect(Line(person, first)).ToContainTextAsync("Confirmed");

                var second = await ConfirmedAsync("Contoso");
                await Assertions.Expect(Line(person, second)).ToBeVisibleAsync();
                await person.ExpectsAccessiblePageAsync();

                await person.TypesAsync("Number or place", second);
                await person.SeesAsync("1 request found");
                await Assertions.Expect(Line(person, first)).ToHaveCountAsync(0);
                await person.TypesAsync("Number or place", "PT");
                await person.SeesHeadingAsync("No requests found");
                await person.ExpectsAccessiblePageAsync();
                await person.TypesAsync("Number or place", "de");
                await Assertions.Expect(Line(person, first)).ToBeVisibleAsync();

                await person.FollowsAsync(second);
                person.ShouldBeAt($"/staff/requests/{second}");
            }
        );
    }

    [Fact]
    public async Task An_officer_records_an_answer_and_corrects_a_slip_with_a_reason()
    {
        var number = await ConfirmedAsync("Northwind", "Contoso");
        await VisitAsync(
            Roles.Officer,
            async person =>
            {
                await person.GoesToAsync($"/staff/requests/{number}");
                await person.PressesAsync("Start now");
                var contoso = person.Page.GetByRole(AriaRole.Article, new() { Name = "Contoso" });
                await contoso.GetByRole(AriaRole.Button, new() { Name = "Mark as notified" }).ClickAsync();
                await Assertions.Expect(contoso).ToContainTextAsync("This party is marked as notified.");
                await Assertions.Expect(contoso).ToContainTextAsync("Notified on");
                var answer = contoso.GetByLabel("What Contoso answered");
                await Assertions.Expect(answer).ToBeHiddenAsync();
                await person.ExpectsAccessiblePageAsync();

                // What is wrong is not folded away.
                await person.RecordsAnswerAsync("Contoso", "retained");
                await person.SeesAsync("Choose the ground on which the data is kept.");
                await Assertions.Expect(answer).ToBeVisibleAsync();
                await person.ExpectsAccessiblePageAsync();

                await person.RecordsAnswerAsync("Contoso", "erased");
                await person.SeesAsync("Answers from 1 of 2 parties: 1 erased.");
                await Assertions.Expect(contoso.GetByRole(AriaRole.Status)).ToHaveTextAsync("The answer is recorded.");
                await person.ExpectsAccessiblePageAsync();

                await contoso.GetByText("Correct the recorded answer").ClickAsync();
                await answer.SelectOptionAsync("nothing-held");
                await contoso.GetByRole(AriaRole.Button, new() { Name = "Correct the answer" }).ClickAsync();
                await person.SeesAsync("Say why you correct it, in at most 1000 characters.");
                await Assertions.Expect(answer).ToHaveValueAsync("nothing-held");
                await person.ExpectsAccessiblePageAsync();

                await contoso.GetByLabel("Why you correct it").FillAsync("I had chosen the line above.");
                await contoso.GetByRole(AriaRole.Button, new() { Name = "Correct the answer" }).ClickAsync();
                await person.SeesAsync("The correction is recorded.");
                await person.SeesAsync("The privacy team corrected what it recorded: Contoso held none of this data");
                await person.ExpectsAccessiblePageAsync();
            }
        );
    }

    [Fact]
    public async Task An_officer_takes_a_request_notes_something_and_reopens_it_under_Mine_and_by_keyboard()
    {
        var first = await ConfirmedAsync("Northwind");
        var second = await ConfirmedAsync("Contoso");
        var me = await portal.CreateStaffAccountAsync(Roles.Officer);
        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(me);
            foreach (var number in new[] { first, second })
            {
                await person.GoesToAsync($"/staff/requests/{number}");
                await person.Page.GetByLabel("Assigned to").SelectOptionAsync(me);
                await person.PressesAsync("Assign");
                await person.SeesAsync($"Assigned to {me}.");
            }

            await person.Page.GetByText("Add a note").ClickAsync();
            await person.TypesAsync("Write a note for the team", "Called them.");
            await person.PressesAsync("Save note");
            await person.SeesAsync("Called them.");
            await person.ExpectsAccessiblePageAsync();

            await person.GoesToAsync("/staff/requests?view=mine");
            var mine = person
                .Page.GetByRole(AriaRole.Navigation, new() { Name = "Which requests" })
                .GetByRole(AriaRole.Link, new() { Name = "Mine" });
            await Assertions.Expect(mine).ToHaveAttributeAsync("aria-current", "page");
            await Assertions.Expect(mine).ToContainTextAsync("2");
            await person.ExpectsAccessiblePageAsync();

            var one = person.Page.GetByRole(AriaRole.Link, new() { Name = first });
            var other = person.Page.GetByRole(AriaRole.Link, new() { Name = second });
            await one.FocusAsync();
            await person.Page.Keyboard.PressAsync("j");
            await Assertions.Expect(other).ToBeFocusedAsync();
            await person.Page.Keyboard.PressAsync("k");
            await Assertions.Expect(one).ToBeFocusedAsync();
        });
    }

    [Fact]
    public async Task An_officer_reads_the_email_before_requesting_proof_and_no_party_is_notified_until_it_has_come()
    {
        var number = await ConfirmedAsync("Northwind");
        await VisitAsync(
            Roles.Officer,
            async person =>
            {
                await person.GoesToAsync($"/staff/requests/{number}");
                await person.FollowsAsync("Check identity");
                await person.SeesAsync(
                    "the deadline pauses until the worker has answered (GDPR Art. 12(6); EDPB Guidelines 01/2022)."
                );
                await person.TypesAsync(
                    "Why you doubt it, and what would prove it",
                    "Which interview did you give in May?"
                );
                await person.PressesAsync("Preview the email");
                await person.SeesAsync("pauses until you have answered");
                await person.ExpectsAccessiblePageAsync();
                await person.PressesAsync("Send the email and wait");
                await person.SeesAsync("Waiting for the worker to prove who they are.");
                await Assertions
                    .Expect(person.Page.GetByRole(AriaRole.Button, new() { Name = "Start now" }))
                    .ToBeHiddenAsync();
                var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
                var today = TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, berlin);
                await person.TypesAsync(
                    "Day on which it came another way",
                    today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
                );
                await person.PressesAsync("Identity is proven");
                await person.SeesAsync("The worker proved who they are");
                await person.ExpectsAccessiblePageAsync();
            }
        );
    }

    [Fact]
    public async Task The_parties_come_before_the_history_on_a_phone()
    {
        var number = await ConfirmedAsync("Northwind");
        await VisitAsync(
            Roles.Officer,
            async person =>
            {
                await person.GoesToAsync($"/staff/requests/{number}");
                await person.PressesAsync("Start now");
                await person.Page.SetViewportSizeAsync(390, 844);
                var parties = (
                    await person.Page.GetByRole(AriaRole.Heading, new() { Name = "Parties" }).BoundingBoxAsync()
                )!;
                var history = (
                    await person.Page.GetByRole(AriaRole.Heading, new() { Name = "What happened" }).BoundingBoxAsync()
                )!;
                parties.Y.ShouldBeLessThan(history.Y);
            }
        );
    }

    [Fact]
    public async Task The_queue_can_be_read_searched_and_followed_without_scripts()
    {
        var number = await ConfirmedAsync("Northwind");
        await VisitAsync(
            Roles.Auditor,
            async person =>
            {
                await person.GoesToAsync("/staff/requests");
                await person.TypesAsync("Number or place", number);
                await person.PressesAsync("Find");
                await person.SeesAsync("1 request found");
                await person.ExpectsAccessiblePageAsync();
                await person.FollowsAsync(number);
                await person.SeesAsync("Only officers change it.");
                await person.ExpectsAccessiblePageAsync();
            },
            javaScript: false
        );
    }

    private static ILocator Line(BrowserUser person, string number) =>
        person.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = number });

    private async Task VisitAsync(string role, Func<BrowserUser, Task> walk, bool javaScript = true)
    {
        var email = await portal.CreateStaffAccountAsync(role);
        await portal.VisitInBrowserAsync(
            async person =>
            {
                await person.SignsInAsync(email);
                await walk(person);
            },
            javaScript
        );
    }

    private async Task<string> ConfirmedAsync(params string[] parties)
    {
        var (worker, _) = await portal.SignInWorkerAsync(parties);
        await worker.GoToAsync("/deletion/new");
        await worker.Choose("Form.Kind", "everything").PressAsync("Continue");
        await worker.PressAsync("Continue");
        await worker.Type("Password", Given.Password).PressAsync("Confirm deletion request");
        return new Uri(worker.Page.Url).Segments[^1];
    }
}
