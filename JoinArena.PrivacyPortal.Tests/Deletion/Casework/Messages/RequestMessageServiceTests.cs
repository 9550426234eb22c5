using JoinArena.PrivacyPortal.Deletion.Casework.Messages;
using JoinArena.PrivacyPortal.Deletion.Casework.Queue;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework.Messages;

/// <summary>The conversation under a request, on both databases.</summary>
public abstract class RequestMessageServiceTests(TestDatabase database)
{
    [Fact]
    public async Task The_worker_and_the_team_read_each_others_messages_in_order_and_the_worker_also_by_email()
    {
        var bench = await BenchAsync();
        var number = await bench.CreateConfirmedRequestAsync();

        (
            await bench.Messages.SendFromWorkerAsync(bench.Worker, number, "  What about my photos?  ", default)
        ).IsSuccess.ShouldBeTrue();
        bench.Clock.Advance(TimeSpan.FromMinutes(5));
        (
            await bench.Messages.SendFromOfficerAsync(number, "They go as well.", DeletionFixture.Officer, default)
        ).IsSuccess.ShouldBeTrue();

        (await bench.Messages.FindForWorkerAsync(bench.Worker, number, default))
            .Select(m => (m.Author, m.Body))
            .ShouldBe([(ActorKind.Worker, "What about my photos?"), (ActorKind.Officer, "They go as well.")]);
        (await bench.Messages.FindForStaffAsync(number, default)).Count.ShouldBe(2);
        (await bench.ReadInboxTextAsync()).ShouldContain("They go as well.");
        (await bench.FindQueuedMailsAsync($"{bench.Worker}@example.com")).ShouldContain(m =>
            m.Contains("They go as well.")
        );
    }

    [Fact]
    public async Task A_message_waits_until_it_is_answered()
    {
        var bench = await BenchAsync();
        var number = await bench.CreateConfirmedRequestAsync();
        async Task<bool> IsWaitingAsync() =>
            (
                await bench.Queue.FindAsync(new() { View = QueueView.Unanswered, Text = number }, null, default)
            ).Items.Any();

        (await IsWaitingAsync()).ShouldBeFalse();
        await bench.Messages.SendFromWorkerAsync(bench.Worker, number, "Hello?", default);
        (await IsWaitingAsync()).ShouldBeTrue();
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await bench.Messages.SendFromOfficerAsync(number, "Here.", DeletionFixture.Officer, default);
        (await IsWaitingAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_worker_cannot_write_or_read_under_another_workers_request_or_under_a_draft()
    {
        var bench = await BenchAsync();
        var number = await bench.CreateConfirmedRequestAsync();
        var other = await new DeletionFixture(database).WithWorkerAsync();
        await bench.Messages.SendFromWorkerAsync(bench.Worker, number, "Mine.", default);

        (await bench.Messages.SendFromWorkerAsync(other.Worker, number, "Mine too.", default)).Error.ShouldBe(
            MessageError.NotFound
        );
        (await bench.Messages.FindForWorkerAsync(other.Worker, number, default)).ShouldBeEmpty();
        (
            await bench.Messages.SendFromWorkerAsync(bench.Worker, await bench.SubmitRequestAsync(), "Draft.", default)
        ).Error.ShouldBe(MessageError.NotFound);
        (await bench.Messages.FindForStaffAsync(number, default)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_message_is_refused_when_it_is_empty_too_long_or_one_too_many()
    {
        var bench = await BenchAsync();
        var number = await bench.CreateConfirmedRequestAsync();

        (await bench.Messages.SendFromWorkerAsync(bench.Worker, number, " \n ", default)).Error.ShouldBe(
            MessageError.Empty
        );
        (
            await bench.Messages.SendFromWorkerAsync(
                bench.Worker,
                number,
                new string('x', RequestMessage.MaxBodyLength + 1),
                default
            )
        ).Error.ShouldBe(MessageError.TooLong);
        for (var i = 0; i < RequestMessageService.MaxPerDay; i++)
            (await bench.Messages.SendFromWorkerAsync(bench.Worker, number, $"{i}", default)).IsSuccess.ShouldBeTrue();
        (await bench.Messages.SendFromWorkerAsync(bench.Worker, number, "one more", default)).Error.ShouldBe(
            MessageError.TooMany
        );
        bench.Clock.Advance(TimeSpan.FromDays(1));
        (
            await bench.Messages.SendFromWorkerAsync(bench.Worker, number, "a day later", default)
        ).IsSuccess.ShouldBeTrue();
    }

    private async Task<DeletionFixture> BenchAsync()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        return bench;
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : RequestMessageServiceTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : RequestMessageServiceTests(database),
            IClassFixture<PostgresDatabase>;
}
