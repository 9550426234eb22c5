using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Benchmarks.Seeding;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Questions;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Disclosures;

/// <summary>
/// No page reads all disclosures. The statements are those the pages run, recorded where they reach the database, and the
/// plans are those of a database with many disclosures.
/// </summary>
public abstract class QueryPlanTests(Portal portal)
{
    private const string Worker = DisclosureSeeder.LargeAccountId;

    private static readonly string[] s_workersPages =
    [
        "/",
        "/my-data",
        "/my-data?as=table",
        "/my-data?parties=all",
        "/my-data?each=1",
        "/my-data?kind=transcript",
        "/my-data?party=fill-party-3",
        "/my-data?party=fill-party-3&purpose=candidate-evaluation&each=1",
        "/my-data?interview=int-2",
        "/my-data?item=w-many-item-4",
        "/my-data?clause=external-evaluation",
        "/my-data?from=2023-01-02&to=2023-01-03",
        "/my-data?uncovered=1",
        "/my-data?q=party",
        "/my-data?q=transcript&uncovered=1&kind=transcript",
        "/my-data/parties/fill-party-3",
        "/my-data/interviews/int-2",
        "/my-data/items/w-many-item-4",
        "/my-data/looked",
        "/my-data/export.json",
        "/my-data/export.csv",
        "/policy",
        "/inbox",
        "/deletion",
        "/deletion/new",
    ];

    [Fact]
    public async Task No_page_of_a_worker_or_of_staff_scans_a_large_table()
    {
        await FillAsync();
        var worker = await portal.SignInAsync(await AccountAsync());
        var entry = await FirstEntryAsync();
        using var statements = await StatementRecorder.StartAsync(Contexts);
        var faults = new List<string>();

        foreach (
            var page in s_workersPages
                .Append($"/my-data/disclosures/{entry}")
                .Append($"/my-data?each=1&before={await CursorAsync()}")
                .Append($"/my-data/parties/fill-party-3?before={await CursorAsync()}")
        )
        {
            faults.AddRange(await FindFaultsAsync(worker, page, statements));
        }

        await worker.GoToAsync($"/my-data/disclosures/{entry}");
        await worker.Type("Your question to the privacy team", "Who is this?").PressAsync("Send your question");
        var question = await Contexts.CreateDbContext().Set<Question>().Select(q => q.Id).SingleAsync();
        var officer = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));
        foreach (
            var page in new[]
            {
                "/",
                "/staff",
                "/staff/questions",
                "/staff/questions?answered=true",
                $"/staff/questions/{question}",
                "/staff/requests",
            }
        )
        {
            faults.AddRange(await FindFaultsAsync(officer, page, statements));
        }

        faults.ShouldBeEmpty(string.Join('\n', faults));
    }

    [Fact]
    public async Task A_full_scan_is_detected()
    {
        // Proves that the check detects something: a check that finds nothing would always pass.
        await FillAsync();
        await using var db = await Contexts.CreateDbContextAsync();
        foreach (
            var sql in new[]
            {
                "SELECT count(*) FROM \"Disclosures\" AS \"d\" WHERE \"d\".\"Purpose\" = 3",
                "SELECT \"h\".\"ItemId\" FROM \"Holdings\" AS \"h\"",
            }
        )
        {
            (await QueryPlan.FindFullScansAsync(db, new(sql, []))).ShouldNotBeEmpty(sql);
        }
    }

    private IDbContextFactory<PortalDbContext> Contexts =>
        portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>();

    private async Task<IEnumerable<string>> FindFaultsAsync(
        HtmlClient person,
        string page,
        StatementRecorder statements
    )
    {
        statements.TakeRecorded();
        using (var answer = await person.FetchAsync(page))
        {
            answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, page);
            await answer.Content.ReadAsByteArrayAsync();
        }

        var seen = statements.TakeRecorded();
        if (page.StartsWith("/my-data?", StringComparison.Ordinal))
            seen.ShouldContain(s => s.Sql.Contains("\"Disclosures\"", StringComparison.Ordinal), page);
        var faults = new List<string>();
        await using var db = await Contexts.CreateDbContextAsync();
        foreach (var statement in seen.Where(QueryPlan.ReadsLargeTable))
        {
            faults.AddRange(
                (await QueryPlan.FindFullScansAsync(db, statement)).Select(fault =>
                    $"{page}: {fault} in\n{statement.Sql}"
                )
            );
        }

        return faults;
    }

    private async Task FillAsync()
    {
        await using var db = await Contexts.CreateDbContextAsync();
        if (!await db.Disclosures.AnyAsync())
            await new DisclosureSeeder(db, 20_000, 2_000).SeedAsync(default);
    }

    private async Task<string> AccountAsync()
    {
        await portal
            .Services.GetRequiredService<AccountSeeder>()
            .EnsureAsync($"{Worker}@people.example", Given.Password, Roles.Worker, default);
        return $"{Worker}@people.example";
    }

    private async Task<Guid> FirstEntryAsync() => (await OldestAsync()).Id;

    private async Task<string> CursorAsync() => (await OldestAsync()).ToString();

    private async Task<DisclosureCursor> OldestAsync()
    {
        await using var db = await Contexts.CreateDbContextAsync();
        return await db
            .Disclosures.Where(d => d.WorkerId == Worker)
            .OrderBy(d => d.Time)
            .Skip(1_000)
            .Select(d => new DisclosureCursor(d.Time, d.Id))
            .FirstAsync();
    }

    public sealed class OnSqlite(Portal portal) : QueryPlanTests(portal), IClassFixture<Portal>;

    public sealed class OnPostgres(PortalOnPostgres portal) : QueryPlanTests(portal), IClassFixture<PortalOnPostgres>;
}
