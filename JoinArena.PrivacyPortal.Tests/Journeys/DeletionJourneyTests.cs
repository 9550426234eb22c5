using System.Globalization;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Journeys;

/// <summary>What can become of a deletion request.</summary>
public sealed class DeletionJourneyTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_request_can_be_withdrawn_before_any_party_is_notified()
    {
        var worker = await portal.SetUpAsync(
            Given.Worker().WhoAccepted("1.0").WhoseDataWentTo("taken-back", "Taken Back Ltd")
        );
        var number = await RequestAsync(worker);

        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(worker.Email);
            await person.GoesToAsync($"/deletion/{number}");
            await person.FollowsAsync("Withdraw request");
            await person.SeesHeadingAsync("Withdraw this request?");
            await person.ExpectsAccessiblePageAsync();
            await person.PressesAsync("Withdraw request");
            await person.SeesAsync("No party was notified, and nothing was erased.");
            await person.ExpectsAccessiblePageAsync();
        });

        await portal.Mail.WaitForEmailToAsync(worker.Email, $"You have withdrawn your deletion request {number}");
        (await (await portal.SignInAsync(worker.Email)).GoToAsync("/my-data")).Text.ShouldContain("Taken Back Ltd");
    }

    [Fact]
    public async Task Each_answer_of_a_party_is_shown_to_the_worker_as_it_is()
    {
        var worker = await portal.SetUpAsync(
            Given
                .Worker()
                .WhoAccepted("1.0")
                .WhoseDataWentTo("erases", "Erases")
                .WhoseDataWentTo("held-nothing", "Held Nothing")
                .WhoseDataWentTo("keeps", "Keeps It")
                .WhoseDataWentTo("trained", "Trained Models", "model-training", "model-improvement")
                .WhoseDataWentTo("refuses", "Refuses")
        );
        var number = await RequestAsync(worker);
        var officer = await portal.CreateStaffAccountAsync(Roles.Officer);
        var until = DateOnly.FromDateTime(DateTime.UtcNow).AddYears(2);

        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(officer);
            await person.GoesToAsync($"/staff/requests/{number}");
            await person.PressesAsync("Start now");
            await person.RecordsAnswerAsync("Erases", "erased");
            await person.RecordsAnswerAsync("Held Nothing", "nothing-held");
            await person.RecordsAnswerAsync("Keeps It", "retained", ground: "gdpr-legal-claims", until);
            await person.RecordsAnswerAsync("Trained Models", "irreversible", note: "Left out of the next training.");
            await person.SeesAsync("Answers from 4 of 5 parties");
            await person.ExpectsAccessiblePageAsync();
            await person.RecordsAnswerAsync("Refuses", "refused", note: "We do not know this person.");
            await person.SeesAsync("Partly completed");
            await person.ExpectsAccessiblePageAsync();
        });

        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(worker.Email);
            await person.GoesToAsync($"/deletion/{number}");
            await person.SeesAsync("Below you can read why, and where you can complain.");
            await person.SeesAsync("Left out of the next training.");
            await person.SeesAsync("We do not know this person.");
            await person.SeesAsync(until.Year.ToString(CultureInfo.InvariantCulture));
            await person.ExpectsAccessiblePageAsync();
            await person.FollowsAsync("Your certificate");
            await person.SeesAsync("5 parties: 1 erased, 1 held nothing, 1 kept until");
            await person.SeesAsync("This data is needed to make or answer a legal claim.");
            await person.ExpectsAccessiblePageAsync();
        });
        (
            await portal.Mail.WaitForEmailToAsync(
                worker.Email,
                "Your deletion request has ended. 5 parties: 1 erased, 1 held nothing"
            )
        ).Text.ShouldContain("Keeps It keeps this data until");
    }

    [Fact]
    public async Task A_worker_writes_to_the_team_and_reads_why_more_time_is_needed_and_why_a_part_is_refused()
    {
        var worker = await portal.SetUpAsync(
            Given
                .Worker()
                .WhoAccepted("1.0")
                .WhoseDataWentTo("slow", "Slow Search")
                .WhoseDataWentTo("claimed", "Claimed")
        );
        var number = await RequestAsync(worker);
        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(worker.Email);
            await person.GoesToAsync($"/deletion/{number}");
            await person.TypesAsync("Write to the privacy team", "How long will it take?");
            await person.PressesAsync("Send message");
            await person.SeesAsync("How long will it take?");
            await person.ExpectsAccessiblePageAsync();
        });

        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));
            await person.GoesToAsync("/staff/requests?unanswered=true");
            await person.SeesAsync("An answer to the worker");
            await person.FollowsAsync(number);
            await person.TypesAsync("Write to the worker", "Two weeks, we think.");
            await person.PressesAsync("Send message");
            await person.FollowsAsync("Extend the deadline");
            await person.PressesAsync("Preview the email");
            await person.SeesAsync("Say why more time is needed.");
            await Assertions
                .Expect(person.Page.GetByRole(AriaRole.Button, new() { Name = "Send the email and extend" }))
                .ToHaveCountAsync(0);
            await person.TypesAsync("Why more time is needed", "Eleven systems have to be searched by hand.");
            await person.PressesAsync("Preview the email");
            await person.SeesAsync("The email as it will be sent");
            await person.ExpectsAccessiblePageAsync();
            await person.PressesAsync("Send the email and extend");
            await person.SeesAsync("The deadline is extended.");
            await person.SeesAsync("The deadline was extended");
            await person.FollowsAsync("Legal hold");
            await person.TypesAsync("The law, and the case", "29 CFR 1602.14");
            await person.TypesAsync("The reason, for the worker", "It is evidence in a charge you brought.");
            await person.ChoosesAsync("Whom the hold covers", "Every party");
            await person.ExpectsAccessiblePageAsync();
            await person.PressesAsync("Preview the email");
            await person.SeesAsync("Why: It is evidence in a charge you brought.");
            await person.ExpectsAccessiblePageAsync();
            await person.PressesAsync("Place the hold and notify the worker");
            await person.SeesAsync("The hold is in place.");
            await person.PressesAsync("Start now");
            await person.SeesAsync("On legal hold: do not notify now");
            await Assertions
                .Expect(person.Page.GetByRole(AriaRole.Button, new() { Name = "Mark as notified" }))
                .ToHaveCountAsync(0);
            await person.FollowsAsync("Legal hold");
            await person.PressesAsync("See what lifting it does");
            await person.SeesAsync("What happens when you lift it");
            await person.SeesAsync("you ask it by hand");
            await person.ExpectsAccessiblePageAsync();
            await person.PressesAsync("Lift the hold and notify the worker");
            await person.DoesNotSeeAsync("On legal hold: do not notify now");
            await person.FollowsAsync("Refuse");
            await person.ChoosesAsync("What is refused", "Asking Claimed");
            await person.TicksAsync("This data is needed to make or answer a legal claim.");
            await person.TypesAsync("The reasons, for the worker", "You have a claim open with them.");
            await person.PressesAsync("Preview the email");
            await person.ExpectsAccessiblePageAsync();
            await person.PressesAsync("Propose this to a colleague");
            await person.SeesAsync("Another officer must approve it.");
        });

        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));
            await person.GoesToAsync($"/staff/requests/{number}");
            await person.ExpectsAccessiblePageAsync();
            await person.PressesAsync("Refuse and send the email");
            await person.SeesAsync("JoinArena refused to ask Claimed");
        });

        var page = await (await portal.SignInAsync(worker.Email)).GoToAsync($"/deletion/{number}");
        page.Text.ShouldContain("Two weeks, we think.");
        page.Text.ShouldContain("We need more time, for this reason:");
        page.Text.ShouldContain("You have a claim open with them.");
        (
            await portal.Mail.WaitForEmailToAsync(worker.Email, "We refused to ask Claimed to erase your data")
        ).Text.ShouldContain("complain to");
    }

    [Fact]
    public async Task An_incomplete_answer_asks_for_what_is_missing_and_is_not_recorded()
    {
        var worker = await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0").WhoseDataWentTo("vague", "Vague"));
        var number = await RequestAsync(worker);
        var officer = await portal.CreateStaffAccountAsync(Roles.Officer);

        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(officer);
            await person.GoesToAsync($"/staff/requests/{number}");
            await person.PressesAsync("Start now");
            await person.RecordsAnswerAsync("Vague", "retained");
            await person.SeesAsync("Choose the ground on which the data is kept.");
            await person.ExpectsAccessiblePageAsync();
            await person.GoesToAsync($"/staff/requests/{number}");
            await person.SeesAsync("Not notified yet: 1 party.");
        });
    }

    [Fact]
    public async Task Another_worker_does_not_find_a_workers_request_or_disclosures()
    {
        var worker = await portal.SetUpAsync(
            Given.Worker().WhoAccepted("1.0").WhoseDataWentTo("seen-by-one", "Seen By One")
        );
        var number = await RequestAsync(worker);
        var mine = await portal.SignInAsync(worker.Email);
        var disclosure = (await mine.GoToAsync("/my-data/parties/seen-by-one"))
            .Page.QuerySelector("a[href^='/my-data/disclosures/']")!
            .GetAttribute("href")!;
        (await mine.GoToAsync(disclosure)).Status.ShouldBe(200);
        var other = await portal.SetUpAsync(Given.Worker());

        var person = await portal.SignInAsync(other.Email);

        foreach (
            var address in new[]
            {
                $"/deletion/{number}",
                $"/deletion/new?number={number}&step=2",
                $"/deletion/{number}/deadline.ics",
                $"/deletion/{number}/certificate",
                $"/deletion/{number}/certificate.note",
                disclosure,
                "/my-data/parties/seen-by-one",
            }
        )
        {
            using var answer = await person.FetchAsync(address);
            ((int)answer.StatusCode).ShouldBe(404, address);
        }
    }

    private async Task<string> RequestAsync(GivenWorker worker)
    {
        var person = await (await portal.SignInAsync(worker.Email)).GoToAsync("/deletion/new");
        await person.Choose("Form.Kind", "everything").PressAsync("Continue");
        await person.PressAsync("Continue");
        await person.Type("Password", Given.Password).PressAsync("Confirm deletion request");
        person.Text.ShouldContain("Your request is confirmed");
        return new Uri(person.Page.Url).Segments[^1];
    }
}
