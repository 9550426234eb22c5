using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework;

/// <summary>The worker reads which residence decides, says that it is wrong, and an officer corrects it.</summary>
public sealed class ResidencePageTests(DeletionPortal portal) : IClassFixture<DeletionPortal>
{
    [Fact]
    public async Task Worker_says_they_lived_elsewhere_and_the_dates_become_those_of_the_law_there()
    {
        var (worker, id) = await portal.SignInWorkerAsync("Northwind");
        var api = await portal.CreateApiClientAsync();
        await api.PutWorkerAsync(id, $"{id}@people.example", "Ana Lopes", "US-TX", "America/Chicago");
        await worker.GoToAsync("/deletion/new");
        await worker.Choose("Form.Kind", "everything").PressAsync("Continue");
        worker.Text.ShouldContain("It does not bind us here; we promise to follow it because you live in Texas.");
        await worker.PressAsync("Continue");
        await worker.Type("Password", Given.Password).PressAsync("Confirm deletion request");
        var number = worker.Path.Split('/', '?')[2];
        worker.Text.ShouldContain("Did you not live in Texas when you asked?");

        await worker
            .Type("Where did you live, and since when?", "In Lisbon since May.")
            .PressAsync("Tell the privacy team");

        worker.Text.ShouldContain("You said that you lived elsewhere");
        var officer = await (await portal.SignInStaffAsync(Roles.Officer)).GoToAsync($"/staff/requests/{number}");
        officer.Text.ShouldContain("The worker says that they lived elsewhere");
        officer.Text.ShouldContain("because the worker lives in Texas");
        await officer.FollowAsync("Correct the residence");
        officer.Page.QuerySelector("select option[value=PT]")!.TextContent.ShouldBe("Portugal");
        officer.Page.QuerySelector("#residence option[selected]")!.TextContent.ShouldBe("Texas");
        officer.Text.ShouldContain("This changes the request only.");
        await officer
            .Type("Where the worker lived when they asked", "elsewhere")
            .Type("Code of the place", "Japan")
            .PressAsync("Preview the email");
        officer.Text.ShouldContain("Give an ISO 3166 code in capitals, such as DE or US-TX.");
        await officer.Type("Where the worker lived when they asked", "US-TX").PressAsync("Preview the email");
        officer.Text.ShouldContain("This is the place that decides already. Nothing would change.");
        await officer.Type("Where the worker lived when they asked", "PT").PressAsync("Preview the email");
        officer.Text.ShouldContain("We have corrected where you lived when you made this request");
        (await worker.GoToAsync($"/deletion/{number}")).Text.ShouldContain("because you live in Texas");
        var another = await (await portal.SignInStaffAsync(Roles.Officer)).GoToAsync(
            $"/staff/requests/{number}/residence"
        );
        await another.Type("Where the worker lived when they asked", "PT").PressAsync("Preview the email");
        await officer.PressAsync("Send the email and change the dates");
        await another.PressAsync("Send the email and change the dates");

        another.Text.ShouldContain(
            "The place of residence is recorded.",
            Case.Sensitive,
            "it was sent twice, and is done"
        );
        officer.Text.ShouldContain("The place of residence is recorded. The email to the worker is on its way.");
        officer.Text.ShouldContain("The privacy team corrected the place of residence");
        await worker.GoToAsync($"/deletion/{number}");
        worker.Text.ShouldContain("because you live in Portugal");
        worker.Text.ShouldContain(
            "You live in Texas now. The law of Portugal, where you lived when we received this request, still applies to it."
        );
        var auditor = await (await portal.SignInStaffAsync(Roles.Auditor)).GoToAsync(
            $"/staff/requests/{number}/residence"
        );
        auditor.Text.ShouldNotContain("Preview the email");
    }
}
