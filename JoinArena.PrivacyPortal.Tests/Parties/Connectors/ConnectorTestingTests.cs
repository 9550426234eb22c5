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

/// <summary>An administrator finds out whether a party would be reached.</summary>
public abstract class ConnectorTestingTests(TestDatabase database)
{
    private const string Admin = "admin@joinarena.example";

    [Fact]
    public async Task A_test_is_a_signed_event_that_says_so_and_opens_again_what_had_said_that_it_was_gone()
    {
        var bench = await new DeletionBench(database).WithWorkerAsync();
        var party = await bench.HeldByAsync("Hooked", connector: ConnectorType.Webhook);
        await using var receiver = await ReceiverInNode.StartAsync(WebhookSecret.New());
        await receiver.ChecksWithAsync(await bench.ReachedAtAsync(party, receiver.Url.ToString()));
        await receiver.MovesClockAsync(bench.Clock.GetUtcNow() - DateTimeOffset.UtcNow);
        await new Circuit(bench.Contexts, bench.Clock).GoneAsync($"party/{party}", receiver.Url.ToString(), default);
        var testing = new ConnectorTesting(bench.Contexts, bench.Clock);

        var first = await testing.BeginAsync(party, Admin, default);
        (await testing.BeginAsync(party, Admin, default)).Value.ShouldBe(first.Value, "pressed twice is one test");
        await SendAsync(bench, new(new(AllowPrivateNetworks: true)));

        var call = await receiver.NextAsync();
        call.Verified.ShouldBeTrue(call.Fault);
        ((string?)call.Event["type"], call.Event["data"]!.AsObject().Select(p => p.Key)).ShouldSatisfyAllConditions(
            c => c.Item1.ShouldBe("com.joinarena.connector.test.v1"), c => c.Item2.ShouldBe(["partyId", "test", "message"]));
        receiver.HasMore.ShouldBeFalse();
        (await testing.OfAsync(party, default)).ShouldHaveSingleItem().State.ShouldBe(TestState.Passed);
        await using var db = await bench.Contexts.CreateDbContextAsync();
        (await db.WebhookEndpoints.AnyAsync(e => e.Key == $"party/{party}")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_name_that_leads_inside_is_not_called_and_the_test_says_why()
    {
        var bench = await new DeletionBench(database).WithWorkerAsync();
        var party = await bench.HeldByAsync("Inside", connector: ConnectorType.Webhook);
        await using var host = new RawHost((_, _, _) => Task.CompletedTask);
        await bench.ReachedAtAsync(party, $"https://inside.example:{host.Url.Port}/hook");
        var testing = new ConnectorTesting(bench.Contexts, bench.Clock);
        (await testing.BeginAsync(party, Admin, default)).IsDone.ShouldBeTrue();

        await SendAsync(bench, new(new(), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback])));

        host.Heads.ShouldBeEmpty();
        (await testing.OfAsync(party, default)).ShouldHaveSingleItem().Fault.ShouldBe("address-refused");
        await using var db = await bench.Contexts.CreateDbContextAsync();
        (await db.WebhookEndpoints.AnyAsync(e => e.Key == $"party/{party}")).ShouldBeFalse("a failed test leaves what waits for the party alone");
        (await db.Outbox.CountAsync(m => m.GivenUpAt != null)).ShouldBe(0, "that it failed is the answer");
    }

    [Theory]
    [InlineData("assemblyai", null)]
    [InlineData("elevenlabs-conversations", "no-secret")]
    [InlineData("nobody", "no-recipe")]
    public async Task A_recipe_is_looked_over_and_nobody_is_called(string recipe, string? fault)
    {
        var bench = await new DeletionBench(database).WithWorkerAsync();
        var party = await bench.HeldByAsync("Api", connector: ConnectorType.Http);
        await using var host = new RawHost((_, _, _) => Task.CompletedTask);
        await bench.ReachedAtAsync(party, host.Url.ToString(), recipe);
        var testing = new ConnectorTesting(bench.Contexts, bench.Clock);
        (await testing.BeginAsync(party, Admin, default)).IsDone.ShouldBeTrue();

        await SendAsync(bench, new(new(AllowPrivateNetworks: true)));

        host.Heads.ShouldBeEmpty();
        var test = (await testing.OfAsync(party, default)).ShouldHaveSingleItem();
        (test.Fault, test.EndedAt is not null).ShouldBe((fault, true));
    }

    [Fact]
    public async Task Where_a_person_tells_there_is_nothing_to_test()
    {
        var bench = await new DeletionBench(database).WithWorkerAsync();
        var party = await bench.HeldByAsync("Manual");

        (await new ConnectorTesting(bench.Contexts, bench.Clock).BeginAsync(party, Admin, default)).Refusal.ShouldBe(TestRefusal.NothingToTest);
        (await new ConnectorTesting(bench.Contexts, bench.Clock).BeginAsync("nobody", Admin, default)).Refusal.ShouldBe(TestRefusal.NotFound);
    }

    private static async Task SendAsync(DeletionBench bench, OutboundHttp http)
    {
        using var _h = http;
        var courier = new WebhookCourier(http, new(bench.Contexts, bench.Clock), bench.Clock);
        var recipes = new RecipeCheck(Recipes.Load(Repository.At("policies")), new(AllowPrivateNetworks: true), bench.Settings);
        var handler = new ConnectorTestHandler(bench.Contexts, bench.Parties, courier, new(bench.Bag, MailRoom.To(25), MailRoom.Portal, bench.Clock), recipes, MailRoom.Portal, bench.Clock);
        await new OutboxSweep(bench.Contexts, [handler], bench.Clock, NullLogger<OutboxSweep>.Instance).SweepAsync(default);
    }

    public sealed class OnSqlite(SqliteDatabase database) : ConnectorTestingTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : ConnectorTestingTests(database), IClassFixture<PostgresDatabase>;
}
