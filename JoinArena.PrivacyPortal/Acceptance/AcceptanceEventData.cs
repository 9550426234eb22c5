namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>The data of the event that a worker has accepted a version.</summary>
/// <param name="AcceptanceId">The id of the acceptance, which is also on its receipt.</param>
/// <param name="WorkerId">The worker who accepted.</param>
/// <param name="Version">The version they accepted.</param>
/// <param name="Language">
/// The language of the text accepted: <c>en</c>, also where a translation was shown beside it.
/// </param>
/// <param name="AcceptedAt">When they accepted it, in UTC.</param>
internal sealed record AcceptanceEventData(
    Guid AcceptanceId,
    string WorkerId,
    string Version,
    string Language,
    string AcceptedAt
);
