using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Access.SecurityEvents;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Staff.Activity;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Staff.Activity;

/// <summary>The team's audit trail, on its page and as a file.</summary>
public sealed class ActivityPageTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task The_team_sees_who_did_what_and_narrows_it_down()
    {
        var person = await OpenAsync();
        var keys = portal.Services.GetRequiredService<ApiKeyStore>();
        await keys.CreateAsync("night-shift", [Scopes.WorkersRead], default);
        await keys.RevokeAsync("night-shift", default);

        await person.GoToAsync("/staff/activity");
        person.Text.ShouldContain("API key revoked");
        await person.GoToAsync("/staff/activity?kind=key-made");

        var row = person
            .Page.QuerySelectorAll("tbody tr")
            .Where(r => r.TextContent.Contains("night-shift", StringComparison.Ordinal))
            .ShouldHaveSingleItem();
        row.TextContent.ShouldContain("API key created");
        row.TextContent.ShouldContain("The command line");
        row.TextContent.ShouldContain("workers:read");
        await person.Type("From", "2001-01-01").Type("To", "2001-01-31").PressAsync("Show");
        person.Path.ShouldContain("kind=key-made");
        person.Text.ShouldContain("Nothing found");
    }

    [Fact]
    public async Task Events_are_listed_page_by_page_without_a_gap_and_all_are_in_the_file()
    {
        var id = Guid.CreateVersion7();
        var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await using (var db = await OpenDatabaseAsync())
        {
            // Two at the same moment, on either side of the end of a page.
            for (var number = 0; number < ActivityQueries.PageSize + 2; number++)
            {
                db.SecurityEvents.Add(
                    new()
                    {
                        At = at.AddSeconds(number / 2),
                        Kind = SecurityEventKind.StepUp,
                        Result = SecurityEventResult.Failed,
                        Origin = SecurityEventOrigin.Web,
                        ActorId = id,
                        Detail = $"={number}",
                    }
                );
            }

            await db.SaveChangesAsync();
        }

        var person = await OpenAsync();
        await person.GoToAsync($"/staff/activity?person={id}");
        var seen = Details(person);
        seen.Count.ShouldBe(ActivityQueries.PageSize);
        await person.FollowAsync("Older");
        seen.AddRange(Details(person));
        seen.Distinct().Count().ShouldBe(ActivityQueries.PageSize + 2);

        using var file = await person.FetchAsync($"/staff/activity.csv?person={id}&kind=step-up");
        file.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        var lines = (await file.Content.ReadAsStringAsync())
            .Replace("\"", "", StringComparison.Ordinal)
            .Trim()
            .Split('\n');
        lines.Length.ShouldBe(ActivityQueries.PageSize + 3);
        lines[0].Trim('\uFEFF', '\r').ShouldStartWith("time,kind,result,origin,accountId,account,");
        lines[1].ShouldContain($"2026-01-01T00:00:13.000Z,step-up,failed,web,{id}");
        // A cell that a spreadsheet would run is disarmed.
        lines[1].ShouldContain("'=");
    }

    [Fact]
    public async Task What_one_person_did_again_and_again_is_one_line_whose_times_can_be_opened()
    {
        var email = await portal.CreateStaffAccountAsync(Roles.Auditor);
        var auditor = await portal.SignInAsync(email);
        for (var n = 0; n < 3; n++)
            await auditor.GoToAsync("/staff/requests/enter");
        await auditor.GoToAsync("/staff/keys");
        await auditor.GoToAsync("/staff/requests/enter");

        // Events are saved a moment after they happened.
        var row = await Eventually.FindAsync(
            async () =>
            {
                await auditor.GoToAsync("/staff/activity?kind=page-refused");
                var rows = auditor
                    .Page.QuerySelectorAll("tbody tr")
                    .Where(r => r.TextContent.Contains(email, StringComparison.Ordinal))
                    .ToList();
                return rows is [var only] && only.QuerySelectorAll("details li").Length == 5 ? only : null;
            },
            () => "one line with all five"
        );
        row.QuerySelectorAll("th small").Select(d => d.TextContent).ShouldBe(["Enter a request", "API keys"]);
        row.QuerySelector("summary")!.TextContent.ShouldStartWith("5 times");
        row.QuerySelectorAll("details li").Length.ShouldBe(5);
        row.QuerySelectorAll("details li")[1].TextContent.ShouldContain("API keys");
        row.QuerySelectorAll("td")[^1].TextContent.Trim().ShouldBe("No access");
        auditor.Page.QuerySelectorAll("thead th").Select(h => h.TextContent).ShouldNotContain("To whom");
    }

    [Fact]
    public async Task Only_the_team_reads_the_trail()
    {
        var worker = await portal.SetUpAsync(Given.Worker());
        var person = await portal.SignInAsync(worker.Email);

        foreach (var address in new[] { "/staff/activity", "/staff/activity.csv" })
        {
            (await person.GoToAsync(address)).Path.ShouldStartWith("/account/denied");
            (await portal.CreateAnonymousClient().GoToAsync(address)).Path.ShouldStartWith("/account/login");
        }
    }

    [Fact]
    public async Task The_page_of_activity_is_accessible()
    {
        var auditor = await portal.CreateStaffAccountAsync(Roles.Auditor);

        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(auditor);
            await person.GoesToAsync("/staff/activity");
            await person.SeesAsync("Role given");
            await person.ExpectsAccessiblePageAsync();
        });
    }

    private static List<string> Details(HtmlClient person) =>
        [.. person.Page.QuerySelectorAll("tbody th small").Select(cell => cell.TextContent)];

    private async Task<HtmlClient> OpenAsync() =>
        await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Auditor));

    private Task<PortalDbContext> OpenDatabaseAsync() =>
        portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
}
