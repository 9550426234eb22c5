using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>
/// A party's signing secret is replaced while it is being told things, and the public library on its side believes us
/// all along.
/// </summary>
public sealed class PartySecretRotationTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    [Theory]
    [InlineData("the old one", 0, true)]
    [InlineData("the new one", 0, true)]
    [InlineData("the old one", 24, false)]
    [InlineData("the new one", 24, true)]
    public async Task Both_secrets_verify_for_a_day_and_then_only_the_new_one(
        string with,
        int hoursLater,
        bool verifies
    )
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await using var receiver = await ReceiverInNode.StartAsync(WebhookSecret.Generate());
        var party = await bench.AddHoldingPartyAsync("Hooked", connector: ConnectorType.Webhook);
        var old = await bench.SetConnectorAsync(party, receiver.Url.ToString());
        await bench.CreateStartedRequestAsync();
        var rotated = await bench.Parties.AnnounceAsync(
            party,
            new("Hooked", "hiring-company", Connector: new("webhook", receiver.Url.ToString(), Rotate: true)),
            default
        );
        bench.Clock.Advance(TimeSpan.FromHours(hoursLater));
        await receiver.MoveClockAsync(bench.Clock.GetUtcNow() - DateTimeOffset.UtcNow);
        await receiver.UseSecretAsync(with == "the old one" ? old : rotated.Value!.Secret!);

        await bench.DeliverMessagesAsync();

        (await receiver.WaitForCallAsync()).Verified.ShouldBe(verifies);
    }
}
