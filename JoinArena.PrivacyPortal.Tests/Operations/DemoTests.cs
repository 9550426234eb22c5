using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Operations.Demo;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Operations;

/// <summary>The demo a newcomer meets, loaded through the use cases themselves.</summary>
public abstract class DemoTests(Portal portal)
{
    [Fact]
    public async Task The_demo_shows_a_year_of_three_workers()
    {
        await using var db = await OpenAsync();

        (await db.Parties.CountAsync()).ShouldBe(12);
        (await db.Parties.Select(p => p.Kind).Distinct().CountAsync()).ShouldBe(Enum.GetValues<PartyKind>().Length);
        (
            await db.DataItems.Where(i => i.InterviewId != null).Select(i => i.InterviewId).Distinct().CountAsync()
        ).ShouldBe(7);
        (await db.Disclosures.CountAsync()).ShouldBeInRange(90, 200);
        (await db.Disclosures.MaxAsync(d => d.Time) - await db.Disclosures.MinAsync(d => d.Time)).ShouldBeGreaterThan(
            TimeSpan.FromDays(300)
        );
    }

    [Fact]
    public async Task One_disclosure_falls_under_no_clause_and_the_first_worker_has_accepted_nothing()
    {
        await using var db = await OpenAsync();

        (await db.Disclosures.CountAsync(d => d.CoverageStatus == CoverageStatus.NoClause)).ShouldBe(1);
        (
            await db.Disclosures.AnyAsync(d =>
                d.WorkerId == DemoPeople.Ana && d.CoverageStatus == CoverageStatus.Covered
            )
        ).ShouldBeFalse();
        (
            await db.Disclosures.AnyAsync(d =>
                d.WorkerId == DemoPeople.Jonas && d.CoverageStatus == CoverageStatus.NothingAccepted
            )
        ).ShouldBeFalse();
    }

    [Fact]
    public async Task Of_each_workers_requests_one_is_finished_and_one_is_running()
    {
        await using var db = await OpenAsync();

        var requests = await db.DeletionRequests.OrderBy(r => r.SubmittedAt).ToListAsync();
        requests
            .Where(r => r.WorkerId == DemoPeople.Jonas)
            .Select(r => r.State)
            .ShouldBe([RequestState.Completed, RequestState.InProgress]);
        requests
            .Where(r => r.WorkerId == DemoPeople.Mia)
            .Select(r => r.State)
            .ShouldBe([RequestState.PartlyCompleted, RequestState.InProgress]);
        requests.Count.ShouldBe(4);
        (await db.Holdings.CountAsync(h => h.WorkerId == DemoPeople.Jonas && h.ErasedAt != null)).ShouldBeGreaterThan(
            5
        );
    }

    [Fact]
    public async Task Every_person_of_the_demo_can_sign_in()
    {
        foreach (var email in DemoAccounts.SignIns.Select(one => one.Email))
        {
            var person = await portal.SignInAsync(email, DemoAccounts.Password);
            person.Status.ShouldBe(200, email);
            person.Page.QuerySelector("form[action='/account/sign-out']").ShouldNotBeNull(email);
            person
                .Page.QuerySelector("header p")!
                .TextContent.ShouldBe("Demo data. The people and companies on this page are not real.");
        }
    }

    [Fact]
    public async Task Everyone_who_acts_in_the_demo_is_a_person_on_its_team()
    {
        await using var db = await OpenAsync();
        var actors = await db
            .DeletionRequests.SelectMany(r => r.Events)
            .Where(e => e.ActorKind == ActorKind.Officer)
            .Select(e => e.ActorName)
            .Distinct()
            .ToListAsync();

        actors.ShouldContain("officer2@example.com");
        actors.ShouldBeSubsetOf(DemoAccounts.SignIns.Where(s => s.Role == Roles.Officer).Select(s => s.Email));
    }

    [Fact]
    public async Task The_sign_in_page_of_the_demo_says_whom_one_can_sign_in_as()
    {
        var page = await portal.CreateAnonymousClient().GoToAsync("/account/login");

        foreach (var one in DemoAccounts.SignIns)
        {
            page.Text.ShouldContain(one.Email);
            page.Text.ShouldContain(one.Description);
        }

        page.Text.ShouldContain(DemoAccounts.Password);
    }

    [Fact]
    public async Task A_second_start_keeps_everything_and_adds_nothing()
    {
        var before = await CountsAsync();

        await portal.RestartAsync();

        (await CountsAsync()).ShouldBe(before);
    }

    private async Task<(int, int, int, int)> CountsAsync()
    {
        await using var db = await OpenAsync();
        return (
            await db.Disclosures.CountAsync(),
            await db.Parties.CountAsync(),
            await db.DeletionRequests.CountAsync(),
            await db.LedgerEntries.CountAsync()
        );
    }

    private Task<PortalDbContext> OpenAsync() =>
        portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();

    public sealed class OnSqlite(DemoPortal portal) : DemoTests(portal), IClassFixture<DemoPortal>;

    public sealed class OnPostgres(DemoPortalOnPostgres portal)
        : DemoTests(portal),
            IClassFixture<DemoPortalOnPostgres>;
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class DemoPortalOnPostgres : PortalOnPostgres
{
    protected override void Configure(IDictionary<string, string> settings)
    {
        base.Configure(settings);
        settings["Portal:Demo:Enabled"] = "true";
    }
}
