using System.Net;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Parties.Connectors;
using JoinArena.PrivacyPortal.Tests.Deletion;
using JoinArena.PrivacyPortal.Tests.Notifications;
using JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace JoinArena.PrivacyPortal.Tests.Parties.Connectors;

/// <summary>An administrator tests whether a party can be reached.</summary>
public abstract class ConnectorTestServiceTests(TestDatabase database)
{
    private const string Admin = "admin@joinarena.example";

    [Fact]
    public async Task A_connector_test_sends_a_signed_event_that_says_it_is_a_test_and_reopens_an_endpoint_that_was_gone()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        var party = await bench.AddHoldingPartyAsync("Hooked", connector: ConnectorType.Webhook);
        await using var receiver = await ReceiverInNode.StartAsync(WebhookSecret.Generate());
        await receiver.UseSecretAsync(await bench.SetConnectorAsync(party, receiver.Url.ToString()));
        await receiver.MoveClockAsync(bench.Clock.GetUtcNow() - DateTimeOffset.UtcNow);
        await new EndpointCircuitBreaker(bench.Contexts, bench.Clock).ReportGoneAsync(
            $"party/{party}",
            receiver.Url.ToString(),
            default
        );
        var testing = new ConnectorTestService(bench.Contexts, bench.Clock);

        var first = await testing.StartAsync(party, Admin, default);
        (await testing.StartAsync(party, Admin, default)).Value.ShouldBe(first.Value, "pressed twice is one test");
        await SendAsync(bench, new(new(AllowPrivateNetworks: true)));

        var call = await receiver.WaitForCallAsync();
        call.Verified.ShouldBeTrue(call.Fault);
        ((string?)call.Event["type"], call.Event["data"]!.AsObject().Select(p => p.Key)).ShouldSatisfyAllConditions(
            c => c.Item1.ShouldBe("com.joinarena.connector.test.v1"),
            c => c.Item2.ShouldBe(["partyId", "test", "message"])
        );
        receiver.HasUnreadCall.ShouldBeFalse();
        (await testing.ListRecentAsync(party, default))
            .ShouldHaveSingleItem()
            .State.ShouldBe(ConnectorTestState.Passed);
        await using var db = await bench.Contexts.CreateDbContextAsync();
        (await db.WebhookEndpoints.AnyAsync(e => e.Key == $"party/{party}")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_name_that_resolves_to_a_private_address_is_not_called_and_the_test_says_why()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        var party = await bench.AddHoldingPartyAsync("Inside", connector: ConnectorType.Webhook);
        await using var host = new RawHost((_, _, _) => Task.CompletedTask);
        await bench.SetConnectorAsync(party, $"https://inside.example:{host.Url.Port}/hook");
        var testing = new ConnectorTestService(bench.Contexts, bench.Clock);
        (await testing.StartAsync(party, Admin, default)).IsSuccess.ShouldBeTrue();

        await SendAsync(bench, new(new(), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback])));

        host.RequestHeads.ShouldBeEmpty();
        (await testing.ListRecentAsync(party, default)).ShouldHaveSingleItem().Fault.ShouldBe("address-refused");
        await using var db = await bench.Contexts.CreateDbContextAsync();
        (await db.WebhookEndpoints.AnyAsync(e => e.Key == $"party/{party}")).ShouldBeFalse(
            "a failed test leaves what waits for the party alone"
        );
        (await db.Outbox.CountAsync(m => m.GivenUpAt != null)).ShouldBe(0, "that it failed is the answer");
    }

    [Theory]
    [InlineData("assemblyai", null)]
    [InlineData("elevenlabs-conversations", "no-secret")]
    [InlineData("nobody", "no-recipe")]
    public async Task A_recipe_is_checked_without_a_call(string recipe, string? fault)
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        var party = await bench.AddHoldingPartyAsync("Api", connector: ConnectorType.Http);
        await using var host = new RawHost((_, _, _) => Task.CompletedTask);
        await bench.SetConnectorAsync(party, host.Url.ToString(), recipe);
        var testing = new ConnectorTestService(bench.Contexts, bench.Clock);
        (await testing.StartAsync(party, Admin, default)).IsSuccess.ShouldBeTrue();

        await SendAsync(bench, new(new(AllowPrivateNetworks: true)));

        host.RequestHeads.ShouldBeEmpty();
        var test = (await testing.ListRecentAsync(party, default)).ShouldHaveSingleItem();
        (test.Fault, test.EndedAt is not null).ShouldBe((fault, true));
    }

    [Fact]
    public async Task A_party_that_is_notified_by_a_person_has_nothing_to_test()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        var party = await bench.AddHoldingPartyAsync("Manual");

        (await new ConnectorTestService(bench.Contexts, bench.Clock).StartAsync(party, Admin, default)).Error.ShouldBe(
            ConnectorTestError.NothingToTest
        );
        (
            await new ConnectorTestService(bench.Contexts, bench.Clock).StartAsync("nobody", Admin, default)
        ).Error.ShouldBe(ConnectorTestError.NotFound);
    }

    private static async Task SendAsync(DeletionFixture bench, OutboundHttp http)
    {
        using var _h = http;
        var courier = new WebhookSender(http, new(bench.Contexts, bench.Clock), bench.Clock);
        var handler = new ConnectorTestHandler(
            bench.Contexts,
            bench.Parties,
            courier,
            new(bench.Mails, MailTestData.SettingsForPort(25), MailTestData.Portal, bench.Clock),
            bench.GetService<RecipeCheck>(),
            MailTestData.Portal,
            bench.Clock
        );
        await new OutboxDispatchJob(
            bench.Contexts,
            [handler],
            bench.Clock,
            NullLogger<OutboxDispatchJob>.Instance
        ).RunAsync(default);
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : ConnectorTestServiceTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : ConnectorTestServiceTests(database),
            IClassFixture<PostgresDatabase>;
}
