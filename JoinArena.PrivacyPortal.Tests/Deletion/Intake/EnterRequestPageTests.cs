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

        officer.Text.ShouldContain(
            "If you leave it empty, or an agent asks, we ask the worker to confirm before any party is notified."
        );
        officer.Text.ShouldContain("If they must confirm first, it asks them to.");
        officer.Text.ShouldContain("Name of the agent");
        officer.Text.ShouldContain("Leave empty if the worker or an employer asks.");
        officer.Text.ShouldContain("The day on which it first reached anyone at JoinArena.");

        await officer.PressAsync("Enter the request");
        officer.Text.ShouldContain("JoinArena has no worker with this id, address or name.");
        officer.Text.ShouldContain("Choose how it reached us.");
        officer.Text.ShouldContain("Give the day on which it reached us.");
        officer.Text.ShouldContain("Say what should be deleted, with its kinds, its interview or its party.");
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
    public async Task An_officer_finds_the_worker_by_name_and_chooses_among_their_parties_without_any_id()
    {
        var (worker, id) = await portal.SignInWorkerAsync("Northwind", "Contoso");
        var api = await portal.CreateApiClientAsync();
        var name = $"Zoe {id}";
        await api.PutWorkerAsync(id, $"{id}@people.example", name, "DE", "Europe/Berlin");
        var officer = await (await portal.SignInStaffAsync(Roles.Officer)).GoToAsync("/staff/requests/enter");
        officer.Text.ShouldContain("The parties that hold their data are then listed here.");

        await officer.Type("Worker", name.ToUpperInvariant()).PressAsync("Find the worker");
        await officer.Choose("Form.Chosen", id).PressAsync("Choose this worker");
        officer.Text.ShouldContain($"({id}), lives in Germany.");
        await officer
            .Type("How it reached us", "phone")
            .Type("Day of receipt", DayFromToday(-1))
            .Choose("Form.Kind", "party")
            .PressAsync("Enter the request");
        officer.Text.ShouldContain("Say what should be deleted, with its kinds, its interview or its party.");
        var parties = officer
            .Page.QuerySelectorAll("select[name='Form.Party'] option")
            .ToDictionary(o => o.TextContent);
        await officer.Type("Which party?", parties["Contoso"].GetAttribute("value")!).PressAsync("Enter the request");

        officer.Path.ShouldStartWith("/staff/requests/DR-");
        officer.Text.ShouldContain("by phone, on");
        officer.Text.ShouldContain("Contoso");
        (await worker.GoToAsync("/my-data/looked")).Text.ShouldContain(
            "To enter a request that reached us another way."
        );
    }

    [Fact]
    public async Task Nobody_but_an_officer_enters_a_request() =>
        (await (await portal.SignInStaffAsync(Roles.Auditor)).GoToAsync("/staff/requests/enter")).Text.ShouldContain(
            "This page is not for your account"
        );

    private static string DayFromToday(int days) =>
        DateTime.UtcNow.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
