using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Deletion.Casework.Decisions;
using JoinArena.PrivacyPortal.Deletion.Casework.Holds;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Tests.Deletion;
using JoinArena.PrivacyPortal.Tests.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Staff.Activity;

/// <summary>What the team did about requests, on its page and as a file.</summary>
public sealed class CaseActivityPageTests(DeletionPortal portal) : IClassFixture<DeletionPortal>
{
    [Fact]
    public async Task An_auditor_sees_who_did_what_about_which_request_narrows_it_down_and_takes_it_away_as_a_file()
    {
        var (number, name) = await WorkedOnAsync();
        var auditor = await (await portal.SignInStaffAsync(Roles.Auditor)).GoToAsync("/staff/activity");
        await auditor.FollowAsync("Work on requests");
        await auditor.Type("Request", number).PressAsync("Show");

        var rows = auditor.Page.QuerySelectorAll("tbody tr").Select(r => r.TextContent).ToList();
        rows.Count.ShouldBe(2);
        rows[0].ShouldContain("Party marked as notified");
        rows[0].ShouldContain("Northwind");
        rows[1].ShouldContain("Parties asked at once");
        rows.ShouldAllBe(r => r.Contains(name) && r.Contains(number));

        await auditor.GoToAsync($"/staff/activity/requests?number={number}&kind=started");
        auditor.Page.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        using var file = await auditor.FetchAsync($"/staff/activity/requests.csv?number={number}");
        var text = await file.Content.ReadAsStringAsync();
        text.ShouldStartWith("\"time\",\"kind\",\"account\",\"request\",\"party\"");
        text.ShouldContain($"\"party-notified\",\"{name}\",\"{number}\",\"Northwind\"");
        await auditor.Type("To", "2001-01-31").PressAsync("Show");
        auditor.Text.ShouldContain("Nothing found");
    }

    [Fact]
    public async Task A_proposed_refusal_and_a_legal_hold_say_who_placed_and_who_ended_them()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Contoso", "Northwind");
        var number = await worker.ConfirmRequestAsync();
        var one = Actor.Officer(await portal.CreateStaffAccountAsync(Roles.Officer));
        var starter = await (await portal.SignInAsync(one.Name!)).GoToAsync($"/staff/requests/{number}");
        await starter.PressAsync("Start now");
        var other = Actor.Officer(await portal.CreateStaffAccountAsync(Roles.Officer));
        var decisions = portal.Services.GetRequiredService<DecisionService>();
        var previews = portal.Services.GetRequiredService<DecisionPreviews>();
        var part = (await previews.FindAvailableAsync(number, default))!.Parts[0];
        (
            await decisions.ProposeAsync(number, new(part.TaskId, "gdpr-legal-claims", "A claim."), one, default)
        ).IsSuccess.ShouldBeTrue();
        var proposal = (await previews.FindAvailableAsync(number, default))!.Proposals[0];
        (await decisions.DecideAsync(proposal.Id, approve: false, other, default)).IsSuccess.ShouldBeTrue();
        var holds = portal.Services.GetRequiredService<LegalHoldService>();
        var hold = (
            await holds.PlaceAsync(number, new(null, "29 CFR 1602.14", "A charge is open."), one, default)
        ).Value;
        (await holds.LiftAsync(number, hold, other, default)).IsSuccess.ShouldBeTrue();

        var auditor = await portal.SignInStaffAsync(Roles.Auditor);
        await auditor.GoToAsync($"/staff/activity/requests?number={number}");

        auditor
            .Page.QuerySelectorAll("tbody tr")
            .Select(r => $"{r.QuerySelector("th")!.TextContent.Trim()}, {r.QuerySelectorAll("td")[1].TextContent}")
            .ShouldBe([
                $"Legal hold lifted, {other.Name}",
                $"Legal hold placed, {one.Name}",
                $"Proposed refusal declined{part.PartyName}, {other.Name}",
                $"Refusal proposed{part.PartyName}, {one.Name}",
                $"Parties asked at once, {one.Name}",
            ]);
        (await worker.GoToAsync($"/deletion/{number}")).Text.ShouldNotContain("propose");
        worker.Text.ShouldContain("A legal hold was lifted: your data no longer has to be kept as evidence");
        worker
            .Page.QuerySelectorAll("li")
            .Count(l => l.TextContent.Contains("A legal hold was placed", StringComparison.Ordinal))
            .ShouldBe(1);
    }

    [Fact]
    public async Task Only_mine_shows_ones_own_work_and_a_worker_sees_none()
    {
        var (number, _) = await WorkedOnAsync();
        var other = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));
        (await other.GoToAsync($"/staff/activity/requests?number={number}&mine=1")).Text.ShouldContain("Nothing found");
        (await other.GoToAsync("/staff/activity/requests?kind=x&from=y&before=z")).Status.ShouldBe(200);

        var (worker, _) = await portal.SignInWorkerAsync("Northwind");
        (await worker.GoToAsync("/staff/activity/requests")).Text.ShouldContain("This page is not for your account");
        (await worker.GoToAsync("/staff/activity/requests.csv")).Text.ShouldContain(
            "This page is not for your account"
        );
    }

    [Fact]
    public async Task The_page_of_case_activity_is_accessible()
    {
        await WorkedOnAsync();
        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(await portal.CreateStaffAccountAsync(Roles.Auditor));
            await person.GoesToAsync("/staff/activity/requests");
            await person.ExpectsAccessiblePageAsync();
            await person.GoesToAsync("/staff/statistics");
            await person.ExpectsAccessiblePageAsync();
        });
    }

    private async Task<(string Number, string Officer)> WorkedOnAsync()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Northwind");
        await worker.GoToAsync("/deletion/new");
        await worker.Choose("Form.Kind", "everything").PressAsync("Continue");
        await worker.PressAsync("Continue");
        await worker.Type("Password", Given.Password).PressAsync("Confirm deletion request");
        var number = new Uri(worker.Page.Url).Segments[^1];
        var name = await portal.CreateStaffAccountAsync(Roles.Officer);
        var officer = await portal.SignInAsync(name);
        await (await officer.GoToAsync($"/staff/requests/{number}")).PressAsync("Start now");
        await officer.PressAsync("Mark as notified: Northwind");
        return (number, name);
    }
}
