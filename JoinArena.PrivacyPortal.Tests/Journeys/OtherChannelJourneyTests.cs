using System.Globalization;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Journeys;

/// <summary>
/// A worker calls instead of signing in: an officer enters the call, the worker follows it, appeals against what became
/// of it, and finds it in the figures.
/// </summary>
public sealed class OtherChannelJourneyTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_request_by_phone_is_entered_followed_and_appealed()
    {
        var worker = await portal.SetUpAsync(
            Given.Worker().LivingIn("US-VA").WhoseDataWentTo("phoned", "Northwind", "hiring-company", "hiring")
        );
        var number = await EnterCallAsync(worker.Email);
        var officer = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));

        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(worker.Email);
            await person.GoesToAsync("/deletion");
            await person.SeesAsync("It reached us by phone.");
            await person.GoesToAsync($"/deletion/{number}");
            await person.SeesAsync("Is this your request?");
            await person.ExpectsAccessiblePageAsync();
            await person.FollowsAsync("Confirm that it is yours");
            await person.ExpectsAccessiblePageAsync();
            await person.TypesAsync("Password", Given.Password);
            await person.PressesAsync("Confirm deletion request");
            await person.SeesAsync("You proved who you are");
            await person.PressesAsync("Notify the parties now");

            await officer.GoToAsync($"/staff/requests/{number}");
            await officer
                .Type("What Northwind answered", "refused")
                .Type("Explanation for the worker", "We need it.")
                .PressAsync("Record the answer: Northwind");
            await person.GoesToAsync($"/deletion/{number}");
            await person.FollowsAsync("Appeal this decision");
            await person.SeesAsync("You get an answer by");
            await person.ExpectsAccessiblePageAsync();
            await person.TypesAsync("What do you disagree with, and why?", "They have no reason to keep it.");
            await person.PressesAsync("Send");
            await person.SeesAsync("Waiting for an answer");
            await person.ExpectsAccessiblePageAsync();

            (await officer.GoToAsync("/staff/remedies")).Text.ShouldContain("1 waits for an answer");
            await officer.FollowAsync(number);
            var refused = officer.Page.QuerySelector("section[aria-labelledby=contested]")!;
            refused.QuerySelector("a")!.GetAttribute("href")!.ShouldStartWith($"/staff/requests/{number}#task-");
            refused.TextContent.ShouldContain("Northwind");
            refused.TextContent.ShouldContain("Refused");
            refused.TextContent.ShouldContain("We need it.");
            await officer
                .Type("Outcome", "denied")
                .Type("Your reasons", "A claim is open.")
                .PressAsync("Preview the email");
            officer.Text.ShouldContain("Why: A claim is open.");
            await officer.PressAsync("Send the answer");
            officer.Text.ShouldContain("Our answer: Denied");
            await person.GoesToAsync($"/deletion/{number}");
            await person.SeesAsync("A claim is open.");
            await person.SeesAsync("You can complain to the Attorney General of Virginia");

            await person.FollowsAsync("Deletion figures");
            await person.SeesAsync("There were too few requests to publish a number");
            await person.ExpectsAccessiblePageAsync();
        });
    }

    private async Task<string> EnterCallAsync(string email)
    {
        var officer = await portal.CreateStaffAccountAsync(Roles.Officer);
        var number = "";
        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(officer);
            await person.GoesToAsync("/staff/requests/enter");
            await person.ExpectsAccessiblePageAsync();
            await person.TypesAsync("Worker", email);
            await person.ChoosesAsync("How it reached us", "Phone");
            var day = DateTime.UtcNow.AddDays(-2).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            await person.TypesAsync("Day of receipt", day);
            await person.Page.Locator("input[value=everything]").CheckAsync();
            await person.PressesAsync("Enter the request");
            await person.SeesAsync("by phone, on");
            number = new Uri(person.Page.Url).AbsolutePath.Split('/')[^1];
        });
        return number;
    }
}
