using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>Requests whose only party is notified by webhook.</summary>
internal static class WebhookRequests
{
    /// <summary>A request at the moment when its party is to be notified.</summary>
    public static async Task<(DeletionFixture Bench, DeletionRequest Request)> StartAsync(
        TestDatabase database,
        RawHost host
    )
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.SetConnectorAsync(
            await bench.AddHoldingPartyAsync("Hooked", connector: ConnectorType.Webhook),
            host.Url.ToString()
        );
        return (bench, await bench.CreateStartedRequestAsync());
    }
}
