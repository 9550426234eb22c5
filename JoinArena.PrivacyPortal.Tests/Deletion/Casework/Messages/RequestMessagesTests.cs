using JoinArena.PrivacyPortal.Deletion.Casework.Messages;
using JoinArena.PrivacyPortal.Deletion.Casework.Queue;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework.Messages;

/// <summary>The conversation under a request, on both databases.</summary>
public abstract class RequestMessagesTests(TestDatabase database)
{
    [Fact]
    public async Task What_each_writes_the_other_reads_in_order_and_the_worker_also_by_mail()
    {
        var bench = await BenchAsync();
        var number = await bench.ConfirmedAsync();

        (await bench.Messages.FromWorkerAsync(bench.Worker, number, "  What about my photos?  ", default)).IsDone.ShouldBeTrue();
        bench.Clock.Advance(TimeSpan.FromMinutes(5));
        (await bench.Messages.FromOfficerAsync(number, "They go as well.", DeletionBench.Officer, default)).IsDone.ShouldBeTrue();

        (await bench.Messages.OfWorkerAsync(bench.Worker, number, default)).Select(m => (m.From, m.Body)).ShouldBe([(Actor.Worker, "What about my photos?"), (Actor.Officer, "They go as well.")]);
        (await bench.Messages.OfAsync(number, default)).Count.ShouldBe(2);
        (await bench.InboxTextAsync()).ShouldContain("They go as well.");
        (await bench.MailsToAsync($"{bench.Worker}@example.com")).ShouldContain(m => m.Contains("They go as well."));
    }

    [Fact]
    public async Task A_message_waits_until_it_is_answered()
    {
        var bench = await BenchAsync();
        var number = await bench.ConfirmedAsync();
        async Task<bool> IsWaitingAsync() => (await bench.Queue.ListAsync(QueueView.Unanswered, number, null, default)).Any();

        (await IsWaitingAsync()).ShouldBeFalse();
        await bench.Messages.FromWorkerAsync(bench.Worker, number, "Hello?", default);
        (await IsWaitingAsync()).ShouldBeTrue();
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await bench.Messages.FromOfficerAsync(number, "Here.", DeletionBench.Officer, default);
        (await IsWaitingAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Nobody_writes_or_reads_under_another_workers_request_or_under_a_draft()
    {
        var bench = await BenchAsync();
        var number = await bench.ConfirmedAsync();
        var other = await new DeletionBench(database).WithWorkerAsync();
        await bench.Messages.FromWorkerAsync(bench.Worker, number, "Mine.", default);

        (await bench.Messages.FromWorkerAsync(other.Worker, number, "Mine too.", default)).Refusal.ShouldBe(MessageRefusal.NotFound);
        (await bench.Messages.OfWorkerAsync(other.Worker, number, default)).ShouldBeEmpty();
        (await bench.Messages.FromWorkerAsync(bench.Worker, await bench.SubmittedAsync(), "Draft.", default)).Refusal.ShouldBe(MessageRefusal.NotFound);
        (await bench.Messages.OfAsync(number, default)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Nothing_empty_nothing_endless_and_no_flood()
    {
        var bench = await BenchAsync();
        var number = await bench.ConfirmedAsync();

        (await bench.Messages.FromWorkerAsync(bench.Worker, number, " \n ", default)).Refusal.ShouldBe(MessageRefusal.Empty);
        (await bench.Messages.FromWorkerAsync(bench.Worker, number, new string('x', RequestMessage.Longest + 1), default)).Refusal.ShouldBe(MessageRefusal.TooLong);
        for (var i = 0; i < RequestMessages.MostADay; i++) (await bench.Messages.FromWorkerAsync(bench.Worker, number, $"{i}", default)).IsDone.ShouldBeTrue();
        (await bench.Messages.FromWorkerAsync(bench.Worker, number, "one more", default)).Refusal.ShouldBe(MessageRefusal.TooMany);
        bench.Clock.Advance(TimeSpan.FromDays(1));
        (await bench.Messages.FromWorkerAsync(bench.Worker, number, "a day later", default)).IsDone.ShouldBeTrue();
    }

    private async Task<DeletionBench> BenchAsync()
    {
        var bench = await new DeletionBench(database).WithWorkerAsync();
        await bench.HeldByAsync("Northwind");
        return bench;
    }

    public sealed class OnSqlite(SqliteDatabase database) : RequestMessagesTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : RequestMessagesTests(database), IClassFixture<PostgresDatabase>;
}
