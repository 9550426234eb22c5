using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Casework.Queue;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>What parties and mail servers can do to a request, on both databases and over real connections.</summary>
public abstract class FaultyPartyTests(TestDatabase database)
{
    private static readonly double[] s_waits = [5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400];

    [Fact]
    public async Task A_party_that_fails_for_days_is_called_on_the_schedule_of_the_contract_and_then_waits_for_a_person_who_says_it_again()
    {
        await using var host = new RawHost([.. Enumerable.Repeat("500 Oops", 10), "204 No Content"]);
        var (bench, request) = await HookedAsync(host);
        var waits = new List<double>();
        for (var calls = 1; ; calls++)
        {
            await bench.DeliverAsync();
            host.Heads.Count.ShouldBe(calls);
            var job = await JobAsync(bench);
            if (job.GivenUpAt is not null) break;
            waits.Add((job.DueAt - bench.Clock.GetInstant()).TotalSeconds);
            (await bench.ReadAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Pending, "nobody is called told who was not");
            bench.Clock.Advance(job.DueAt - bench.Clock.GetInstant() - TimeSpan.FromMilliseconds(1));
            await bench.DeliverAsync();
            host.Heads.Count.ShouldBe(calls, "not before its time");
            bench.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        waits.Count.ShouldBe(s_waits.Length);
        for (var n = 0; n < waits.Count; n++) waits[n].ShouldBeInRange(s_waits[n] - 0.001, (s_waits[n] * 1.1) + 0.001);
        (await bench.ReadAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Failed);
        (await bench.SendAgainAsync(request.Tasks[0].Id)).IsDone.ShouldBeTrue();
        await bench.DeliverAsync();

        (await bench.ReadAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Acknowledged);
        host.Heads.ShouldAllBe(h => h.Contains($"webhook-id: era_{request.Tasks[0].Id:N}_1\r\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("429 Slow Down\r\nRetry-After: 120", 120)]
    [InlineData("502 Bad Gateway\r\nRetry-After: 120", 120)]
    [InlineData("504 Gateway Timeout", 30)]
    public async Task A_party_that_asks_for_time_gets_it(string answer, int seconds)
    {
        await using var host = new RawHost(answer);
        var (bench, _) = await HookedAsync(host);
        await bench.DeliverAsync();
        (await JobAsync(bench)).DueAt.ShouldBe(bench.Clock.GetInstant().AddSeconds(seconds));
    }

    [Fact]
    public async Task A_party_that_takes_too_long_to_say_200_is_told_again_under_the_same_id_unless_it_has_answered_meanwhile()
    {
        await using var host = new RawHost((_, _, ct) => new TaskCompletionSource().Task.WaitAsync(ct));
        var (bench, request) = await HookedAsync(host);
        using var process = new OneProcess(bench, database.Settings, patience: TimeSpan.FromSeconds(1));
        await process.DeliverAsync();
        (await bench.ReadAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Pending);
        (await JobAsync(bench)).LastFault.ShouldBe("timed-out");
        bench.Clock.Advance(TimeSpan.FromSeconds(6));
        await process.DeliverAsync();
        host.Heads.Count.ShouldBe(2);
        host.Heads.ShouldAllBe(h => h.Contains($"webhook-id: era_{request.Tasks[0].Id:N}_1\r\n", StringComparison.Ordinal));

        // It had it all the time, as its answer shows.
        (await process.Outcomes.RecordAsync(request.Tasks[0].Id, new(TaskOutcome.Erased), By.Party("signed link"), default, round: 1)).IsDone.ShouldBeTrue();
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await process.DeliverAsync();

        host.Heads.Count.ShouldBe(2);
        var after = await bench.ReadAsync(request.Number);
        (after.State, after.Events.Count(e => e.Kind is RequestEventKind.PartyTold)).ShouldBe((RequestState.Completed, 1));
    }

    [Theory]
    [InlineData("302 Found\r\nLocation: http://127.0.0.1:1/inside")]
    [InlineData("200 OK\r\nContent-Length: 10737418240")]
    public async Task A_redirect_is_not_followed_and_a_body_without_end_is_not_read(string answer)
    {
        await using var host = new RawHost(answer);
        var (bench, request) = await HookedAsync(host);
        await bench.DeliverAsync();

        host.Heads.Count.ShouldBe(1);
        // Whoever says 200 has it, whatever comes after.
        (await bench.ReadAsync(request.Number)).Tasks[0].State.ShouldBe(answer[0] == '2' ? TaskState.Acknowledged : TaskState.Pending);
    }

    [Fact]
    public async Task A_hold_that_was_put_and_lifted_while_the_message_waited_makes_no_second_message()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Mailed", connector: ConnectorType.Email);
        var request = await bench.StartedAsync();
        await using (var letters = await bench.Contexts.CreateDbContextAsync()) await letters.Outbox.Where(m => m.Kind == "mail").ExecuteDeleteAsync();
        // The process leases the job, begins, sends the mail, and ends before it can say so.
        using (var process = new OneProcess(bench, database.Settings, new(commits: 3))) await Should.ThrowAsync<OperationCanceledException>(process.DeliverAsync);
        bench.Bag.To("privacy@mailed.example").Count.ShouldBe(1);
        var hold = (await bench.Holds.PutAsync(request.Number, null, "29 CFR 1602.14", "It is evidence.", DeletionBench.Officer, default)).Value;
        await bench.Holds.LiftAsync(request.Number, hold, DeletionBench.Officer, default);
        await bench.DeliverAsync();
        bench.Bag.To("privacy@mailed.example").Count.ShouldBe(1, "somebody is at it still");

        bench.Clock.Advance(TimeSpan.FromMinutes(3));
        await bench.DeliverAsync();
        bench.Clock.Advance(TimeSpan.FromMinutes(3));
        await bench.DeliverAsync();

        bench.Bag.To("privacy@mailed.example").Select(m => m.Job).Distinct().ShouldHaveSingleItem();
        bench.Bag.To("privacy@mailed.example").Count.ShouldBe(2);
        var after = await bench.ReadAsync(request.Number);
        (after.Tasks[0].State, after.Events.Count(e => e.Kind is RequestEventKind.PartyTold)).ShouldBe((TaskState.Sent, 1));
        await using var db = await bench.Contexts.CreateDbContextAsync();
        (await db.Outbox.AnyAsync(m => m.Kind == "erasure" && m.DoneAt == null)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_message_that_came_to_nothing_because_of_a_hold_can_be_sent_once_it_is_lifted_and_not_before()
    {
        await using var host = new RawHost("410 Gone", "204 No Content");
        var (bench, request) = await HookedAsync(host);
        await bench.DeliverAsync();
        await bench.SendAgainAsync(request.Tasks[0].Id);
        var hold = (await bench.Holds.PutAsync(request.Number, null, "29 CFR 1602.14", "It is evidence.", DeletionBench.Officer, default)).Value;
        await bench.DeliverAsync();
        host.Heads.Count.ShouldBe(1);
        (await bench.SendAgainAsync(request.Tasks[0].Id)).Refusal.ShouldBe(OutcomeRefusal.NotNow);
        await bench.Holds.LiftAsync(request.Number, hold, DeletionBench.Officer, default);

        (await bench.SendAgainAsync(request.Tasks[0].Id)).IsDone.ShouldBeTrue();
        await bench.DeliverAsync();

        host.Heads.Count.ShouldBe(2);
        host.Heads.ShouldAllBe(h => h.Contains($"webhook-id: era_{request.Tasks[0].Id:N}_1\r\n", StringComparison.Ordinal));
        (await bench.ReadAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Acknowledged);
    }

    [Fact]
    public async Task A_mail_server_that_is_down_for_a_day_loses_no_letter_and_doubles_none()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Mailed", connector: ConnectorType.Email);
        var request = await bench.StartedAsync();
        using var process = new OneProcess(bench, database.Settings);
        bench.Bag.IsDown = true;
        for (var hours = 0; hours < 24; hours++)
        {
            await process.DeliverAsync();
            bench.Clock.Advance(TimeSpan.FromHours(1));
        }

        bench.Bag.To($"{bench.Worker}@example.com").ShouldBeEmpty();
        bench.Bag.IsDown = false;
        bench.Clock.Advance(TimeSpan.FromHours(16));
        await process.DeliverAsync();
        await process.DeliverAsync();

        bench.Bag.To($"{bench.Worker}@example.com").Select(m => m.Subject).Order(StringComparer.Ordinal).ShouldBe((await bench.InboxAsync()).Order(StringComparer.Ordinal));
        bench.Bag.To("privacy@mailed.example").ShouldHaveSingleItem().Subject.ShouldBe($"Erasure request {request.Number}");
    }

    [Fact]
    public async Task An_officer_who_sends_it_again_and_one_who_marks_it_told_at_once_tell_the_party_once()
    {
        await using var host = new RawHost("410 Gone", "204 No Content");
        var (bench, request) = await HookedAsync(host);
        await bench.DeliverAsync();

        await Task.WhenAll(Task.Run(() => bench.SendAgainAsync(request.Tasks[0].Id)), Task.Run(() => bench.Outcomes.MarkToldAsync(request.Tasks[0].Id, By.Officer("second@example.com"), default)));
        await bench.DeliverAsync();

        host.Heads.Count.ShouldBeInRange(1, 2);
        (await bench.ReadAsync(request.Number)).Events.Count(e => e.Kind is RequestEventKind.PartyTold).ShouldBe(1);
    }

    [Fact]
    public async Task An_officer_who_decides_while_many_parties_are_being_told_is_heard_among_them()
    {
        var bench = await BenchAsync();
        for (var n = 0; n < 60; n++) await bench.HeldByAsync($"P{n:00}", connector: ConnectorType.Email);
        var called = await bench.HeldByAsync("Called");
        var request = await bench.StartedAsync();
        using var process = new OneProcess(bench, database.Settings);

        var telling = Task.Run(process.DeliverAsync);
        (await bench.Decisions.ExtendAsync(request.Number, "Sixty systems have to be searched by hand.", DeletionBench.Officer, default)).IsDone.ShouldBeTrue();
        var part = request.Tasks.Single(t => t.PartyId == called).Id;
        (await bench.Decisions.ProposeAsync(request.Number, new(part, "gdpr-legal-claims", "A claim is open with them."), DeletionBench.Officer, default)).IsDone.ShouldBeTrue();
        var proposal = (await bench.Previews.FindAsync(request.Number, default))!.Proposals[0].Id;
        (await bench.Decisions.DecideAsync(proposal, approve: true, By.Officer("second@example.com"), default)).IsDone.ShouldBeTrue();
        await telling;

        var after = await bench.ReadAsync(request.Number);
        after.Tasks.Count(t => t.State is TaskState.Sent).ShouldBe(60);
        (after.ExtendedAt.HasValue, after.Tasks.Single(t => t.Id == part).State).ShouldBe((true, TaskState.Refused));
    }

    [Fact]
    public async Task What_others_ask_for_keeps_nobody_from_asking_and_neither_does_an_earlier_request_of_their_own()
    {
        var (bench, other) = (await BenchAsync(), await BenchAsync());
        await bench.HeldByAsync("Northwind", connector: ConnectorType.Email);
        await other.HeldByAsync("Northwind", connector: ConnectorType.Email);
        for (var n = 0; n < 5; n++) await other.ConfirmedAsync();

        var first = await bench.StartedAsync();
        (await bench.StartedAsync()).State.ShouldBe(RequestState.InProgress);

        await bench.Outcomes.RecordAsync(first.Tasks[0].Id, new(TaskOutcome.NothingHeld), By.Party("key"), default);
        (await bench.ReadAsync(first.Number)).State.ShouldBe(RequestState.Completed);
    }

    [Fact]
    public async Task Where_there_was_nothing_to_erase_the_worker_is_told_that_and_not_that_it_is_done()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Northwind");
        var request = await bench.StartedAsync();
        await bench.Outcomes.RecordAsync(request.Tasks[0].Id, new(TaskOutcome.NothingHeld), DeletionBench.Officer, default);

        var inbox = await bench.InboxAsync();
        inbox.ShouldContain($"There was nothing to erase for your deletion request {request.Number}");
        inbox.ShouldNotContain(s => s.Contains("completed", StringComparison.Ordinal));
        var tracked = (await new DeletionTracker(bench.Contexts, ReviewedRules.Shipped).FindAsync(bench.Worker, request.Number, default))!;
        DeletionBench.Words.Headline(tracked).ShouldBe("There was nothing to erase");
        var mine = (await new DeletionTracker(bench.Contexts, ReviewedRules.Shipped).ListAsync(bench.Worker, default)).ShouldHaveSingleItem();
        var theirs = (await bench.Queue.ListAsync(QueueView.Ended, request.Number, null, default)).ShouldHaveSingleItem();
        new[] { DeletionBench.Words.Say(mine.State, mine.HadNothing), DeletionBench.Words.Say(theirs.State, theirs.HadNothing) }.ShouldBe(["Nothing to erase", "Nothing to erase"]);
    }

    [Fact]
    public async Task What_cannot_be_undone_is_told_to_the_worker_with_what_is_done_instead()
    {
        const string Instead = "The model keeps what it learned; your interview is left out of the next data set.";
        var bench = await BenchAsync();
        await bench.HeldByAsync("Talent-eval", PartyKind.ModelTraining);
        var request = await bench.StartedAsync();
        (await bench.Outcomes.RecordAsync(request.Tasks[0].Id, new(TaskOutcome.Irreversible, Note: Instead), DeletionBench.Officer, default)).IsDone.ShouldBeTrue();

        (await bench.InboxTextAsync()).ShouldContain($"They say: {Instead}");
        (await bench.Certificates.FindAsync(bench.Worker, request.Number, default))!.Json.ShouldContain(Instead);
        (await bench.ReadAsync(request.Number)).State.ShouldBe(RequestState.PartlyCompleted);
    }

    private async Task<DeletionBench> BenchAsync() => await new DeletionBench(database).WithWorkerAsync();

    private async Task<(DeletionBench Bench, DeletionRequest Request)> HookedAsync(RawHost host)
    {
        var bench = await BenchAsync();
        await bench.ReachedAtAsync(await bench.HeldByAsync("Hooked", connector: ConnectorType.Webhook), host.Url.ToString());
        return (bench, await bench.StartedAsync());
    }

    private static async Task<OutboxMessage> JobAsync(DeletionBench bench)
    {
        await using var db = await bench.Contexts.CreateDbContextAsync();
        return await db.Outbox.AsNoTracking().SingleAsync(m => m.Kind == "erasure");
    }

    public sealed class OnSqlite(SqliteDatabase database) : FaultyPartyTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : FaultyPartyTests(database), IClassFixture<PostgresDatabase>;
}
