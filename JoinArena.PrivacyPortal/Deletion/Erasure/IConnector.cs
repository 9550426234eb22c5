using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Parties;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>One way to notify a party.</summary>
internal interface IConnector
{
    ConnectorType Type { get; }

    /// <summary>
    /// Notifies the party. The same notification may be sent more than once and must then have the effect of one.
    /// </summary>
    /// <exception cref="OutboxHandlerException">
    /// The party was not notified; the exception says whether and when to try again.
    /// </exception>
    Task<NotificationResult> NotifyAsync(PartyNotification notification, CancellationToken ct);
}
