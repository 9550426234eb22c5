using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Erasure.Answers;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>Telling parties over each connector, on both databases and with real receivers.</summary>
public abstract class ConnectorTests(TestDatabase database)
{
    [Fact]
    public async Task A_webhook_party_is_told_once_in_the_shape_of_the_contract_and_that_it_has_it_is_no_answer()
    {
        var (bench, receiver, request) = await HookedAsync();
        await using var _r = receiver;
        await bench.DeliverAsync();
        await bench.DeliverAsync();

        var call = await receiver.NextAsync();
        call.Verified.ShouldBeTrue(call.Fault);
        call.Id.ShouldBe($"era_{request.Tasks[0].Id:N}_1");
        ((string?)call.Event["type"], (string?)call.Event["id"]).ShouldBe((WebhookTypes.ErasureRequested, call.Id));
        var data = call.Event["data"]!;
        data.AsObject().Select(p => p.Key).ShouldBe(["taskId", "number", "workerId", "items", "interviewIds", "dueBy", "outcomeUrl"]);
        ((string?)data["taskId"], (string?)data["number"], (string?)data["workerId"]).ShouldBe((request.Tasks[0].Id.ToString(), request.Number, bench.Worker));
        data["items"]!.ToJsonString().ShouldBe("""[{"id":"transcript-int-1","category":"transcript"}]""");
        data["interviewIds"]!.ToJsonString().ShouldBe("""["int-1"]""");
        ((string?)data["outcomeUrl"])!.ShouldStartWith($"https://privacy.example.com/api/v1/erasures/{request.Tasks[0].Id}/outcome/");
        receiver.HasMore.ShouldBeFalse();

        var after = await bench.ReadAsync(request.Number);
        (after.State, after.Tasks[0].State).ShouldBe((RequestState.InProgress, TaskState.Acknowledged));
        (await bench.LedgerAsync()).ShouldBe(["deletion-confirmed", "deletion-started", "erasure-asked"]);
    }

    [Fact]
    public async Task A_party_that_fails_for_a_while_is_told_under_the_same_id_and_only_then_counts_as_told()
    {
        var (bench, receiver, request) = await HookedAsync();
        await using var _r = receiver;
        await receiver.AnswersAsync(503, times: 2);

        await bench.DeliverAsync();
        (await bench.ReadAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Pending);
        bench.Clock.Advance(TimeSpan.FromSeconds(6));
        await bench.DeliverAsync();
        bench.Clock.Advance(TimeSpan.FromMinutes(6));
        await receiver.MovesClockAsync(bench.Clock.GetUtcNow() - DateTimeOffset.UtcNow);
        await bench.DeliverAsync();

        var calls = new[] { await receiver.NextAsync(), await receiver.NextAsync(), await receiver.NextAsync() };
        calls.Select(c => (c.Status, c.Id)).ShouldBe([(503, calls[0].Id), (503, calls[0].Id), (204, calls[0].Id)]);
        (await bench.ReadAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Acknowledged);
    }

    [Fact]
    public async Task A_party_that_is_not_reached_is_a_job_for_a_person_who_sends_the_same_message_again()
    {
        var (bench, receiver, request) = await HookedAsync();
        await using var _r = receiver;
        await receiver.AnswersAsync(410);
        await bench.DeliverAsync();

        var failed = await bench.ReadAsync(request.Number);
        failed.Tasks[0].State.ShouldBe(TaskState.Failed);
        failed.Events.ShouldContain(e => e.Kind == RequestEventKind.PartyNotReached);
        (await bench.SendAgainAsync(request.Tasks[0].Id)).IsDone.ShouldBeTrue();
        await bench.DeliverAsync();

        var calls = new[] { await receiver.NextAsync(), await receiver.NextAsync() };
        calls[1].Id.ShouldBe(calls[0].Id);
        (await bench.ReadAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Acknowledged);
        (await bench.SendAgainAsync(request.Tasks[0].Id)).Refusal.ShouldBe(OutcomeRefusal.NotNow);
    }

