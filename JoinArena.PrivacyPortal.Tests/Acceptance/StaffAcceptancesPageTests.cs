using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Acceptance;

/// <summary>What the team sees, in a browser.</summary>
public sealed class StaffAcceptancesPageTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task The_team_reads_and_downloads_who_has_accepted_and_a_worker_cannot()
    {
        var worker = await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0"));
        var other = await portal.SetUpAsync(Given.Worker());
        var auditor = await portal.CreateStaffAccountAsync(Roles.Auditor);

        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(auditor);
            await person.GoesToAsync("/staff/acceptances");
            await person.SeesAsync("Version 1.0, which is in force, is accepted by 1 of 2 workers.");
            await person.SeesAsync("it was accepted by 1 of 2 workers.");
            await person.ExpectsAccessiblePageAsync();
        });

        await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0"));
        var again = await (await portal.SignInAsync(auditor)).GoToAsync("/staff/acceptances");
        again.Text.ShouldContain("it was accepted by 2 of 3 workers.");
        again.Text.ShouldContain("First and last Both on ");

        using var file = await (await portal.SignInAsync(auditor)).FetchAsync("/staff/acceptances/1.0/missing.csv");
        var text = await file.Content.ReadAsStringAsync();
        text.ShouldContain(other.Id);
        text.ShouldNotContain(worker.Id + ",");
        (await (await portal.SignInAsync(worker.Email)).GoToAsync("/staff/acceptances")).Text.ShouldContain(
            "This page is not for your account"
        );
    }
}
