using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Acceptance.Uses.Objections;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Erasure.FollowUp;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Parties.Connectors;
using JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Operations.Api;

/// <summary>What the portal really sends, held against what its description says that it sends.</summary>
[Trait("Speed", "slow")]
public sealed class WebhookSchemaTests(WebhookSchemaTests.CallingPortal portal)
    : IClassFixture<WebhookSchemaTests.CallingPortal>
{
    private const string Party = "hooked";

    private readonly List<JsonNode> _sent = [];

    [Fact]
    public async Task Every_webhook_is_sent_and_each_is_as_the_published_description_says()
    {
        await SendToThePlatformAsync();
        await SendToAPartyAsync();

        using var http = new HttpClient { BaseAddress = portal.Url };
        var described = DescribedWebhooks.Read(await http.GetStringAsync("/openapi/v1.json"));
        _sent.Select(e => (string)e["type"]!).Distinct().ShouldBe(described.Types, ignoreOrder: true);
        foreach (var sent in _sent)
            described.FindFaults(sent).ShouldBeEmpty(sent.ToJsonString());
        SeesWhatIsWrong(described);
    }

    // A schema that takes everything would prove nothing.
    private void SeesWhatIsWrong(DescribedWebhooks described)
    {
        var requested = _sent.First(e => (string?)e["type"] == WebhookTypes.ErasureRequested);
        Change(data => data.Remove("dueBy")).ShouldContain(fault => fault.Contains("dueBy"));
        Change(data => data["dueBy"] = "soon").ShouldNotBeEmpty();
        Change(data => data["taskId"] = "t-1").ShouldNotBeEmpty();
        Change(data => data["items"]![0]!["category"] = "shoe-size").ShouldNotBeEmpty();
        Change(data => data["other"] = 1).ShouldNotBeEmpty();

        IReadOnlyList<string> Change(Action<JsonObject> change)
        {
            var changed = requested.DeepClone();
            change(changed["data"]!.AsObject());
            return described.FindFaults(changed);
        }
    }

    private async Task SendToThePlatformAsync()
    {
        await using var receiver = await ReceiverInNode.StartAsync(WebhookSecret.Generate());
        var platform = await portal
            .Services.GetRequiredService<WebhookSubscribers>()
            .AddAsync(receiver.Url.ToString(), WebhookTypes.Subscribable, CancellationToken.None);
        await receiver.UseSecretAsync(platform.Value.Secret);
        var given = await portal.SetUpAsync(Given.Worker().LivingIn("DE").WhoAccepted("1.0"));
        await ReceiveAsync(receiver, WebhookTypes.AcceptanceRecorded);

        var worker = await portal.SignInAsync(given.Email);
        await worker.GoToAsync("/policy/uses/professional-photos");
        await worker.Tick("Only with image services").PressAsync("Stop this use");
        ((string?)(await ReceiveAsync(receiver, WebhookTypes.UseStopped))["data"]!["recipient"]).ShouldBe("image-api");
        await worker.GoToAsync("/policy/uses/professional-photos");
        await worker.Choose("Resume.Recipient", "everyone").PressAsync("Allow this use again");
        await ReceiveAsync(receiver, WebhookTypes.UseResumed);
        await worker.GoToAsync("/policy/uses/model-improvement");
        await worker.PressAsync("Stop this use");
        var stop = (await ReceiveAsync(receiver, WebhookTypes.UseStopped))["data"]!;
        stop["recipient"].ShouldBeNull();
        var weighed = await portal
            .Services.GetRequiredService<ObjectionQueries>()
            .FindAsync(given.Id, (Guid)stop["decisionId"]!, default);
        (
            await portal
                .Services.GetRequiredService<ObjectionService>()
                .AnswerAsync(weighed!.Id, new(ObjectionOutcome.Upheld), "officer@example.com", default)
        ).IsSuccess.ShouldBeTrue();
        var answer = (await ReceiveAsync(receiver, WebhookTypes.UseStopAnswered))["data"]!;
        (answer["answer"]!.ToString(), answer["decisionId"]!.ToString()).ShouldBe(
            ("upheld", stop["decisionId"]!.ToString())
        );
        answer["uses"]!.ToJsonString().ShouldBe(stop["uses"]!.ToJsonString());
    }

    private async Task SendToAPartyAsync()
    {
        await using var receiver = await ReceiverInNode.StartAsync(WebhookSecret.Generate());
        // Both before the connector: each announces the party without one.
        var worker = await portal.SetUpAsync(Given.Worker().WhoseDataWentTo(Party, "Hooked"));
        var other = await portal.SetUpAsync(Given.Worker().WhoseDataWentTo(Party, "Hooked"));
        var party = await portal
            .Services.GetRequiredService<PartyRegister>()
            .SetConnectorAsync(Party, new("webhook", Url: receiver.Url.ToString()), "admin@example.com", default);
        await receiver.UseSecretAsync(party.Value!.Secret!);
        var tests = portal.Services.GetRequiredService<ConnectorTestService>();
        (await tests.StartAsync(Party, "admin@example.com", default)).IsSuccess.ShouldBeTrue();
        await ReceiveAsync(receiver, ConnectorTestHandler.EventType);

        await AskAsync(worker);
        await ReceiveAsync(receiver, WebhookTypes.ErasureRequested);
        await MoveAsync(receiver, TimeSpan.FromDays(8));
        await portal.Services.GetRequiredService<ErasureFollowUpJob>().RunAsync(default);
        await ReceiveAsync(receiver, WebhookTypes.ErasureReminder);

        // A party that was not reached may have received the request all the same.
        await receiver.SetAnswerAsync(500);
        var asking = await AskAsync(other);
        await ReceiveAsync(receiver, WebhookTypes.ErasureRequested);
        await asking.GoToAsync(asking.Path);
        await (await asking.FollowAsync("Withdraw request")).PressAsync("Withdraw request");
        await ReceiveAsync(receiver, WebhookTypes.ErasureWithdrawn);
    }

    private async Task<HtmlClient> AskAsync(GivenWorker worker)
    {
        var person = await portal.SignInAsync(worker.Email);
        await person.GoToAsync("/deletion/new");
        await person.Choose("Form.Kind", "everything").PressAsync("Continue");
        await person.PressAsync("Continue");
        await person.Type("Password", Given.Password).PressAsync("Confirm deletion request");
        return await person.PressAsync("Notify the parties now");
    }

    private async Task MoveAsync(ReceiverInNode receiver, TimeSpan by)
    {
        portal.Time.Advance(by);
        await receiver.MoveClockAsync(portal.Time.GetUtcNow() - DateTimeOffset.UtcNow);
    }

    private async Task<JsonNode> ReceiveAsync(ReceiverInNode receiver, string type)
    {
        // The timer of the jobs does not run while the clock stands still.
        for (var runs = 0; runs < 10 && !receiver.HasUnreadCall; runs++)
            await portal.Services.GetRequiredService<OutboxDispatchJob>().RunAsync(default);
        var call = await receiver.WaitForCallAsync();
        ((string?)call.Event["type"]).ShouldBe(type, call.Body);
        call.Verified.ShouldBeTrue(call.Fault);
        call.ContentType.ShouldStartWith("application/cloudevents+json");
        ((string?)call.Event["id"]).ShouldBe(call.Id);
        _sent.Add(call.Event);
        return call.Event;
    }

    /// <summary>A portal that may call this machine, and whose clock can be moved.</summary>
    public sealed class CallingPortal : Portal
    {
        internal FakeTimeProvider Time { get; } = new(DateTimeOffset.UtcNow);

        public override TimeProvider Clock => Time;

        protected override void Configure(IDictionary<string, string> settings) =>
            settings["Portal:Connectors:AllowPrivateNetworks"] = "true";
    }
}
