using System.Net;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.AccessLog;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Staff;

/// <summary>The team's search for workers. Workers see every search that finds them and every view of their file.</summary>
public abstract class WorkerSearchPageTests(Portal portal)
{
    [Theory]
    [InlineData("id")]
    [InlineData("email")]
    [InlineData("beginning")]
    [InlineData("name")]
    public async Task A_worker_who_was_searched_for_reads_that_and_why(string by)
    {
        var given = await portal.SetUpAsync(Given.Worker().Named("Zoë Quindlen-Ferraz"));
        var officer = await OfficerAsync();

        await SearchAsync(
            officer,
            by switch
            {
                "id" => given.Id,
                "email" => given.Email.ToUpperInvariant(),
                "beginning" => given.Email[..given.Email.IndexOf('@')],
                _ => "quindlen",
            }
        );

        officer.Text.ShouldContain(given.Email);
        officer.Path.ShouldBe("/staff/workers", "nothing personal is in an address");
        var worker = await portal.SignInAsync(given.Email);
        (await worker.GoToAsync("/my-data/looked")).Text.ShouldContain("They searched for workers and found you.");
        worker.Text.ShouldContain("Reason given: They wrote to us");
    }

    [Fact]
    public async Task A_view_of_a_worker_is_logged_too_under_an_address_that_reveals_nothing_and_opens_to_no_other_person()
    {
        var given = await portal.SetUpAsync(
            Given.Worker().WhoAccepted("1.0").WhoseDataWentTo($"p-{Guid.NewGuid():N}", "Parley")
        );
        var officer = await OfficerAsync();
        await SearchAsync(officer, given.Id);
        await officer.PressAsync($"Open: {given.Name}");

        officer.Path.ShouldNotContain(given.Id);
        var page = officer.Path;
        officer.Text.ShouldContain(given.Email);
        officer.Text.ShouldContain("Version 1.0, on");
        officer.Text.ShouldContain("Parley");
        var worker = await portal.SignInAsync(given.Email);
        (await worker.GoToAsync("/my-data/looked")).Text.ShouldContain("They viewed your file in the portal.");
        worker
            .Page.QuerySelectorAll("ol.time li")
            .Count(look => look.TextContent.Contains("Reason given: They wrote to us", StringComparison.Ordinal))
            .ShouldBe(2);

        var other = await OfficerAsync();
        await other.GoToAsync(page);
        other.Text.ShouldNotContain(given.Email);
        other.Text.ShouldContain("A file stays open for half an hour");
        (await worker.GoToAsync(page)).Path.ShouldStartWith("/account/denied");
    }

    [Fact]
    public async Task Every_search_is_logged_even_without_results_but_never_what_was_searched_for()
    {
        var name = await portal.CreateStaffAccountAsync(Roles.Auditor);
        var text = $"nobody-{Guid.NewGuid():N}";
        var auditor = await portal.SignInAsync(name);
        await SearchAsync(auditor, text);
        auditor.Text.ShouldContain("No workers found.");
        await SearchAsync(auditor, text);

        await using var db = await portal
            .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
            .CreateDbContextAsync();
        var looks = await db.AccessLogEntries.Where(v => v.StaffName == name).ToListAsync();
        looks.Count.ShouldBe(2);
        looks.ShouldAllBe(v =>
            v.Target == AccessTarget.Search
            && v.WorkerId == null
            && v.Role == Roles.Auditor
            && v.Reason == "They wrote to us"
        );
        looks.ShouldAllBe(v => !$"{v.TargetId}{v.Reason}".Contains(text));
    }

    [Fact]
    public async Task A_search_without_a_reason_or_a_search_term_is_not_run()
    {
        var officer = await OfficerAsync();
        await officer.GoToAsync("/staff/workers");
        await officer.Type("Id, email address or name", "Ana").PressAsync("Search");
        officer.Text.ShouldContain("Enter the reason for your search");
        await officer
            .Type("Id, email address or name", "")
            .Type("Reason for your search", "Curious")
            .PressAsync("Search");
        officer.Text.ShouldContain("Enter an id, an email address or a name.");
        await SearchAsync(officer, "an");
        officer.Text.ShouldContain("No workers found.", Case.Sensitive, "two letters find too many");
    }

    [Fact]
    public async Task A_worker_has_no_access_to_the_search()
    {
        var worker = await portal.SignInAsync((await portal.SetUpAsync(Given.Worker())).Email);
        (await worker.GoToAsync("/staff/workers")).Path.ShouldStartWith("/account/denied");
    }

    [Fact]
    public async Task An_officer_who_searches_too_often_has_to_wait()
    {
        var officer = await OfficerAsync();
        await officer.GoToAsync("/staff/workers");
        for (var n = 0; n < 30; n++)
        {
            using var taken = await officer.ForgeAsync("/staff/workers", ("Find", "x"));
            taken.StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);
        }

        using var refused = await officer.ForgeAsync("/staff/workers", ("Find", "x"));
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await officer.GoToAsync("/staff/workers")).Status.ShouldBe(200);
    }

    private static async Task<HtmlClient> SearchAsync(HtmlClient staff, string find)
    {
        await staff.GoToAsync("/staff/workers");
        return await staff
            .Type("Id, email address or name", find)
            .Type("Reason for your search", "They wrote to us")
            .PressAsync("Search");
    }

    private async Task<HtmlClient> OfficerAsync() =>
        await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));

    public sealed class OnSqlite(Portal portal) : WorkerSearchPageTests(portal), IClassFixture<Portal>
    {
        private readonly Portal _portal = portal;

        [Fact]
        public async Task The_pages_about_workers_are_sound_in_a_browser()
        {
            var given = await _portal.SetUpAsync(
                Given.Worker().Named("Ana Sound").WhoseDataWentTo($"p-{Guid.NewGuid():N}", "Parley")
            );
            var officer = await _portal.CreateStaffAccountAsync(Roles.Officer);
            await _portal.VisitInBrowserAsync(async person =>
            {
                await person.SignsInAsync(officer);
                await person.GoesToAsync("/staff/workers");
                await person.ExpectsAccessiblePageAsync();
                await person.PressesAsync("Search");
                await person.ExpectsAccessiblePageAsync();
                await person.TypesAsync("Id, email address or name", given.Id);
                await person.TypesAsync("Reason for your search", "They wrote to us");
                await person.PressesAsync("Search");
                await person.SeesAsync("1 worker found. We show your search to this worker.");
                await person.ExpectsAccessiblePageAsync();
                await person.Page.Locator("button[name=Worker]").ClickAsync();
                await person.SeesHeadingAsync("Ana Sound");
                await person.ExpectsAccessiblePageAsync();
            });
        }
    }

    public sealed class OnPostgres(PortalOnPostgres portal)
        : WorkerSearchPageTests(portal),
            IClassFixture<PortalOnPostgres>;
}
