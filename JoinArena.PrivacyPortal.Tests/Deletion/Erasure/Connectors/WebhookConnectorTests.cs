using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Erasure.Connectors;

/// <summary>Parties that are notified by webhook, on both databases and with real receivers.</summary>
[Trait("Speed", "slow")]
public abstract class WebhookConnectorTests(TestDatabase database)
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

    public sealed class OnSqlite(SqliteDatabase database)
        : WebhookConnectorTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : WebhookConnectorTests(database),
            IClassFixture<PostgresDatabase>;
}
