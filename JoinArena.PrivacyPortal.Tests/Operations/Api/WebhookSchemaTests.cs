using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Erasure.FollowUp;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Operations.Api;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Parties.Connectors;
using JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NJsonSchema;
using NSwag;

namespace JoinArena.PrivacyPortal.Tests.Operations.Api;

/// <summary>What the portal really sends, held against what its description says that it sends.</summary>
[Trait("Speed", "slow")]
public sealed class WebhookSchemaTests(WebhookSchemaTests.CallingPortal portal)
    : IClassFixture<WebhookSchemaTests.CallingPortal>
{
    private readonly List<JsonNode> _sent = [];

    [Fact]
    public async Task Every_webhook_that_is_sent_is_as_the_description_says()
    {
        await using var receiver = await ReceiverInNode.StartAsync(WebhookSecret.Generate());
        var platform = await portal
            .Services.GetRequiredService<WebhookSubscribers>()
            .AddAsync(receiver.Url.ToString(), [WebhookTypes.AcceptanceRecorded], CancellationToken.None);
        await receiver.UseSecretAsync(platform.Value.Secret);
        var worker = await portal.SetUpAsync(
            Given.Worker().WhoAccepted("1.0").WhoseDataWentTo("hooked", "Hooked", "llm-provider")
        );
        await ReceiveAsync(receiver, WebhookTypes.AcceptanceRecorded);

        var party = await portal
            .Services.GetRequiredService<PartyRegister>()
            .SetConnectorAsync("hooked", new("webhook", Url: receiver.Url.ToString()), "admin@example.com", default);
        await receiver.UseSecretAsync(party.Value!.Secret!);
        var tests = portal.Services.GetRequiredService<ConnectorTestService>();
        (await tests.StartAsync("hooked", "admin@example.com", default)).IsSuccess.ShouldBeTrue();
        await ReceiveAsync(receiver, ConnectorTestHandler.EventType);

        var asking = await AskAsync(worker);
        await asking.PressAsync("Notify the parties now");
        await ReceiveAsync(receiver, WebhookTypes.ErasureRequested);
        await MoveAsync(receiver, TimeSpan.FromDays(8));
        await portal.Services.GetRequiredService<ErasureFollowUpJob>().RunAsync(default);
        await ReceiveAsync(receiver, WebhookTypes.ErasureReminder);

        // A party that was not reached may have received the request all the same.
        var other = await portal.SetUpAsync(Given.Worker().WhoseDataWentTo("hooked", "Hooked", "llm-provider"));
        await receiver.SetAnswerAsync(500);
        asking = await AskAsync(other);
        await asking.PressAsync("Notify the parties now");
        await ReceiveAsync(receiver, WebhookTypes.ErasureRequested);
        await Eventually.FindAsync(
            async () =>
                (await asking.GoToAsync(asking.Path)).Page.QuerySelector("button.btn--bad") is null ? null : asking,
            () => asking.Text
        );
        await asking.PressAsync("Withdraw request");
        await MoveAsync(receiver, TimeSpan.FromMinutes(10));
        await ReceiveAsync(receiver, WebhookTypes.ErasureWithdrawn);

        await CheckAsync();
    }

    private async Task CheckAsync()
    {
        using var http = new HttpClient { BaseAddress = portal.Url };
        var description = await OpenApiDocument.FromJsonAsync(await http.GetStringAsync("/openapi/v1.json"));
        _sent
            .Select(e => (string?)e["type"])
            .Distinct()
            .ShouldBe(ApiWebhooks.All.Select(w => w.Type), ignoreOrder: true);
        foreach (var sent in _sent)
        {
            var webhook = ApiWebhooks.All.Single(w => w.Type == (string?)sent["type"]);
            var schema = description.Components.Schemas[
                $"{char.ToUpperInvariant(webhook.Name[0])}{webhook.Name[1..]}Event"
            ];
            schema.Validate(sent.ToJsonString()).Select(e => e.ToString()).ShouldBeEmpty(sent.ToJsonString());
            FindUndescribed(sent.AsObject(), schema).ShouldBeEmpty(webhook.Name);
            FindUndescribed(sent["data"]!.AsObject(), schema.ActualProperties["data"]).ShouldBeEmpty(webhook.Name);
        }
    }

    private static IEnumerable<string> FindUndescribed(JsonObject sent, JsonSchema schema) =>
        sent.Select(member => member.Key).Except(schema.ActualSchema.ActualProperties.Keys);

    private async Task<HtmlClient> AskAsync(GivenWorker worker)
    {
        var person = await portal.SignInAsync(worker.Email);
        await person.GoToAsync("/deletion/new");
        await person.PressAsync("Continue");
        await person.PressAsync("Continue");
        return await person.Type("Password", Given.Password).PressAsync("Confirm deletion request");
    }

    private async Task MoveAsync(ReceiverInNode receiver, TimeSpan by)
    {
        portal.Time.Advance(by);
        await receiver.MoveClockAsync(portal.Time.GetUtcNow() - DateTimeOffset.UtcNow);
    }

    private async Task ReceiveAsync(ReceiverInNode receiver, string type)
    {
        // The timer of the jobs does not run while the clock stands still.
        for (var runs = 0; runs < 10 && !receiver.HasUnreadCall; runs++)
            await portal.Services.GetRequiredService<OutboxDispatchJob>().RunAsync(default);
        var call = await receiver.WaitForCallAsync();
        ((string?)call.Event["type"]).ShouldBe(type, call.Body);
        call.Verified.ShouldBeTrue(call.Fault);
        call.ContentType.ShouldStartWith("application/cloudevents+json");
        _sent.Add(call.Event);
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