    [Fact]
    public async Task While_a_message_is_on_its_way_nothing_can_be_taken_back_and_when_it_failed_it_can_and_the_party_hears_of_it()
    {
        var bench = await BenchAsync();
        var party = await bench.HeldByAsync("Hooked", connector: ConnectorType.Webhook);
        Result<string, DeletionRefusal> during = default;
        var number = "";
        await using var host = new RawHost(async (_, stream, ct) =>
        {
            during = await bench.Desk.WithdrawAsync(bench.Worker, number, ct);
            await stream.WriteAsync("HTTP/1.1 500 Oops\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), ct);
        });
        await bench.ReachedAtAsync(party, host.Url.ToString());
        number = (await bench.StartedAsync()).Number;
        await bench.DeliverAsync();
        during.Refusal.ShouldBe(DeletionRefusal.AlreadyTold);

        (await bench.Desk.WithdrawAsync(bench.Worker, number, default)).IsDone.ShouldBeTrue();
        await using var receiver = await ReceiverInNode.StartAsync(WebhookSecret.New());
        await receiver.ChecksWithAsync(await MovedAsync(bench, party, receiver));
        bench.Clock.Advance(TimeSpan.FromMinutes(10));
        await receiver.MovesClockAsync(bench.Clock.GetUtcNow() - DateTimeOffset.UtcNow);
        await bench.DeliverAsync();

        var call = await receiver.NextAsync();
        ((string?)call.Event["type"], call.Id).ShouldBe((WebhookTypes.ErasureWithdrawn, $"era_{(await bench.ReadAsync(number)).Tasks[0].Id:N}_1_w"));
        receiver.HasMore.ShouldBeFalse("what was withdrawn is not asked for");
    }

    [Fact]
    public async Task A_party_told_by_mail_gets_one_mail_with_a_link_of_its_own_even_if_the_server_was_down_for_a_day()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Mailed", connector: ConnectorType.Email);
        var request = await bench.StartedAsync();
        bench.Bag.IsDown = true;
        for (var hours = 0; hours < 24; hours++)
        {
            await bench.DeliverAsync();
            bench.Clock.Advance(TimeSpan.FromHours(1));
        }

        (await bench.ReadAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Pending);
        bench.Bag.IsDown = false;
        bench.Clock.Advance(TimeSpan.FromHours(16));
        await bench.DeliverAsync();
        await bench.DeliverAsync();

        (await bench.ReadAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Sent);
        var mail = bench.Bag.To("privacy@mailed.example").ShouldHaveSingleItem();
        var link = mail.Text[(mail.Text.IndexOf("/erasures/", StringComparison.Ordinal) + "/erasures/".Length)..].Split('\n', '\r')[0];
        bench.Links.Read(link).Value.ShouldBe(new OutcomeLink(request.Tasks[0].Id, 1));
    }

    [Fact]
    public async Task What_the_portal_itself_knows_of_an_interview_is_erased_by_the_portal()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Portal", PartyKind.JoinarenaSystem, ConnectorType.Internal, "int-1", categories: DataCategory.Transcript);
        await using (var db = await bench.Contexts.CreateDbContextAsync())
        {
            db.DataItems.Add(new() { WorkerId = bench.Worker, Id = "transcript-int-1", Category = DataCategory.Transcript, InterviewId = "int-1", InterviewAt = bench.Clock.GetInstant(), Label = "Night nurse, Berlin" });
            await db.SaveChangesAsync();
        }

        var request = await bench.StartedAsync();
        await bench.DeliverAsync();

