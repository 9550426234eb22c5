using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests;

/// <summary>Many small changes at one moment, as when eight calls to parties end together.</summary>
public abstract class RequestGroupCommitTests(TestDatabase database)
{
    private const string Owner = "officer@example.com";

    [Fact]
    public async Task Of_many_changes_at_once_each_is_kept_or_undone_by_itself()
    {
        var bench = await BenchAsync();
        var number = await bench.CreateConfirmedRequestAsync();
        var requests = new RequestTransactions(bench.Contexts);

        var changes = await MeetAsync(
            bench,
            i =>
                requests.RunGroupedAsync(
                    async transaction =>
                    {
                        await AssignAsync(transaction, number, bench);
                        await transaction.Db.SaveChangesAsync();
                        if (i % 4 == 0)
                            throw new InvalidOperationException($"change {i}");
                        if (i % 4 != 1)
                            await transaction.CommitAsync(default);
                        return i;
                    },
                    default
                )
        );

        foreach (var (i, change) in changes.Index())
        {
            if (i % 4 == 0)
                (await Should.ThrowAsync<InvalidOperationException>(change)).Message.ShouldBe($"change {i}");
            else
                (await change).ShouldBe(i);
        }

        (await bench.LoadRequestAsync(number)).Events.Count(e => e.Kind is RequestEventKind.Assigned).ShouldBe(4);
    }

    /// <summary>Changes that wait at the same moment, since another writer has not ended.</summary>
    private static async Task<IReadOnlyList<Task<T>>> MeetAsync<T>(DeletionFixture bench, Func<int, Task<T>> change)
    {
        await using var db = await bench.Contexts.CreateDbContextAsync();
        await using var write = await db.BeginWriteAsync(default);
        return [.. Enumerable.Range(0, 8).Select(change)];
    }

    private static async Task AssignAsync(RequestTransaction transaction, string number, DeletionFixture bench)
    {
        var request = await transaction.LoadAsync(r => r.Number == number, default);
        request!.Assign(Owner, DeletionFixture.Officer, bench.Clock.GetUtcNow());
    }

    private async Task<DeletionFixture> BenchAsync()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        return bench;
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : RequestGroupCommitTests(database),
            IClassFixture<SqliteDatabase>
    {
        [Fact]
        public async Task Changes_that_wait_at_the_same_moment_are_one_transaction()
        {
            var bench = await BenchAsync();
            var number = await bench.CreateConfirmedRequestAsync();
            var requests = new RequestTransactions(bench.Contexts);

            var changes = await MeetAsync(
                bench,
                _ =>
                    requests.RunGroupedAsync(
                        async transaction =>
                        {
                            await AssignAsync(transaction, number, bench);
                            await transaction.CommitAsync(default);
                            return transaction.Db.Database.CurrentTransaction!.TransactionId;
                        },
                        default
                    )
            );

            (await Task.WhenAll(changes)).Distinct().Count().ShouldBe(1);
            (await bench.LoadRequestAsync(number)).Events.Count(e => e.Kind is RequestEventKind.Assigned).ShouldBe(8);
        }

        [Fact]
        public async Task A_change_with_which_the_transaction_fails_does_not_spoil_the_others()
        {
            var bench = await BenchAsync();
            var number = await bench.CreateConfirmedRequestAsync();
            var requests = new RequestTransactions(bench.Contexts);

            var changes = await MeetAsync(
                bench,
                i =>
                    requests.RunGroupedAsync(
                        async transaction =>
                        {
                            await AssignAsync(transaction, number, bench);
                            if (i == 3)
                                await BreakCommitAsync(transaction.Db);
                            await transaction.CommitAsync(default);
                            return i;
                        },
                        default
                    )
            );

            await Should.ThrowAsync<SqliteException>(changes[3]);
            (await Task.WhenAll(changes.Where((_, i) => i != 3))).Length.ShouldBe(7);
            (await bench.LoadRequestAsync(number)).Events.Count(e => e.Kind is RequestEventKind.Assigned).ShouldBe(7);
        }

        // An item of no disclosure, which SQLite is told to look for at the commit.
        private static async Task BreakCommitAsync(PortalDbContext db)
        {
            await db.Database.ExecuteSqlAsync($"PRAGMA defer_foreign_keys = ON");
            await db.Database.ExecuteSqlAsync(
                $"""INSERT INTO "DisclosureItems" ("DisclosureId", "ItemId", "Category") VALUES ({Guid.NewGuid()}, 'x', 0)"""
            );
        }
    }

    public sealed class OnPostgres(PostgresDatabase database)
        : RequestGroupCommitTests(database),
            IClassFixture<PostgresDatabase>;
}
