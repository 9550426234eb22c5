using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Tests.Disclosures;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests;

/// <summary>
/// Each notification of a party looks for its request a few times. On SQLite <c>EXISTS</c> would read all requests; on
/// PostgreSQL it would not.
/// </summary>
public sealed class RequestOfTaskTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    [Fact]
    public async Task The_request_of_a_task_is_found_without_reading_other_requests()
    {
        await using var db = await database.Contexts.CreateDbContextAsync();

        var plan = await StaffQueryPlans.ExplainAsync(db, db.QueryRequestOfTask(Guid.NewGuid()).ToQueryString());

        plan.ShouldContain("SEARCH");
        plan.ShouldNotContain("SCAN");
    }
}
