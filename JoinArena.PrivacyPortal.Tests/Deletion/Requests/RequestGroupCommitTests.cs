using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests;

/// <summary>Many small changes at one moment, as when several calls to parties end together.</summary>
public abstract class RequestGroupCommitTests(TestDatabase database)
{
    private const string Owner = "officer@example.com";
    private static readonly DateTimeOffset s_now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Of_many_changes_at_once_each_is_kept_or_undone_by_itself()
    {
        var (bench, request) = await BenchAsync();

        var changes = await MeetAsync(
            bench,
            request,
            (i, _, changed) =>
            {
                Assign(changed);
                return i % 4 == 0 ? throw new InvalidOperationException($"change {i}") : $"{i}";
            }
        );

        foreach (var (i, change) in changes.Index())
        {
            if (i % 4 == 0)
                (await Should.ThrowAsync<InvalidOperationException>(change)).Message.ShouldBe($"change {i}");
            else
                (await change).ShouldBe($"{i}");
        }

        (await CountAssignedAsync(bench, request)).ShouldBe(6);
    }

    [Fact]
    public async Task Each_change_sees_those_that_were_made_before_it()
    {
        var (bench, request) = await BenchAsync();

        var changes = await MeetAsync(
            bench,
            request,
            (_, _, changed) =>
            {
                Assign(changed);
                return $"{changed.Revision}";
            }
        );

        (await Task.WhenAll(changes))
            .Order()
            .ShouldBe(Enumerable.Range(request.Revision + 1, 8).Select(r => $"{r}").Order());
        (await bench.LoadRequestAsync(request.Number)).Revision.ShouldBe(request.Revision + 8);
    }

    [Fact]
    public async Task A_task_that_is_gone_is_not_changed_and_holds_up_nothing()
    {
        var (bench, request) = await BenchAsync();
        var requests = new RequestTransactions(bench.Contexts);
        Task<string?> gone;
        IReadOnlyList<Task<string?>> others;
        await using (await HoldUpWritersAsync(bench))
        {
            gone = requests.ChangeTaskGroupedAsync<string>(
                Guid.NewGuid(),
                (_, _, _) => throw new InvalidOperationException("there is nothing to change"),
                default
            );
            others = Start(requests, request, (i, _, _) => $"{i}");
        }

        (await gone).ShouldBeNull();
        (await Task.WhenAll(others)).ShouldBe(Enumerable.Range(0, 8).Select(i => $"{i}"));
    }

    /// <summary>Eight changes of two tasks, in turns, that wait at the same moment, since another writer has not ended.</summary>
    private static async Task<IReadOnlyList<Task<string?>>> MeetAsync(
        DeletionFixture bench,
        DeletionRequest request,
        Func<int, PortalDbContext, DeletionRequest, string> change
    )
    {
        await using (await HoldUpWritersAsync(bench))
            return Start(new RequestTransactions(bench.Contexts), request, change);
    }

    private static IReadOnlyList<Task<string?>> Start(
        RequestTransactions requests,
        DeletionRequest request,
        Func<int, PortalDbContext, DeletionRequest, string> change
    ) =>
        [
            .. Enumerable
                .Range(0, 8)
                .Select(i =>
                    requests.ChangeTaskGroupedAsync(
                        request.Tasks[i % 2].Id,
                        (db, changed, task) =>
                        {
                            task.Id.ShouldBe(request.Tasks[i % 2].Id);
                            return Task.FromResult<string?>(change(i, db, changed));
                        },
                        default
                    )
                ),
        ];

    private static async Task<IAsyncDisposable> HoldUpWritersAsync(DeletionFixture bench)
    {
        var db = await bench.Contexts.CreateDbContextAsync();
        return await db.BeginWriteAsync(default);
    }

    private static void Assign(DeletionRequest request) => request.Assign(Owner, DeletionFixture.Officer, s_now);

    private static async Task<int> CountAssignedAsync(DeletionFixture bench, DeletionRequest request) =>
        (await bench.LoadRequestAsync(request.Number)).Events.Count(e => e.Kind is RequestEventKind.Assigned);

    /// <summary>A request in progress with two tasks.</summary>
    private async Task<(DeletionFixture Bench, DeletionRequest Request)> BenchAsync()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        await bench.AddHoldingPartyAsync("Southwind");
        var request = await bench.CreateStartedRequestAsync();
        request.Tasks.Count.ShouldBe(2);
        return (bench, request);
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : RequestGroupCommitTests(database),
            IClassFixture<SqliteDatabase>
    {
        [Fact]
        public async Task Changes_that_wait_at_the_same_moment_are_one_transaction()
        {
            var (bench, request) = await BenchAsync();

            var changes = await MeetAsync(
                bench,
                request,
                (_, db, changed) =>
                {
                    Assign(changed);
                    return $"{db.Database.CurrentTransaction!.TransactionId}";
                }
            );

            (await Task.WhenAll(changes)).Distinct().Count().ShouldBe(1);
            (await CountAssignedAsync(bench, request)).ShouldBe(8);
        }

        [Theory]
        [InlineData(false)]
        [InlineData(true)]
        public async Task A_change_with_which_the_transaction_fails_does_not_spoil_the_others(bool atCommit)
        {
            var (bench, request) = await BenchAsync();

            var changes = await MeetAsync(
                bench,
                request,
                (i, db, changed) =>
                {
                    Assign(changed);
                    if (i == 3 && atCommit)
                        BreakCommit(db);
                    else if (i == 3)
                        BreakSave(db, changed);
                    return $"{i}";
                }
            );

            if (atCommit)
                await Should.ThrowAsync<SqliteException>(changes[3]);
            else
                await Should.ThrowAsync<DbUpdateException>(changes[3]);
            (await Task.WhenAll(changes.Where((_, i) => i != 3))).Length.ShouldBe(7);
            (await CountAssignedAsync(bench, request)).ShouldBe(7);
        }

        // A second key of the worker.
        private static void BreakSave(PortalDbContext db, DeletionRequest request) =>
            db.SubjectKeys.Add(new SubjectKey { Subject = request.WorkerId, Key = new byte[32] });

        // An item of no disclosure, which SQLite is told to look for at the commit.
        private static void BreakCommit(PortalDbContext db)
        {
            db.Database.ExecuteSql($"PRAGMA defer_foreign_keys = ON");
            db.Database.ExecuteSql(
                $"""INSERT INTO "DisclosureItems" ("DisclosureId", "ItemId", "Category") VALUES ({Guid.NewGuid()}, 'x', 0)"""
            );
        }
    }

    public sealed class OnPostgres(PostgresDatabase database)
        : RequestGroupCommitTests(database),
            IClassFixture<PostgresDatabase>;
}
