using System.Text;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Journeys;

/// <summary>
/// A worker asks, changes their mind, and sees what happens to it all the same: with scripts and without.
/// </summary>
public sealed class RequestChangeJourneyTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_request_says_that_a_smaller_or_a_wider_one_was_made(bool scripts)
    {
        var worker = await portal.SetUpAsync(
            Given
                .Worker()
                .WhoAccepted("1.0")
                .WhoseDataWentTo($"stays-{scripts}", "Stays Here", "hiring-company", "hiring")
                .WhoseDataWentTo($"goes-{scripts}", "Goes First")
        );
        await portal.VisitInBrowserAsync(
            async person =>
            {
                await person.SignsInAsync(worker.Email);
                await person.GoesToAsync("/deletion/new");
                await person.TicksAsync("Everything that");
                await person.PressesAsync("Continue");
                await person.SeesAsync("A company that erases your data can no longer consider you.");
                await person.SeesAsync("Stays Here: ");
                await person.ExpectsAccessiblePageAsync();
                await person.PressesAsync("Continue");
                await person.SeesHeadingAsync("What you ask for");
                var first = await ConfirmsAsync(person);
                await person.SeesAsync("That time counts from");
                await person.SeesAsync("What happens next");
                await person.ExpectsAccessiblePageAsync();

                await person.FollowsAsync("Ask for less, or for something else");
                await person.SeesAsync($"You are changing request {first}");
                await person.TicksAsync("What one party has");
                await person.ChoosesAsync("Which party?", "Goes First");
                await person.ExpectsAccessiblePageAsync();
                await person.PressesAsync("Continue");
                await person.SeesAsync($"This replaces {first}");
                await person.PressesAsync("Continue");
                var second = await ConfirmsAsync(person);
                await person.SeesAsync("Replaces");
                await person.ExpectsAccessiblePageAsync();
                await person.FollowsAsync(first);
                await person.SeesAsync("You withdrew this request");
                await person.SeesAsync("Replaced by");
                await person.FollowsAsync(second);
                await person.PressesAsync("Notify the parties now");
                await person.SeesAsync("Not notified yet: 1 party");

                var officer = await (
                    await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Officer))
                ).GoToAsync($"/staff/requests/{second}");
                await officer.PressAsync("Mark as notified: Goes First");
                await person.GoesToAsync($"/deletion/{second}");
                await person.FollowsAsync("Ask for more to be deleted");
                await person.SeesAsync($"You are adding to request {second}");
                await person.TicksAsync("Everything that");
                await person.PressesAsync("Continue");
                await person.SeesAsync($"Already asked by your request {second}");
                await person.SeesAsync("1 party is already asked by another open request of yours.");
                await person.ExpectsAccessiblePageAsync();
                await person.PressesAsync("Continue");
                var third = await ConfirmsAsync(person);
                await person.SeesAsync("Adds to");
                await person.FollowsAsync(second);
                await person.SeesAsync("Added to by");
                (await officer.GoToAsync($"/staff/requests/{third}")).Text.ShouldContain("Adds to");

                var mail = await portal.Mail.WaitForEmailToAsync(
                    worker.Email,
                    $"Your deletion request {second} is confirmed"
                );
                mail.Text.ShouldContain($"It replaces {first}, which is now withdrawn.");
                Encoding.UTF8.GetString(mail.Attachments[$"{second}.ics"]).ShouldStartWith("BEGIN:VCALENDAR");
            },
            scripts
        );
    }

    [Fact]
    public async Task Data_disclosed_after_the_request_is_shown_in_the_tracker_the_disclosure_the_inbox_and_the_staff_desk()
    {
        var worker = await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0").WhoseDataWentTo("had-it", "Had It"));
        var api = await portal.CreateApiClientAsync();
        await api.PutPartyAsync("got-it", "Got It Later", "llm-provider");
        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(worker.Email);
            await person.GoesToAsync("/deletion/new");
            await person.TicksAsync("Everything that");
            await person.PressesAsync("Continue");
            await person.PressesAsync("Continue");
            var number = await ConfirmsAsync(person);
            await person.PressesAsync("Notify the parties now");
            await person.SeesAsync("Not notified yet: 1 party");

            await api.DiscloseAsync(Given.Disclosure(worker.Id, "got-it"));

            await person.SeesAsync("Not notified yet: 2 parties");
            await person.GoesToAsync($"/deletion/{number}");
            await person.SeesHeadingAsync("New copies of your data");
            await person.ExpectsAccessiblePageAsync();
            await person.Page.GetByText("See the disclosure").ClickAsync();
            await person.SeesAsync("You have asked us to delete this");
            await person.ExpectsAccessiblePageAsync();
            await person.GoesToAsync("/inbox");
            await person.SeesAsync($"Data you asked us to delete was shared again: {number}");

            await portal.VisitInBrowserAsync(async officer =>
            {
                await officer.SignsInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));
                await officer.GoesToAsync("/staff");
                await officer.SeesAsync("1 new copy of data under erasure.");
                await officer.FollowsAsync("Check the oldest: New copies of data under erasure");
                await officer.SeesHeadingAsync("New copies of data under erasure");
                await officer.ExpectsAccessiblePageAsync();
                await officer.PressesAsync("I have checked this");
                await officer.SeesAsync("Checked by");
            });
        });
    }

    private static async Task<string> ConfirmsAsync(BrowserUser person)
    {
        await person.TypesAsync("Password", Given.Password);
        await person.PressesAsync("Confirm deletion request");
        await person.SeesAsync("Your request is confirmed");
        return new Uri(person.Page.Url).Segments[^1];
    }
}
