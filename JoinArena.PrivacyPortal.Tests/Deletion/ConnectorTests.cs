using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Erasure.Answers;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>Telling parties over each connector, on both databases and with real receivers.</summary>
[Trait("Speed", "slow")]
public abstract class ConnectorTests(TestDatabase database)
{
    [Fact]
    public async Task A_webhook_party_is_notified_once_in_the_shape_of_the_contract_and_its_receipt_is_no_answer()
    {
        var (bench, receiver, request) = await HookedAsync();
        await using var _r = receiver;
        await bench.DeliverMessagesAsync();
        await bench.DeliverMessagesAsync();

        var call = await receiver.WaitForCallAsync();
        call.Verified.ShouldBeTrue(call.Fault);
        call.Id.ShouldBe($"era_{request.Tasks[0].Id:N}_1");
        ((string?)call.Event["type"], (string?)call.Event["id"]).ShouldBe((WebhookTypes.ErasureRequested, call.Id));
        var data = call.Event["data"]!;
        data.AsObject()
            .Select(p => p.Key)
            .ShouldBe([
                "taskId",
                "number",
                "workerId",
                "items",
                "interviewIds",
                "dueBy",
                "outcomeUrl",
                "instruction",
                "laws",
            ]);
        ((string?)data["instruction"]).ShouldBe(
            "Delete every copy and every backup, and pass this on to those who received it from you."
        );
        data["laws"]!
            .AsArray()
            .Select(l => ((string?)l!["code"], (string?)l["reason"]))
            .ShouldBe([("EU-GDPR", "residence")]);
        ((string?)data["taskId"], (string?)data["number"], (string?)data["workerId"]).ShouldBe(
            (request.Tasks[0].Id.ToString(), request.Number, bench.Worker)
        );
        data["items"]!.ToJsonString().ShouldBe("""[{"id":"transcript-int-1","category":"transcript"}]""");
        data["interviewIds"]!.ToJsonString().ShouldBe("""["int-1"]""");
        ((string?)data["outcomeUrl"])!.ShouldStartWith(
            $"https://privacy.example.com/api/v1/erasures/{request.Tasks[0].Id}/outcome/"
        );
        receiver.HasUnreadCall.ShouldBeFalse();

        var after = await bench.LoadRequestAsync(request.Number);
        (after.State, after.Tasks[0].State).ShouldBe((RequestState.InProgress, TaskState.Acknowledged));
        (await bench.ReadLedgerKindsAsync()).ShouldBe(["deletion-confirmed", "deletion-started", "erasure-asked"]);
    }

    [Fact]
    public async Task A_party_that_fails_for_a_while_is_notified_under_the_same_id_and_counts_as_notified_only_then()
    {
        var (bench, receiver, request) = await HookedAsync();
        await using var _r = receiver;
        await receiver.SetAnswerAsync(503, times: 2);

        await bench.DeliverMessagesAsync();
        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Pending);
        bench.Clock.Advance(TimeSpan.FromSeconds(6));
        await bench.DeliverMessagesAsync();
        bench.Clock.Advance(TimeSpan.FromMinutes(6));
        await receiver.MoveClockAsync(bench.Clock.GetUtcNow() - DateTimeOffset.UtcNow);
        await bench.DeliverMessagesAsync();

