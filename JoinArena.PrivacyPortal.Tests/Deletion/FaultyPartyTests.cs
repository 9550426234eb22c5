using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Casework.Queue;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;
using JoinArena.PrivacyPortal.Deletion.Requests.Outcomes;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Support;
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
        var (bench, request) = await HookedAsync(host);
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
        var (bench, _) = await HookedAsync(host);
        await bench.DeliverMessagesAsync();
        (await JobAsync(bench)).DueAt.ShouldBe(bench.Clock.GetInstant().AddSeconds(seconds));
    }

    [Fact]
    public async Task A_party_that_answers_200_too_slowly_is_notified_again_under_the_same_id_unless_its_answer_has_arrived()
    {
        await using var host = new RawHost((_, _, ct) => new TaskCompletionSource().Task.WaitAsync(ct));
        var (bench, request) = await HookedAsync(host);
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
        var (bench, request) = await HookedAsync(host);
        await bench.DeliverMessagesAsync();

        host.RequestHeads.Count.ShouldBe(1);
        // Whoever says 200 has it, whatever comes after.
        (await bench.LoadRequestAsync(request.Number))
            .Tasks[0]
            .State.ShouldBe(answer[0] == '2' ? TaskState.Acknowledged : TaskState.Pending);
    }

    [Fact]
    public async Task A_hold_that_was_set_and_lifted_while_the_message_waited_makes_no_second_message()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Mailed", connector: ConnectorType.Email);
        var request = await bench.CreateStartedRequestAsync();
        await using (var letters = await bench.Contexts.CreateDbContextAsync())
            await letters.Outbox.Where(m => m.Kind == "mail").ExecuteDeleteAsync();
        // The process leases the job, begins, sends the mail, and ends before it can say so.
        using (var process = new SingleProcess(bench, database.Settings, new(commits: 3)))
            await Should.ThrowAsync<OperationCanceledException>(process.DeliverMessagesAsync);
        bench.Mails.GetMailsTo("privacy@mailed.example").Count.ShouldBe(1);
        var hold = (
            await bench.Holds.PlaceAsync(
                request.Number,
                null,
                "29 CFR 1602.14",
                "It is evidence.",
                DeletionFixture.Officer,
                default
            )
        ).Value;
        await bench.Holds.LiftAsync(request.Number, hold, DeletionFixture.Officer, default);
        await bench.DeliverMessagesAsync();
        bench.Mails.GetMailsTo("privacy@mailed.example").Count.ShouldBe(1, "somebody is at it still");

        bench.Clock.Advance(TimeSpan.FromMinutes(3));
        await bench.DeliverMessagesAsync();
        bench.Clock.Advance(TimeSpan.FromMinutes(3));
        await bench.DeliverMessagesAsync();

        bench.Mails.GetMailsTo("privacy@mailed.example").Select(m => m.Job).Distinct().ShouldHaveSingleItem();
        bench.Mails.GetMailsTo("privacy@mailed.example").Count.ShouldBe(2);
        var after = await bench.LoadRequestAsync(request.Number);
        (after.Tasks[0].State, after.Events.Count(e => e.Kind is RequestEventKind.PartyNotified)).ShouldBe(
            (TaskState.Sent, 1)
        );
        await using var db = await bench.Contexts.CreateDbContextAsync();
        (await db.Outbox.AnyAsync(m => m.Kind == "erasure" && m.DoneAt == null)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_message_that_was_stopped_by_a_hold_can_be_sent_only_once_the_hold_is_lifted()
    {
        await using var host = new RawHost("410 Gone", "204 No Content");
        var (bench, request) = await HookedAsync(host);
        await bench.DeliverMessagesAsync();
        await bench.ResendAsync(request.Tasks[0].Id);
        var hold = (
            await bench.Holds.PlaceAsync(
                request.Number,
                null,
                "29 CFR 1602.14",
                "It is evidence.",
                DeletionFixture.Officer,
                default
            )
        ).Value;
        await bench.DeliverMessagesAsync();
        host.RequestHeads.Count.ShouldBe(1);
        (await bench.ResendAsync(request.Tasks[0].Id)).Error.ShouldBe(OutcomeError.NotNow);
        await bench.Holds.LiftAsync(request.Number, hold, DeletionFixture.Officer, default);

        (await bench.ResendAsync(request.Tasks[0].Id)).IsSuccess.ShouldBeTrue();
        await bench.DeliverMessagesAsync();

        host.RequestHeads.Count.ShouldBe(2);
        host.RequestHeads.ShouldAllBe(h =>
            h.Contains($"webhook-id: era_{request.Tasks[0].Id:N}_1\r\n", StringComparison.Ordinal)
        );
        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Acknowledged);
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
            .Subject.ShouldBe($"Erasure request {request.Number}");
    }

    [Fact]
    public async Task An_officer_who_resends_and_one_who_marks_the_party_as_notified_at_once_notify_it_once()
    {
        await using var host = new RawHost("410 Gone", "204 No Content");
        var (bench, request) = await HookedAsync(host);
        await bench.DeliverMessagesAsync();

        await Task.WhenAll(
            Task.Run(() => bench.ResendAsync(request.Tasks[0].Id)),
            Task.Run(() =>
                bench.Progress.MarkNotifiedAsync(request.Tasks[0].Id, Actor.Officer("second@example.com"), default)
            )
        );
        await bench.DeliverMessagesAsync();

        host.RequestHeads.Count.ShouldBeInRange(1, 2);
        (await bench.LoadRequestAsync(request.Number))
            .Events.Count(e => e.Kind is RequestEventKind.PartyNotified)
            .ShouldBe(1);
    }

    [Fact]
    public async Task An_officer_can_decide_while_many_parties_are_being_notified()
    {
        var bench = await BenchAsync();
        for (var n = 0; n < 60; n++)
            await bench.AddHoldingPartyAsync($"P{n:00}", connector: ConnectorType.Email);
        var called = await bench.AddHoldingPartyAsync("Called");
        var request = await bench.CreateStartedRequestAsync();
        using var process = new SingleProcess(bench, database.Settings);

        var telling = Task.Run(process.DeliverMessagesAsync);
        (
            await bench.Decisions.ExtendAsync(
                request.Number,
                "Sixty systems have to be searched by hand.",
                DeletionFixture.Officer,
                default
            )
        ).IsSuccess.ShouldBeTrue();
        var part = request.Tasks.Single(t => t.PartyId == called).Id;
        (
            await bench.Decisions.ProposeAsync(
                request.Number,
                new(part, "gdpr-legal-claims", "A claim is open with them."),
                DeletionFixture.Officer,
                default
            )
        ).IsSuccess.ShouldBeTrue();
        var proposal = (await bench.Previews.FindAvailableAsync(request.Number, default))!.Proposals[0].Id;
        (
            await bench.Decisions.DecideAsync(proposal, approve: true, Actor.Officer("second@example.com"), default)
        ).IsSuccess.ShouldBeTrue();
        await telling;

        var after = await bench.LoadRequestAsync(request.Number);
        after.Tasks.Count(t => t.State is TaskState.Sent).ShouldBe(60);
        (after.ExtendedAt.HasValue, after.Tasks.Single(t => t.Id == part).State).ShouldBe((true, TaskState.NotAsked));
    }

    [Fact]
    public async Task The_requests_of_other_workers_and_earlier_own_requests_do_not_block_a_new_request()
    {
        var (bench, other) = (await BenchAsync(), await BenchAsync());
        await bench.AddHoldingPartyAsync("Northwind", connector: ConnectorType.Email);
        await other.AddHoldingPartyAsync("Northwind", connector: ConnectorType.Email);
        for (var n = 0; n < 5; n++)
            await other.CreateConfirmedRequestAsync();

        var first = await bench.CreateStartedRequestAsync();
        (await bench.CreateStartedRequestAsync()).State.ShouldBe(RequestState.InProgress);

        await bench.Progress.RecordAsync(first.Tasks[0].Id, new(TaskOutcome.NothingHeld), Actor.Party("key"), default);
        (await bench.LoadRequestAsync(first.Number)).State.ShouldBe(RequestState.Completed);
    }

    [Fact]
    public async Task The_worker_reads_that_there_was_nothing_to_erase_and_not_that_it_is_completed()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var request = await bench.CreateStartedRequestAsync();
        await bench.Progress.RecordAsync(
            request.Tasks[0].Id,
            new(TaskOutcome.NothingHeld),
            DeletionFixture.Officer,
            default
        );

        var inbox = await bench.ReadInboxSubjectsAsync();
        inbox.ShouldContain($"There was nothing to erase ({request.Number})");
        inbox.ShouldNotContain(s => s.Contains("completed", StringComparison.Ordinal));
        var tracked = (
            await new RequestQueries(bench.Contexts, ReviewedRules.Shipped).FindAsync(
                bench.Worker,
                request.Number,
                default
            )
        )!;
        var shown = new DisplayFormatter(TestLocalizer.English, bench.Clock);
        TestLocalizer.English.Headline(tracked.Outcomes, shown).ShouldBe("There was nothing to erase");
        var mine = (
            await new RequestQueries(bench.Contexts, ReviewedRules.Shipped).ListAsync(bench.Worker, default)
        ).ShouldHaveSingleItem();
        var theirs = (
            await bench.Queue.ListAsync(QueueView.Ended, request.Number, null, default)
        ).ShouldHaveSingleItem();
        new[]
        {
            TestLocalizer.English.Describe(mine.State, mine.Outcomes.HadNothing),
            TestLocalizer.English.Describe(theirs.State, theirs.HadNothing),
        }.ShouldBe(["Nothing to erase", "Nothing to erase"]);
    }

    [Fact]
    public async Task The_worker_reads_what_cannot_be_undone_and_what_is_done_instead()
    {
        const string Instead = "The model keeps what it learned; your interview is left out of the next data set.";
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Talent-eval", PartyKind.ModelTraining);
        var request = await bench.CreateStartedRequestAsync();
        (
            await bench.Progress.RecordAsync(
                request.Tasks[0].Id,
                new(TaskOutcome.Irreversible, Note: Instead),
                DeletionFixture.Officer,
                default
            )
        ).IsSuccess.ShouldBeTrue();

        (await bench.ReadInboxTextAsync()).ShouldContain($"They say: {Instead}");
        (await bench.Certificates.FindAsync(bench.Worker, request.Number, default))!.Json.ShouldContain(Instead);
        (await bench.LoadRequestAsync(request.Number)).State.ShouldBe(RequestState.PartlyCompleted);
    }

    private async Task<DeletionFixture> BenchAsync() => await new DeletionFixture(database).WithWorkerAsync();

    private async Task<(DeletionFixture Bench, DeletionRequest Request)> HookedAsync(RawHost host)
    {
        var bench = await BenchAsync();
        await bench.SetConnectorAsync(
            await bench.AddHoldingPartyAsync("Hooked", connector: ConnectorType.Webhook),
            host.Url.ToString()
        );
        return (bench, await bench.CreateStartedRequestAsync());
    }

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
