using System.Globalization;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Intake;

/// <summary>An officer enters what came by phone or letter, with a form alone.</summary>
public sealed class EnterRequestPageTests(DeletionPortal portal) : IClassFixture<DeletionPortal>
{
    [Fact]
    public async Task An_officer_enters_a_letter_and_sees_how_it_came_and_what_shows_that_it_is_the_workers()
    {
        var id = await portal.CreateWorkerAsync("Northwind");
        var officer = await (await portal.SignInStaffAsync(Roles.Officer)).GoToAsync("/staff/requests");
        await officer.FollowAsync("Enter a request that came another way");

        await officer.PressAsync("Enter the request");
        officer.Text.ShouldContain("JoinArena has no worker with this id or address.");
        officer.Text.ShouldContain("Choose how it reached us.");
        officer.Text.ShouldContain("Give the day on which it reached us.");
        officer.Text.ShouldContain("Say what should be deleted, with its kinds or its id.");
        officer.Page.QuerySelectorAll("input[checked]").ShouldBeEmpty("nothing is chosen for the officer");

        await officer
            .Type("Worker", $"{id}@people.example")
            .Type("How it reached us", "mail")
            .Type("Day of receipt", DayFromToday(+3))
            .Type("What shows that the worker asked", "A signed letter.")
            .Choose("Form.Kind", "everything")
            .PressAsync("Enter the request");
        officer.Text.ShouldContain("This day is in the future.");

        await officer.Type("Day of receipt", DayFromToday(-3)).PressAsync("Enter the request");
        officer.Path.ShouldStartWith("/staff/requests/DR-");
        officer.Text.ShouldContain("by letter, on");
        officer.Text.ShouldContain("A signed letter.");
        officer.Text.ShouldContain("The request was entered");
    }

    [Fact]
    public async Task Nobody_but_an_officer_enters_a_request() =>
        (await (await portal.SignInStaffAsync(Roles.Auditor)).GoToAsync("/staff/requests/enter")).Text.ShouldContain(
            "This page is not for your account"
        );

    private static string DayFromToday(int days) =>
        DateTime.UtcNow.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
