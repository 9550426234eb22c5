using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Deletion.Casework.Queue;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework.Queue;

/// <summary>The order of the queue on both databases.</summary>
public abstract class RequestQueueTests(TestDatabase database)
{
    [Fact]
    public async Task The_queue_is_sorted_by_deadline_or_by_the_column_that_was_chosen()
    {
        var bench = new DeletionFixture(database);
        await bench.WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var first = await bench.CreateConfirmedRequestAsync();
        bench.Clock.Advance(TimeSpan.FromDays(2));
        await bench.AddHoldingPartyAsync("Contoso");
        var second = await bench.CreateConfirmedRequestAsync();
        await bench.Casework.AssignAsync(
            first,
            await bench.AddStaffAsync(Roles.Officer),
            DeletionFixture.Officer,
            default
        );

        (await ListAsync(bench, new())).ShouldBe([first, second]);
        (await ListAsync(bench, new() { IsDescending = true })).ShouldBe([second, first]);
        (await ListAsync(bench, new() { Order = QueueOrder.Number, IsDescending = true })).ShouldBe([second, first]);
        (await ListAsync(bench, new() { Order = QueueOrder.Owner })).ShouldBe([second, first], "no one's is first");
        (await ListAsync(bench, new() { Order = QueueOrder.Owner, IsDescending = true })).ShouldBe([first, second]);
        (await ListAsync(bench, new() { Text = second.ToLowerInvariant() })).ShouldBe([second]);
        (await ListAsync(bench, new() { Text = "germ" })).ShouldBe([first, second], "by the name of the place");
        (await ListAsync(bench, new() { Text = "california" })).ShouldBeEmpty();
        (await bench.Queue.FindAsync(new(), null, default)).Items.ShouldAllBe(line => line.Place == "Germany");
    }

    [Fact]
    public void The_address_of_a_view_holds_what_was_searched_for_and_no_more()
    {
        new QueueSearch().ToUrl().ShouldBe("/staff/requests");
        new QueueSearch { View = QueueView.Overdue, Text = "DR-1" }
            .SortBy(QueueOrder.Place)
            .ToUrl()
            .ShouldBe("/staff/requests?view=overdue&find=DR-1&sort=place");
        new QueueSearch { Order = QueueOrder.Place, Page = 3 }
            .SortBy(QueueOrder.Place)
            .ToUrl()
            .ShouldBe("/staff/requests?sort=place&order=desc");
        new QueueSearch
        {
            View = QueueView.Ended,
            Order = QueueOrder.Ended,
            IsDescending = true,
        }
            .OnPage(2)
            .ToUrl()
            .ShouldBe("/staff/requests?view=ended&page=2");
    }

    private static async Task<IReadOnlyList<string>> ListAsync(DeletionFixture bench, QueueSearch search) =>
        [.. (await bench.Queue.FindAsync(search, null, default)).Items.Select(line => line.Number)];

    public sealed class OnSqlite(SqliteDatabase database) : RequestQueueTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : RequestQueueTests(database),
            IClassFixture<PostgresDatabase>;
}
