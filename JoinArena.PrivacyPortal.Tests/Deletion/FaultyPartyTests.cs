using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>What parties and mail servers can do to a request, on both databases and over real connections.</summary>
public abstract class FaultyPartyTests(TestDatabase database)
{
    private static readonly double[] s_waits = [5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400];

    [Fact]
    public async Task A_party_that_fails_for_days_is_called_on_the_schedule_of_the_contract_and_then_waits_for_a_person_who_resends()
    {
        await using var host = new RawHost([.. Enumerable.Repeat("500 Oops", 10), "204 No Content"]);
        var (bench, request) = await WebhookRequests.StartAsync(database, host);
        var waits = new List<double>();
        for (var calls = 1; ; calls++)
        {
            await bench.DeliverMessagesAsync();
            host.RequestHeads.Count.ShouldBe(calls);
            var job = await JobAsync(bench);
            if (job.GivenUpAt is not null)
                break;
            waits.Add((job.DueAt - bench.Clock.GetInstant()).TotalSeconds);
            (await bench.LoadRequestAsync(request.Number))
                .Tasks[0]
                .State.ShouldBe(TaskState.Pending, "nobody is called told who was not");
            bench.Clock.Advance(job.DueAt - bench.Clock.GetInstant() - TimeSpan.FromMilliseconds(1));
            await bench.DeliverMessagesAsync();
            host.RequestHeads.Count.ShouldBe(calls, "not before its time");
            bench.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        waits.Count.ShouldBe(s_waits.Length);
        for (var n = 0; n < waits.Count; n++)
            waits[n].ShouldBeInRange(s_waits[n] - 0.001, (s_waits[n] * 1.1) + 0.001);
        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Failed);
        (await bench.ResendAsync(request.Tasks[0].Id)).IsSuccess.ShouldBeTrue();
        await bench.DeliverMessagesAsync();

        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Acknowledged);
        host.RequestHeads.ShouldAllBe(h =>
            h.Contains($"webhook-id: era_{request.Tasks[0].Id:N}_1\r\n", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("429 Slow Down\r\nRetry-After: 120", 120)]
    [InlineData("502 Bad Gateway\r\nRetry-After: 120", 120)]
    [InlineData("504 Gateway Timeout", 30)]
    public async Task A_party_that_asks_for_more_time_gets_it(string answer, int seconds)
    {
        await using var host = new RawHost(answer);
        var (bench, _) = await WebhookRequests.StartAsync(database, host);
        await bench.DeliverMessagesAsync();
        (await JobAsync(bench)).DueAt.ShouldBe(bench.Clock.GetInstant().AddSeconds(seconds));
    }

    [Fact]
    public async Task A_party_that_answers_200_too_slowly_is_notified_again_under_the_same_id_unless_its_answer_has_arrived()
    {
        await using var host = new RawHost((_, _, ct) => new TaskCompletionSource().Task.WaitAsync(ct));
        var (bench, request) = await WebhookRequests.StartAsync(database, host);
        using var process = new SingleProcess(bench, database.Settings, patience: TimeSpan.FromSeconds(1));
        await process.DeliverMessagesAsync();
        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Pending);
        (await JobAsync(bench)).LastFault.ShouldBe("timed-out");
        bench.Clock.Advance(TimeSpan.FromSeconds(6));
        await process.DeliverMessagesAsync();
        host.RequestHeads.Count.ShouldBe(2);
        host.RequestHeads.ShouldAllBe(h =>
            h.Contains($"webhook-id: era_{request.Tasks[0].Id:N}_1\r\n", StringComparison.Ordinal)
        );

        // It had it all the time, as its answer shows.
        (
            await process.Progress.RecordAsync(
                request.Tasks[0].Id,
                new(TaskOutcome.Erased),
                Actor.Party("signed link"),
                default,
                round: 1
            )
        ).IsSuccess.ShouldBeTrue();
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await process.DeliverMessagesAsync();

        host.RequestHeads.Count.ShouldBe(2);
        var after = await bench.LoadRequestAsync(request.Number);
        (after.State, after.Events.Count(e => e.Kind is RequestEventKind.PartyNotified)).ShouldBe(
            (RequestState.Completed, 1)
        );
    }

    [Theory]
    [InlineData("302 Found\r\nLocation: http://127.0.0.1:1/inside")]
    [InlineData("200 OK\r\nContent-Length: 10737418240")]
    public async Task A_redirect_is_not_followed_and_an_endless_body_is_not_read(string answer)
    {
        await using var host = new RawHost(answer);
        var (bench, request) = await WebhookRequests.StartAsync(database, host);
        await bench.DeliverMessagesAsync();

        host.RequestHeads.Count.ShouldBe(1);
        // A party that answers 200 has it, whatever comes after.
        (await bench.LoadRequestAsync(request.Number))
            .Tasks[0]
            .State.ShouldBe(answer[0] == '2' ? TaskState.Acknowledged : TaskState.Pending);
    }

    [Fact]
    public async Task A_mail_server_that_is_down_for_a_day_loses_and_duplicates_no_email()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Mailed", connector: ConnectorType.Email);
        var request = await bench.CreateStartedRequestAsync();
        using var process = new SingleProcess(bench, database.Settings);
        bench.Mails.IsDown = true;
        for (var hours = 0; hours < 24; hours++)
        {
            await process.DeliverMessagesAsync();
            bench.Clock.Advance(TimeSpan.FromHours(1));
        }

        bench.Mails.GetMailsTo($"{bench.Worker}@example.com").ShouldBeEmpty();
        bench.Mails.IsDown = false;
        bench.Clock.Advance(TimeSpan.FromHours(16));
        await process.DeliverMessagesAsync();
        await process.DeliverMessagesAsync();

        bench
            .Mails.GetMailsTo($"{bench.Worker}@example.com")
            .Select(m => m.Subject)
            .Order(StringComparer.Ordinal)
            .ShouldBe((await bench.ReadInboxSubjectsAsync()).Order(StringComparer.Ordinal));
        bench
            .Mails.GetMailsTo("privacy@mailed.example")
            .ShouldHaveSingleItem()
            .Subject.ShouldBe($"Deletion request {request.Number}");
    }

    private async Task<DeletionFixture> BenchAsync() => await new DeletionFixture(database).WithWorkerAsync();

    private static async Task<OutboxMessage> JobAsync(DeletionFixture bench)
    {
        await using var db = await bench.Contexts.CreateDbContextAsync();
        return await db.Outbox.AsNoTracking().SingleAsync(m => m.Kind == "erasure");
    }

    public sealed class OnSqlite(SqliteDatabase database) : FaultyPartyTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : FaultyPartyTests(database),
            IClassFixture<PostgresDatabase>;
}
