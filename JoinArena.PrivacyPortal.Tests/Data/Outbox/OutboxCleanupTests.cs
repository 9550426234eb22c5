using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Data.Outbox;

public abstract class OutboxCleanupTests(TestDatabase database)
{
    private static readonly DateTimeOffset s_now = new(2027, 3, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Jobs_done_long_ago_are_deleted_and_no_others()
    {
        var old = s_now - OutboxCleanupJob.KeptFor;
        await AddAsync("done", count: 1_100, made: old, done: old);
        await AddAsync("done about a request", made: old, done: old, about: "/staff/requests/DR-1");
        await AddAsync(
            "done about an old request",
            made: old,
            done: s_now.AddDays(-400),
            about: "/staff/requests/DR-0"
        );
        await AddAsync("done lately", made: old, done: old.AddSeconds(1));
        await AddAsync("given up", made: old, givenUp: old);
        await AddAsync("waiting", made: old);
        await AddAsync("new", made: s_now);

        var clock = new FakeTimeProvider(s_now);
        var job = new OutboxCleanupJob(database.Contexts, database.Contexts.CreateSetAside(clock), clock);
        await job.RunAsync(CancellationToken.None);

        (await ListKindsAsync()).ShouldBe(["done about a request", "done lately", "given up", "new", "waiting"]);

        // What was passed by is looked at again the next day, not the next hour.
        clock.Advance(TimeSpan.FromHours(1));
        await job.RunAsync(CancellationToken.None);
        (await ListKindsAsync()).ShouldContain("done lately");
        clock.Advance(TimeSpan.FromHours(23));
        await job.RunAsync(CancellationToken.None);
        (await ListKindsAsync()).ShouldBe(["done about a request", "given up", "new", "waiting"]);
    }

    private async Task<IEnumerable<string>> ListKindsAsync()
    {
        await using var db = database.Contexts.CreateDbContext();
        return (await db.Outbox.Select(m => m.Kind).Distinct().ToListAsync()).Order(StringComparer.Ordinal);
    }

    private async Task AddAsync(
        string kind,
        DateTimeOffset made,
        int count = 1,
        DateTimeOffset? done = null,
        DateTimeOffset? givenUp = null,
        string? about = null
    )
    {
        await using var db = database.Contexts.CreateDbContext();
        for (var i = 0; i < count; i++)
        {
            var job = new OutboxMessage
            {
                Kind = kind,
                About = about,
                CreatedAt = made,
                DueAt = made,
                DueSince = made,
            };
            db.Outbox.Add(job);
            db.Entry(job).Property(m => m.DoneAt).CurrentValue = done;
            db.Entry(job).Property(m => m.GivenUpAt).CurrentValue = givenUp;
        }

        await db.SaveChangesAsync();
    }

    public sealed class OnSqlite(SqliteDatabase database) : OutboxCleanupTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : OutboxCleanupTests(database),
            IClassFixture<PostgresDatabase>;
}
