using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Ledger;

public abstract class LedgerAppenderTests(TestDatabase database)
{
    private static readonly DateTimeOffset s_at = new(2026, 11, 24, 14, 2, 3, 4, TimeSpan.Zero);

    [Fact]
    public async Task An_event_leaves_a_leaf_that_its_record_and_salt_confirm()
    {
        var subject = NewSubject();
        var id = await AppendAsync(new Happened(subject, s_at, "it was so"));

        await using var db = database.Contexts.CreateDbContext();
        var entry = await db.LedgerEntries.SingleAsync(e => e.Id == id);
        var key = await db.SubjectKeys.SingleAsync(k => k.Subject == subject);
        var record = SubjectCipher.Decrypt(key.Key, id, entry.Record!);
        record.ShouldBe(
            $$"""{"at":"2026-11-24T14:02:03.004Z","kind":"happened","subject":"{{subject}}","what":"it was so"}"""
        );
        (await db.ReadLeafAsync(id)).ShouldBe(
            Commitment.FormatLeaf(Commitment.Compute(Commitment.DeriveSalt(key.Key, id), record!))
        );
    }

    [Fact]
    public async Task A_leaf_contains_nothing_personal()
    {
        var subject = NewSubject();
        var id = await AppendAsync(new Happened(subject, s_at, "secret"));

        await using var db = database.Contexts.CreateDbContext();
        var leaf = await db.ReadLeafAsync(id);
        leaf.ShouldNotContain(subject);
        leaf.ShouldNotContain("secret");
        leaf.ShouldNotContain("happened");
    }

    [Fact]
    public async Task An_event_of_a_unit_of_work_that_is_not_committed_leaves_nothing()
    {
        var subject = NewSubject();
        await using (var db = database.Contexts.CreateDbContext())
        {
            await using var write = await db.BeginWriteAsync(CancellationToken.None);
            await db.Ledger.AppendAsync(new Happened(subject, s_at, "never"), CancellationToken.None);
            await db.SaveChangesAsync();
        }

        await using var after = database.Contexts.CreateDbContext();
        (await after.LedgerEntries.AnyAsync(e => e.Subject == subject)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_first_events_of_a_person_may_arrive_at_the_same_instant()
    {
        var subject = NewSubject();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => AppendAsync(new Happened(subject, s_at, $"event {n}"))));

        await using var db = database.Contexts.CreateDbContext();
        var key = (await db.SubjectKeys.SingleAsync(k => k.Subject == subject)).Key;
        var entries = await db.LedgerEntries.Where(e => e.Subject == subject).ToListAsync();
        entries.Count.ShouldBe(8);
        var leaves = (await db.ReadWaitingLeavesAsync()).ToDictionary(l => l.EntryId, l => StoredLeaf.ToText(l.Stored));
        entries.ShouldAllBe(e =>
            leaves[e.Id]
            == Commitment.FormatLeaf(
                Commitment.Compute(Commitment.DeriveSalt(key, e.Id), SubjectCipher.Decrypt(key, e.Id, e.Record!)!)
            )
        );
    }

    private static string NewSubject() => $"w-{Guid.NewGuid():N}";

    private async Task<Guid> AppendAsync(LedgerEvent happened)
    {
        await using var db = database.Contexts.CreateDbContext();
        var id = await db.Ledger.AppendAsync(happened, CancellationToken.None);
        await db.SaveChangesAsync();
        return id;
    }

    private sealed record Happened(string Subject, DateTimeOffset At, string What)
        : LedgerEvent("happened", Subject, At);

    public sealed class OnSqlite(SqliteDatabase database)
        : LedgerAppenderTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : LedgerAppenderTests(database),
            IClassFixture<PostgresDatabase>;
}
