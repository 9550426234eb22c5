using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Staff.Activity;
using JoinArena.PrivacyPortal.Tests.Disclosures;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Staff.Activity;

/// <summary>The team's acts in order. The demo tells the past of one request after the other, so its ids are not in it.</summary>
public sealed class CaseActivityOrderTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    [Fact]
    public async Task Acts_are_read_by_time_across_pages_and_each_once()
    {
        var acts = portal.Services.GetRequiredService<CaseActivityQueries>();
        var all = await ListAsync(acts, pageSize: 1000);
        all.Count.ShouldBeGreaterThan(5);
        all.Select(act => act.Id).ShouldNotBe(all.Select(act => act.Id).OrderDescending(), "ids would do");

        var paged = await ListAsync(acts, pageSize: 2);

        paged.Select(act => act.At).ShouldBeInOrder(SortDirection.Descending);
        paged.Select(act => act.Id).ShouldBe(all.Select(act => act.Id));
    }

    private static async Task<List<CaseActivityEntry>> ListAsync(CaseActivityQueries acts, int pageSize)
    {
        var all = new List<CaseActivityEntry>();
        Guid? before = null;
        do
        {
            var filter = CaseActivityFilter.Parse(new QueryCollection());
            var page = await acts.ListAsync(filter, null, before, CancellationToken.None, pageSize);
            all.AddRange(page.Entries);
            before = page.OlderThan;
        } while (before is not null);
        return all;
    }
}

/// <summary>How a database finds a page of the team's acts.</summary>
public abstract class CaseActivityPlanTests(TestDatabase database)
{
    [Fact]
    public async Task A_page_of_acts_is_read_from_an_index_in_its_order()
    {
        await using var db = await database.Contexts.CreateDbContextAsync();
        if (!db.Database.IsSqlite())
        {
            // A table of a test's size is cheapest read whole and sorted. What matters is whether it has to be.
            await db.Database.OpenConnectionAsync();
            await db.Database.ExecuteSqlRawAsync("SET enable_seqscan = off; SET enable_sort = off");
        }

        var page = CaseActivityQueries
            .NewestFirst(db.RequestEvents.Where(e => e.ActorKind == ActorKind.Officer))
            .Take(CaseActivityQueries.PageSize);
        var plan = await StaffQueryPlans.ExplainAsync(db, page.ToQueryString());

        plan.ShouldContain("IX_DeletionRequestEvents_At_Id");
        plan.ShouldNotContain("Sort");
        plan.ShouldNotContain("TEMP B-TREE");
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : CaseActivityPlanTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : CaseActivityPlanTests(database),
            IClassFixture<PostgresDatabase>;
}
