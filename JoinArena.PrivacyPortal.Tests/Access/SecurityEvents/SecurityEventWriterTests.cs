using JoinArena.PrivacyPortal.Access.SecurityEvents;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace JoinArena.PrivacyPortal.Tests.Access.SecurityEvents;

/// <summary>One event does not keep others out of the team's audit trail.</summary>
public abstract class SecurityEventWriterTests(TestDatabase database)
{
    private readonly SecurityEventQueue _queue = new();

    [Fact]
    public async Task An_event_that_is_saved_already_is_no_fault()
    {
        var known = Create("earlier");
        await WriteAsync(known);

        var next = Create("later");
        await WriteAsync(known, next);

        (await ReadAsync(known, next)).ShouldBe(["earlier", "later"]);
    }

    [Fact]
    public async Task An_event_that_the_database_refuses_does_not_keep_the_others_out()
    {
        await RefuseAsync("refused");
        var before = Create("before");
        var refused = Create("refused");
        var after = Create("after");

        await WriteAsync(before, refused, after);

        (await ReadAsync(before, refused, after)).ShouldBe(["after", "before"]);
    }

    private async Task WriteAsync(params SecurityEvent[] events)
    {
        foreach (var each in events)
            _queue.TryAdd(each).ShouldBeTrue();
        using var writer = new SecurityEventWriter(database.Contexts, _queue, NullLogger<SecurityEventWriter>.Instance);
        await writer.StopAsync(CancellationToken.None);
    }

    private async Task<List<string?>> ReadAsync(params SecurityEvent[] events)
    {
        List<Guid> ids = [.. events.Select(e => e.Id)];
        await using var db = database.Contexts.CreateDbContext();
        return await db
            .SecurityEvents.Where(e => ids.Contains(e.Id))
            .OrderBy(e => e.Detail)
            .Select(e => e.Detail)
            .ToListAsync();
    }

    private async Task RefuseAsync(string detail)
    {
        await using var db = database.Contexts.CreateDbContext();
        var rule = db.Database.IsNpgsql()
            ? $"""ALTER TABLE "SecurityEvents" ADD CHECK ("Detail" <> '{detail}')"""
            : "CREATE TRIGGER refuse BEFORE INSERT ON \"SecurityEvents\" "
                + $"WHEN NEW.\"Detail\" = '{detail}' BEGIN SELECT RAISE(ABORT, 'refused'); END";
        await db.Database.ExecuteSqlRawAsync(rule);
    }

    private static SecurityEvent Create(string detail) =>
        new()
        {
            At = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero),
            Kind = SecurityEventKind.KeyMisused,
            Result = SecurityEventResult.Failed,
            Origin = SecurityEventOrigin.Web,
            SubjectId = Guid.CreateVersion7(),
            Detail = detail,
        };

    public sealed class OnSqlite(SqliteDatabase database)
        : SecurityEventWriterTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : SecurityEventWriterTests(database),
            IClassFixture<PostgresDatabase>;
}
