// One file: the search and the file that it opens share their steps.
using System.Net;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.AccessLog;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Staff.WorkerSearch;

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
        officer.Text.ShouldContain("This worker has made no deletion request.");
        officer.Text.ShouldContain("This worker has asked no question.");
        officer.Text.ShouldContain("Complaints and appeals are on the page of their request.");
        officer.Text.ShouldContain("Parley");
        var worker = await portal.SignInAsync(given.Email);
        (await worker.GoToAsync("/my-data/looked")).Text.ShouldContain("They viewed your file in the portal.");
        worker
            .Page.QuerySelectorAll("main ol li")
            .Count(look => look.TextContent.Contains("Reason given: They wrote to us", StringComparison.Ordinal))
            .ShouldBe(2);

        var other = await OfficerAsync();
        await other.GoToAsync(page);
        other.Text.ShouldNotContain(given.Email);
        other.Text.ShouldContain("A file stays open for half an hour");
        (await worker.GoToAsync(page)).Path.ShouldStartWith("/account/denied");
    }

    [Fact]
    public async Task An_officer_goes_on_from_a_workers_file_to_a_request_for_them_and_no_address_holds_the_workers_id()
    {
        var given = await portal.SetUpAsync(Given.Worker());
        var officer = await OfficerAsync();
        await SearchAsync(officer, given.Id);
        await officer.PressAsync($"Open: {given.Name}");

        await officer.PressAsync("Enter a request for this worker");

        officer.Path.ShouldBe("/staff/requests/enter");
        officer.Text.ShouldContain(given.Name);
        officer.Page.QuerySelectorAll("[role=alert]").ShouldBeEmpty();
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

        var looks = await SearchesByAsync(name);
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
    public async Task A_worker_is_found_on_the_page_that_was_opened_and_only_then_reads_of_the_search()
    {
        var family = $"Q{Guid.NewGuid():N}"[..12];
        var ids = new List<string>();
        foreach (var number in Enumerable.Range(0, 26))
            ids.Add(await AnnounceAsync($"Given {number:00} {family}"));
        var name = await portal.CreateStaffAccountAsync(Roles.Officer);
        var officer = await portal.SignInAsync(name);
        await SearchAsync(officer, family);
        IdsOn(officer).ShouldBe(ids[..25]);
        officer.Text.ShouldContain("1 to 25 of 26 workers");
        await officer.PressAsync("Name");
        await officer.PressAsync("Name ↑ sorted from first to last");
        IdsOn(officer).ShouldBe(ids[1..].AsEnumerable().Reverse());

        await officer.PressAsync("Next");

        IdsOn(officer).ShouldBe([ids[0]]);
        officer.Path.ShouldBe("/staff/workers", "nothing personal is in an address");
        var searches = await SearchesByAsync(name);
        searches.Select(v => v.WorkerId).ShouldBe(ids, ignoreOrder: true, "each is told once, and of one search");
        searches.Select(v => v.TargetId).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        searches.ShouldAllBe(v => v.Target == AccessTarget.Search && v.Reason == "They wrote to us");
    }

    [Fact]
    public async Task A_search_is_continued_only_by_the_person_who_searched()
    {
        var given = await portal.SetUpAsync(Given.Worker());
        var officer = await OfficerAsync();
        await SearchAsync(officer, given.Id);
        var other = await (await OfficerAsync()).GoToAsync("/staff/workers");
        using var answer = await other.ForgeAsync(
            "/staff/workers",
            ("_handler", "pages"),
            ("__RequestVerificationToken", HiddenField(other, "__RequestVerificationToken")),
            ("Ticket", HiddenField(officer, "Ticket")),
            ("Show", "?sort=name")
        );

        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("A search stays open for half an hour");
        page.ShouldNotContain(given.Email);
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

    private static string[] IdsOn(HtmlClient staff) =>
        [.. staff.Page.QuerySelectorAll("button[name=Worker]").Select(b => b.GetAttribute("value")!)];

    private static string HiddenField(HtmlClient page, string name) =>
        page.Page.QuerySelector($"input[name={name}]")!.GetAttribute("value")!;

    /// <summary>A worker without an account. Their address sorts as their name does.</summary>
    private async Task<string> AnnounceAsync(string name)
    {
        var id = $"w-{Guid.NewGuid():N}";
        var email = $"{name.Replace(' ', '-').ToLowerInvariant()}@people.example";
        var workers = portal.Services.GetRequiredService<WorkerRegister>();
        (await workers.AnnounceAsync(id, new(email, name, "DE"), default)).IsSuccess.ShouldBeTrue();
        return id;
    }

    private async Task<IReadOnlyList<AccessLogEntry>> SearchesByAsync(string staff)
    {
        await using var db = await portal
            .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
            .CreateDbContextAsync();
        return await db.AccessLogEntries.AsNoTracking().Where(v => v.StaffName == staff).ToListAsync();
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