        var calls = new[]
        {
            await receiver.WaitForCallAsync(),
            await receiver.WaitForCallAsync(),
            await receiver.WaitForCallAsync(),
        };
        calls.Select(c => (c.Status, c.Id)).ShouldBe([(503, calls[0].Id), (503, calls[0].Id), (204, calls[0].Id)]);
        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Acknowledged);
    }

    [Fact]
    public async Task A_party_that_cannot_be_reached_is_left_to_a_person_who_sends_the_same_message_again()
    {
        var (bench, receiver, request) = await HookedAsync();
        await using var _r = receiver;
        await receiver.SetAnswerAsync(410);
        await bench.DeliverMessagesAsync();

        var failed = await bench.LoadRequestAsync(request.Number);
        failed.Tasks[0].State.ShouldBe(TaskState.Failed);
        failed.Events.ShouldContain(e => e.Kind == RequestEventKind.PartyNotReached);
        (await bench.ResendAsync(request.Tasks[0].Id)).IsSuccess.ShouldBeTrue();
        await bench.DeliverMessagesAsync();

        var calls = new[] { await receiver.WaitForCallAsync(), await receiver.WaitForCallAsync() };
        calls[1].Id.ShouldBe(calls[0].Id);
        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Acknowledged);
        (await bench.ResendAsync(request.Tasks[0].Id)).Error.ShouldBe(OutcomeError.NotNow);
    }

    [Fact]
    public async Task A_message_on_its_way_cannot_be_withdrawn_but_a_failed_one_can_and_the_party_is_informed()
    {
        var bench = await BenchAsync();
        var party = await bench.AddHoldingPartyAsync("Hooked", connector: ConnectorType.Webhook);
        Result<string, RequestError> during = default;
        var number = "";
        await using var host = new RawHost(
            async (_, stream, ct) =>
            {
                during = await bench.Requests.WithdrawAsync(bench.Worker, number, ct);
                await stream.WriteAsync(
                    "HTTP/1.1 500 Oops\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"u8.ToArray(),
                    ct
                );
            }
        );
        await bench.SetConnectorAsync(party, host.Url.ToString());
        number = (await bench.CreateStartedRequestAsync()).Number;
        await bench.DeliverMessagesAsync();
        during.Error.ShouldBe(RequestError.AlreadyNotified);

        (await bench.Requests.WithdrawAsync(bench.Worker, number, default)).IsSuccess.ShouldBeTrue();
        await using var receiver = await ReceiverInNode.StartAsync(WebhookSecret.Generate());
        await receiver.UseSecretAsync(await MovedAsync(bench, party, receiver));
        bench.Clock.Advance(TimeSpan.FromMinutes(10));
        await receiver.MoveClockAsync(bench.Clock.GetUtcNow() - DateTimeOffset.UtcNow);
        await bench.DeliverMessagesAsync();

        var call = await receiver.WaitForCallAsync();
        ((string?)call.Event["type"], call.Id).ShouldBe(
            (WebhookTypes.ErasureWithdrawn, $"era_{(await bench.LoadRequestAsync(number)).Tasks[0].Id:N}_1_w")
        );
        receiver.HasUnreadCall.ShouldBeFalse("what was withdrawn is not asked for");
    }

    [Fact]
    public async Task A_party_notified_by_email_gets_one_email_with_its_own_link_even_if_the_server_was_down_for_a_day()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Mailed", connector: ConnectorType.Email);
        var request = await bench.CreateStartedRequestAsync();
        bench.Mails.IsDown = true;
        for (var hours = 0; hours < 24; hours++)
        {
            await bench.DeliverMessagesAsync();
            bench.Clock.Advance(TimeSpan.FromHours(1));
        }

        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Pending);
        bench.Mails.IsDown = false;
        bench.Clock.Advance(TimeSpan.FromHours(16));
        await bench.DeliverMessagesAsync();
        await bench.DeliverMessagesAsync();

        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Sent);
        var mail = bench.Mails.GetMailsTo("privacy@mailed.example").ShouldHaveSingleItem();
        mail.Text.ShouldContain(
            "Delete every copy and every backup, and pass this on to those who received it from you."
        );
        mail.Text.ShouldContain("We ask under: General Data Protection Regulation");
        var link = mail.Text[(mail.Text.IndexOf("/erasures/", StringComparison.Ordinal) + "/erasures/".Length)..]
            .Split('\n', '\r')[0];
        bench.Links.Open(link).Value.ShouldBe(new OutcomeLink(request.Tasks[0].Id, 1));
    }

    [Theory]
    [InlineData(PartyKind.HiringCompany, true)]
    [InlineData(PartyKind.LlmProvider, false)]
    [InlineData(PartyKind.ImageApi, false)]
    public async Task An_email_names_the_person_only_to_a_party_that_knows_people_by_name(PartyKind kind, bool named)
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Mailed", kind, ConnectorType.Email);
        await bench.CreateStartedRequestAsync();
        await bench.DeliverMessagesAsync();

        var text = bench.Mails.GetMailsTo("privacy@mailed.example").ShouldHaveSingleItem().Text;
        text.Contains("Ana Example", StringComparison.Ordinal).ShouldBe(named, text);
        text.ShouldContain(bench.Worker);
    }

    [Fact]
    public async Task The_portal_erases_what_it_knows_itself_of_an_interview()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync(
            "Portal",
            PartyKind.JoinarenaSystem,
            ConnectorType.Internal,
            "int-1",
            categories: DataCategory.Transcript
        );
        await using (var db = await bench.Contexts.CreateDbContextAsync())
        {
            db.DataItems.Add(
                new()
                {
                    WorkerId = bench.Worker,
                    Id = "transcript-int-1",
                    Category = DataCategory.Transcript,
                    InterviewId = "int-1",
                    InterviewAt = bench.Clock.GetInstant(),
                    Label = "Night nurse, Berlin",
                }
            );
            await db.SaveChangesAsync();
        }

        var request = await bench.CreateStartedRequestAsync();
        await bench.DeliverMessagesAsync();

        (await bench.LoadRequestAsync(request.Number)).State.ShouldBe(RequestState.Completed);
        await using var after = await bench.Contexts.CreateDbContextAsync();
        var item = await after.DataItems.SingleAsync(i => i.WorkerId == bench.Worker);
        (item.Label, item.InterviewId, item.InterviewAt).ShouldBe((null, null, null));
    }

    [Fact]
    public async Task The_portal_does_not_answer_for_other_data_stores_of_JoinArena()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Talent-eval", PartyKind.ModelTraining, ConnectorType.Internal);
        var request = await bench.CreateStartedRequestAsync();
        await bench.DeliverMessagesAsync();
        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Pending);
    }

    [Fact]
    public async Task Overlapping_requests_notify_a_party_once_and_its_one_answer_counts_for_both()
    {
        var bench = await BenchAsync();
        var party = await bench.AddHoldingPartyAsync(
            "Mailed",
            connector: ConnectorType.Email,
            interview: "int-1",
            categories: [DataCategory.Transcript, DataCategory.InterviewRecording]
        );
        var first = await bench.CreateStartedRequestAsync(DeletionScope.OfCategories(DataCategory.Transcript));
        await bench.DeliverMessagesAsync();
        var second = await bench.CreateStartedRequestAsync(DeletionScope.OfParty(party));
        await bench.DeliverMessagesAsync();

        var mails = bench.Mails.GetMailsTo("privacy@mailed.example");
        mails.Count.ShouldBe(2);
        mails[0].Text.ShouldContain("transcript-int-1");
        mails[1].Text.ShouldNotContain("transcript-int-1");
        mails[1].Text.ShouldContain("interview-recording-int-1");

        await bench.FollowUpJob.RunAsync(default);
        (await bench.LoadRequestAsync(second.Number)).Tasks.ShouldAllBe(t => t.State == TaskState.Sent);
        await bench.Progress.RecordAsync(first.Tasks[0].Id, new(TaskOutcome.Erased), Actor.Party("key"), default);
        await bench.FollowUpJob.RunAsync(default);
        (await bench.LoadRequestAsync(second.Number))
            .Tasks.Select(t => t.State)
            .ShouldBe([TaskState.Erased, TaskState.Sent], ignoreOrder: true);
    }

    [Fact]
    public async Task The_other_request_notifies_the_party_when_the_one_that_would_have_is_withdrawn()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Mailed", connector: ConnectorType.Email);
        var first = await bench.CreateStartedRequestAsync();
        var second = await bench.CreateStartedRequestAsync();
        (await bench.Requests.WithdrawAsync(bench.Worker, first.Number, default)).IsSuccess.ShouldBeTrue();
        await bench.DeliverMessagesAsync();
        bench.Mails.GetMailsTo("privacy@mailed.example").ShouldBeEmpty();

        await bench.FollowUpJob.RunAsync(default);
        await bench.DeliverMessagesAsync();

        bench
            .Mails.GetMailsTo("privacy@mailed.example")
            .ShouldHaveSingleItem()
            .Subject.ShouldBe($"Erasure request {second.Number}");
    }

    [Fact]
    public async Task Retained_data_is_requested_again_after_its_date_and_the_worker_hears_when_it_is_gone()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Keeper", connector: ConnectorType.Email);
        var request = await bench.CreateStartedRequestAsync();
        await bench.DeliverMessagesAsync();
        var until = DateOnly.FromDateTime(bench.Clock.GetUtcNow().UtcDateTime).AddDays(100);
        await bench.Progress.RecordAsync(
            request.Tasks[0].Id,
            new(TaskOutcome.Retained, "gdpr-legal-claims", until),
            Actor.Party("key"),
            default
        );
        (await bench.LoadRequestAsync(request.Number)).State.ShouldBe(RequestState.PartlyCompleted);

        bench.Clock.Advance(TimeSpan.FromDays(100));
        await bench.FollowUpJob.RunAsync(default);
        (await bench.LoadRequestAsync(request.Number)).State.ShouldBe(
            RequestState.PartlyCompleted,
            "on its last day it may still be kept"
        );

        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.FollowUpJob.RunAsync(default);
        await bench.FollowUpJob.RunAsync(default);
        await bench.DeliverMessagesAsync();
        var reopened = await bench.LoadRequestAsync(request.Number);
        (reopened.State, reopened.Tasks[0].State, reopened.Tasks[0].Round, reopened.EndedAt).ShouldBe(
            (RequestState.InProgress, TaskState.Sent, 2, null)
        );
        reopened.DueBy!.Value.ShouldBeGreaterThan(until);
        bench.Mails.GetMailsTo("privacy@keeper.example").Count.ShouldBe(2);
        (await bench.ReadInboxSubjectsAsync()).ShouldContain("Keeper may no longer keep your data");
        (await bench.Requests.WithdrawAsync(bench.Worker, request.Number, default)).Error.ShouldBe(
            RequestError.AlreadyNotified
        );

        (
            await bench.Progress.RecordAsync(
                request.Tasks[0].Id,
                new(TaskOutcome.Erased),
                Actor.Party("old link"),
                default,
                round: 1
            )
        ).Error.ShouldBe(OutcomeError.AskedAgain);
        await bench.Progress.RecordAsync(
            request.Tasks[0].Id,
            new(TaskOutcome.Erased),
            Actor.Party("new link"),
            default,
            round: 2
        );
        (await bench.LoadRequestAsync(request.Number)).State.ShouldBe(RequestState.Completed);
        (await bench.ReadInboxSubjectsAsync()).ShouldContain($"Your data is erased at 1 party ({request.Number})");
    }

    [Fact]
    public async Task A_silent_party_is_reminded_weekly_and_before_the_deadline_and_the_team_sees_when_it_has_passed()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Silent", connector: ConnectorType.Email);
        var request = await bench.CreateStartedRequestAsync();
        await bench.DeliverMessagesAsync();
        var reminded = new List<DateOnly>();
        for (var day = 0; day < 34; day++)
        {
            bench.Clock.Advance(TimeSpan.FromDays(1));
            var before = bench.Mails.GetMailsTo("privacy@silent.example").Count;
            await bench.FollowUpJob.RunAsync(default);
            await bench.FollowUpJob.RunAsync(default);
            await bench.DeliverMessagesAsync();
            if (bench.Mails.GetMailsTo("privacy@silent.example").Count > before)
                reminded.Add(DateOnly.FromDateTime(bench.Clock.GetUtcNow().UtcDateTime));
        }

        // Told on 25 November.
        request.DueBy.ShouldBe(new DateOnly(2026, 12, 24));
        reminded.ShouldBe([
            new(2026, 12, 2),
            new(2026, 12, 9),
            new(2026, 12, 16),
            new(2026, 12, 21),
            new(2026, 12, 28),
        ]);
        var after = await bench.LoadRequestAsync(request.Number);
        after.Events.Count(e => e.Kind == RequestEventKind.PartyOverdue).ShouldBe(1);
        bench
            .Mails.GetMailsTo("privacy@silent.example")
            .Select(m => m.Subject)
            .Skip(1)
            .ShouldAllBe(s => s == $"Reminder: erasure request {request.Number}");
    }

    [Fact]
    public async Task An_answer_that_conflicts_with_the_recorded_one_or_comes_too_late_is_kept_once_and_changes_nothing()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Fickle", connector: ConnectorType.Email);
        var request = await bench.CreateStartedRequestAsync();
        await bench.DeliverMessagesAsync();
        await bench.Progress.RecordAsync(
            request.Tasks[0].Id,
            new(TaskOutcome.NothingHeld),
            Actor.Party("key"),
            default
        );

        for (var n = 0; n < 2; n++)
        {
            (
                await bench.Progress.RecordAsync(
                    request.Tasks[0].Id,
                    new(TaskOutcome.Erased, Note: "Found some."),
                    Actor.Party("key"),
                    default
                )
            ).Error.ShouldBe(OutcomeError.AlreadyAnswered);
        }

        var kept = (
            await new ConflictingAnswerStore(bench.Contexts, bench.Clock).FindByRequestAsync(request.Number, default)
        )[request.Tasks[0].Id]
            .ShouldHaveSingleItem();
        (kept.Outcome, kept.Note, kept.ReportedBy).ShouldBe((TaskOutcome.Erased, "Found some.", "key"));
        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.NothingHeld);
    }

    [Fact]
    public async Task Three_hundred_parties_are_each_notified_once_and_their_simultaneous_answers_complete_the_request_once()
    {
        var bench = await BenchAsync();
        for (var n = 0; n < 300; n++)
            await bench.AddHoldingPartyAsync($"P{n:000}", connector: ConnectorType.Email);
        var request = await bench.CreateStartedRequestAsync();
        await Task.WhenAll(Task.Run(() => bench.DeliverMessagesAsync()), Task.Run(() => bench.DeliverMessagesAsync()));

        request.Tasks.Count.ShouldBe(300);
        request
            .Tasks.Select(t =>
                (t.PartyName, bench.Mails.GetMailsTo($"privacy@{t.PartyName.ToLowerInvariant()}.example").Count)
            )
            .Where(told => told.Count != 1)
            .ShouldBeEmpty();
        await Parallel.ForEachAsync(
            request.Tasks,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (task, ct) =>
                (
                    await bench.Progress.RecordAsync(task.Id, new(TaskOutcome.Erased), Actor.Party("key"), ct)
                ).IsSuccess.ShouldBeTrue()
        );

        (await bench.LoadRequestAsync(request.Number)).State.ShouldBe(RequestState.Completed);
        (await bench.ReadInboxSubjectsAsync())
            .Count(s => s.StartsWith("Your data is erased at ", StringComparison.Ordinal))
            .ShouldBe(1);
    }

    private async Task<DeletionFixture> BenchAsync() => await new DeletionFixture(database).WithWorkerAsync();

    private async Task<(DeletionFixture Bench, ReceiverInNode Receiver, DeletionRequest Request)> HookedAsync()
    {
        var bench = await BenchAsync();
        var party = await bench.AddHoldingPartyAsync(
            "Hooked",
            connector: ConnectorType.Webhook,
            interview: "int-1",
            categories: DataCategory.Transcript
        );
        var receiver = await ReceiverInNode.StartAsync(WebhookSecret.Generate());
        await receiver.UseSecretAsync(await bench.SetConnectorAsync(party, receiver.Url.ToString()));
        var request = await bench.CreateStartedRequestAsync();
        await receiver.MoveClockAsync(bench.Clock.GetUtcNow() - DateTimeOffset.UtcNow);
        return (bench, receiver, request);
    }

    /// <summary>The party moves to another receiver, which is given the secret the party has.</summary>
    private static async Task<string> MovedAsync(DeletionFixture bench, string party, ReceiverInNode receiver)
    {
        await bench.SetConnectorAsync(party, receiver.Url.ToString());
        await using var db = await bench.Contexts.CreateDbContextAsync();
        return bench.Parties.GetActiveSecrets(
            (await db.Parties.AsNoTracking().SingleAsync(p => p.Id == party)).Connector
        )[0];
    }

    public sealed class OnSqlite(SqliteDatabase database) : ConnectorTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : ConnectorTests(database),
            IClassFixture<PostgresDatabase>;
}