        (await bench.ReadAsync(request.Number)).State.ShouldBe(RequestState.Completed);
        await using var after = await bench.Contexts.CreateDbContextAsync();
        var item = await after.DataItems.SingleAsync(i => i.WorkerId == bench.Worker);
        (item.Label, item.InterviewId, item.InterviewAt).ShouldBe((null, null, null));
    }

    [Fact]
    public async Task The_portal_does_not_answer_for_another_of_JoinArenas_stores()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Talent-eval", PartyKind.ModelTraining, ConnectorType.Internal);
        var request = await bench.StartedAsync();
        await bench.DeliverAsync();
        (await bench.ReadAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Pending);
    }

    [Fact]
    public async Task Requests_that_overlap_tell_a_party_once_and_its_one_answer_counts_for_both()
    {
        var bench = await BenchAsync();
        var party = await bench.HeldByAsync("Mailed", connector: ConnectorType.Email, interview: "int-1", categories: [DataCategory.Transcript, DataCategory.InterviewRecording]);
        var first = await bench.StartedAsync(DeletionScope.Of(DataCategory.Transcript));
        await bench.DeliverAsync();
        var second = await bench.StartedAsync(DeletionScope.OfParty(party));
        await bench.DeliverAsync();

        var mails = bench.Bag.To("privacy@mailed.example");
        mails.Count.ShouldBe(2);
        mails[0].Text.ShouldContain("transcript-int-1");
        mails[1].Text.ShouldNotContain("transcript-int-1");
        mails[1].Text.ShouldContain("interview-recording-int-1");

        await bench.FollowUp.SweepAsync(default);
        (await bench.ReadAsync(second.Number)).Tasks.ShouldAllBe(t => t.State == TaskState.Sent);
        await bench.Outcomes.RecordAsync(first.Tasks[0].Id, new(TaskOutcome.Erased), By.Party("key"), default);
        await bench.FollowUp.SweepAsync(default);
        (await bench.ReadAsync(second.Number)).Tasks.Select(t => t.State).ShouldBe([TaskState.Erased, TaskState.Sent], ignoreOrder: true);
    }

    [Fact]
    public async Task When_the_request_that_would_have_told_it_is_withdrawn_the_other_one_does()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Mailed", connector: ConnectorType.Email);
        var first = await bench.StartedAsync();
        var second = await bench.StartedAsync();
        (await bench.Desk.WithdrawAsync(bench.Worker, first.Number, default)).IsDone.ShouldBeTrue();
        await bench.DeliverAsync();
        bench.Bag.To("privacy@mailed.example").ShouldBeEmpty();

        await bench.FollowUp.SweepAsync(default);
        await bench.DeliverAsync();

        bench.Bag.To("privacy@mailed.example").ShouldHaveSingleItem().Subject.ShouldBe($"Erasure request {second.Number}");
    }

    [Fact]
    public async Task What_is_kept_is_asked_for_anew_when_its_date_has_passed_and_the_worker_hears_when_it_is_gone()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Keeper", connector: ConnectorType.Email);
        var request = await bench.StartedAsync();
        await bench.DeliverAsync();
        var until = DateOnly.FromDateTime(bench.Clock.GetUtcNow().UtcDateTime).AddDays(100);
        await bench.Outcomes.RecordAsync(request.Tasks[0].Id, new(TaskOutcome.Retained, "gdpr-legal-claims", until), By.Party("key"), default);
        (await bench.ReadAsync(request.Number)).State.ShouldBe(RequestState.PartlyCompleted);

        bench.Clock.Advance(TimeSpan.FromDays(100));
        await bench.FollowUp.SweepAsync(default);
        (await bench.ReadAsync(request.Number)).State.ShouldBe(RequestState.PartlyCompleted, "on its last day it may still be kept");

        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.FollowUp.SweepAsync(default);
        await bench.FollowUp.SweepAsync(default);
        await bench.DeliverAsync();
        var reopened = await bench.ReadAsync(request.Number);
        (reopened.State, reopened.Tasks[0].State, reopened.Tasks[0].Round, reopened.EndedAt).ShouldBe((RequestState.InProgress, TaskState.Sent, 2, null));
        reopened.DueBy!.Value.ShouldBeGreaterThan(until);
        bench.Bag.To("privacy@keeper.example").Count.ShouldBe(2);
        (await bench.InboxAsync()).ShouldContain("Keeper may keep your data no longer");
        (await bench.Desk.WithdrawAsync(bench.Worker, request.Number, default)).Refusal.ShouldBe(DeletionRefusal.AlreadyTold);

        (await bench.Outcomes.RecordAsync(request.Tasks[0].Id, new(TaskOutcome.Erased), By.Party("old link"), default, round: 1)).Refusal.ShouldBe(OutcomeRefusal.AskedAnew);
        await bench.Outcomes.RecordAsync(request.Tasks[0].Id, new(TaskOutcome.Erased), By.Party("new link"), default, round: 2);
        (await bench.ReadAsync(request.Number)).State.ShouldBe(RequestState.Completed);
        (await bench.InboxAsync()).ShouldContain($"Your deletion request {request.Number} is completed");
    }

    [Fact]
    public async Task A_silent_party_is_reminded_every_week_and_before_the_deadline_and_the_team_sees_when_that_has_passed()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Silent", connector: ConnectorType.Email);
        var request = await bench.StartedAsync();
        await bench.DeliverAsync();
        var reminded = new List<DateOnly>();
        for (var day = 0; day < 34; day++)
        {
            bench.Clock.Advance(TimeSpan.FromDays(1));
            var before = bench.Bag.To("privacy@silent.example").Count;
            await bench.FollowUp.SweepAsync(default);
            await bench.FollowUp.SweepAsync(default);
            await bench.DeliverAsync();
            if (bench.Bag.To("privacy@silent.example").Count > before) reminded.Add(DateOnly.FromDateTime(bench.Clock.GetUtcNow().UtcDateTime));
        }

        // Told on 25 November.
        request.DueBy.ShouldBe(new DateOnly(2026, 12, 24));
        reminded.ShouldBe([new(2026, 12, 2), new(2026, 12, 9), new(2026, 12, 16), new(2026, 12, 21), new(2026, 12, 28)]);
        var after = await bench.ReadAsync(request.Number);
        after.Events.Count(e => e.Kind == RequestEventKind.PartyOverdue).ShouldBe(1);
        bench.Bag.To("privacy@silent.example").Select(m => m.Subject).Skip(1).ShouldAllBe(s => s == $"Reminder: erasure request {request.Number}");
    }

    [Fact]
    public async Task An_answer_that_contradicts_the_one_that_stands_or_comes_too_late_is_kept_once_and_changes_nothing()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Fickle", connector: ConnectorType.Email);
        var request = await bench.StartedAsync();
        await bench.DeliverAsync();
        await bench.Outcomes.RecordAsync(request.Tasks[0].Id, new(TaskOutcome.NothingHeld), By.Party("key"), default);

        for (var n = 0; n < 2; n++)
            (await bench.Outcomes.RecordAsync(request.Tasks[0].Id, new(TaskOutcome.Erased, Note: "Found some."), By.Party("key"), default)).Refusal.ShouldBe(OutcomeRefusal.AlreadyAnswered);

        var kept = (await new OtherAnswers(bench.Contexts, bench.Clock).OfAsync(request.Number, default))[request.Tasks[0].Id].ShouldHaveSingleItem();
        (kept.Outcome, kept.Note, kept.By).ShouldBe((TaskOutcome.Erased, "Found some.", "key"));
        (await bench.ReadAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.NothingHeld);
    }

    [Fact]
    public async Task Three_hundred_parties_are_each_told_once_and_their_answers_at_once_end_it_once()
    {
        var bench = await BenchAsync();
        for (var n = 0; n < 300; n++) await bench.HeldByAsync($"P{n:000}", connector: ConnectorType.Email);
        var request = await bench.StartedAsync();
        await Task.WhenAll(Task.Run(() => bench.DeliverAsync()), Task.Run(() => bench.DeliverAsync()));

        request.Tasks.Count.ShouldBe(300);
        request.Tasks.Select(t => (t.PartyName, bench.Bag.To($"privacy@{t.PartyName.ToLowerInvariant()}.example").Count)).Where(told => told.Count != 1).ShouldBeEmpty();
        await Parallel.ForEachAsync(request.Tasks, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (task, ct) =>
            (await bench.Outcomes.RecordAsync(task.Id, new(TaskOutcome.Erased), By.Party("key"), ct)).IsDone.ShouldBeTrue());

        (await bench.ReadAsync(request.Number)).State.ShouldBe(RequestState.Completed);
        (await bench.InboxAsync()).Count(s => s.EndsWith("is completed", StringComparison.Ordinal)).ShouldBe(1);
    }

    private async Task<DeletionBench> BenchAsync() => await new DeletionBench(database).WithWorkerAsync();

    private async Task<(DeletionBench Bench, ReceiverInNode Receiver, DeletionRequest Request)> HookedAsync()
    {
        var bench = await BenchAsync();
        var party = await bench.HeldByAsync("Hooked", connector: ConnectorType.Webhook, interview: "int-1", categories: DataCategory.Transcript);
        var receiver = await ReceiverInNode.StartAsync(WebhookSecret.New());
        await receiver.ChecksWithAsync(await bench.ReachedAtAsync(party, receiver.Url.ToString()));
        var request = await bench.StartedAsync();
        await receiver.MovesClockAsync(bench.Clock.GetUtcNow() - DateTimeOffset.UtcNow);
        return (bench, receiver, request);
    }

    /// <summary>The party moves to another receiver, which is given the secret the party has.</summary>
    private static async Task<string> MovedAsync(DeletionBench bench, string party, ReceiverInNode receiver)
    {
        await bench.ReachedAtAsync(party, receiver.Url.ToString());
        await using var db = await bench.Contexts.CreateDbContextAsync();
        return bench.Parties.SecretsOf((await db.Parties.AsNoTracking().SingleAsync(p => p.Id == party)).Connector)[0];
    }

    public sealed class OnSqlite(SqliteDatabase database) : ConnectorTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : ConnectorTests(database), IClassFixture<PostgresDatabase>;
}
