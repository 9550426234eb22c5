using System.Diagnostics.Metrics;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Telemetry;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>What is measured of the notifications to parties.</summary>
internal static class ConnectorMetrics
{
    private static readonly Counter<long> s_calls = PortalTelemetry.Meter.CreateCounter<long>(
        "joinarena.connector.calls",
        "{call}",
        "Notifications to parties, by the party's kind, its connector and whether the notification was delivered."
    );

    /// <summary>Counts one try to notify a party. The party is not named: it may be a person's employer.</summary>
    public static void CountCall(PartyNotification notification, bool isDelivered) =>
        s_calls.Add(
            1,
            new("joinarena.party.kind", notification.PartyKind.ToKebabCase()),
            new("joinarena.connector.type", notification.Connector.ToKebabCase()),
            new("joinarena.outcome", isDelivered ? "delivered" : "failed")
        );
}
