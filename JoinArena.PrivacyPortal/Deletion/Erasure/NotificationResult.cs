using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>What a connector knows after it has notified a party.</summary>
/// <param name="IsAcknowledged">True if the party confirmed that it received the notification.</param>
/// <param name="Outcome">The party's answer, if it came at once; else null.</param>
internal sealed record NotificationResult(bool IsAcknowledged = false, OutcomeReport? Outcome = null);
