using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Log;

/// <summary>The leaves of the log are stored by the hundred, and each is found by the id of its entry.</summary>
public abstract class LeafTableTests(TestDatabase database)
{
    [Fact]
    public async Task Every_entry_is_found_by_its_id_also_one_whose_id_is_of_another_time_than_its_neighbours()
    {
        using var bench = await LogFixture.PublishAsync(database, 600);
        var early = Guid.CreateVersion7(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var late = Guid.CreateVersion7(new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await AppendAsync(bench, early, late);
        await bench.AppendAsync(600);
        await bench.StartProcess().RunAsync();
        var pending = (await bench.AppendAsync(1)).Single();

        await using var db = database.Contexts.CreateDbContext();
        var log = await db.ReadLogAsync();
        log.Count.ShouldBe(1202);
        foreach (var wanted in new[] { early, late, log[0].EntryId, log[1201].EntryId })
        {
            (await db.FindLeavesAsync([wanted], default))
                .ShouldHaveSingleItem()
                .Value.Index.ShouldBe(log.Single(l => l.EntryId == wanted).Index);
        }

        var all = await db.FindLeavesAsync([.. log.Select(l => l.EntryId), pending, Guid.NewGuid()], default);
        all.Values.Select(l => l.Index).Order().ShouldBe(log.Select(l => l.Index));
        (await bench.AuditAsync()).Size.ShouldBe(1202);
    }

    [Fact]
    public async Task An_id_that_is_replaced_stays_replaced_while_its_bundle_grows()
    {
        using var bench = await LogFixture.PublishAsync(database, 10);
        await using var db = database.Contexts.CreateDbContext();
        var before = await db.ReadLogAsync();
        var other = Guid.NewGuid();

        await db.ReplaceEntryIdAsync(before[3], other, default);
        await bench.AppendAsync(5);
        await bench.StartProcess().RunAsync();

        var log = await db.ReadLogAsync();
        log.Take(10).Select(l => l.EntryId).ShouldBe(before.Select(l => l.Index == 3 ? other : l.EntryId));
        log.Take(10).ShouldAllBe(l => l.Stored.SequenceEqual(before[(int)l.Index].Stored));
        (await db.FindLeavesAsync([before[3].EntryId], default)).ShouldBeEmpty();
        (await bench.AuditAsync()).Size.ShouldBe(15);
    }

    [Fact]
    public async Task Leaves_are_not_put_at_places_before_which_one_is_missing()
    {
        using var bench = await LogFixture.PublishAsync(database, 10);
        await using var db = database.Contexts.CreateDbContext();

        (
            await Should.ThrowAsync<DamagedLogException>(() =>
                db.AppendLeavesAsync(11, [new(Guid.CreateVersion7(), new byte[Commitment.Length])], default)
            )
        ).Index.ShouldBe(11);
        (await db.ReadLogAsync()).Count.ShouldBe(10);
    }

    private async Task AppendAsync(LogFixture bench, params Guid[] ids)
    {
        await using var db = database.Contexts.CreateDbContext();
        foreach (var id in ids)
            await db.Ledger.AppendAsync(new Happened("w-1", bench.Clock.GetUtcNow()), id, default);
        await db.SaveChangesAsync();
    }

    private sealed record Happened(string Subject, DateTimeOffset At) : LedgerEvent("happened", Subject, At);

    public sealed class OnSqlite(SqliteDatabase database) : LeafTableTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : LeafTableTests(database),
            IClassFixture<PostgresDatabase>;
}
