namespace JoinArena.PrivacyPortal.Policies.Reading;

/// <summary>How a worker stands to a version: whether and when they accepted it.</summary>
public interface IPolicyStanding
{
    /// <returns>The worker's acceptance of the version, or null.</returns>
    Task<PolicyStanding?> Of(string workerId, PolicyVersion version, CancellationToken ct);
}

/// <param name="AcceptedAt">When they accepted it.</param>
/// <param name="Href">Where the acceptance is shown.</param>
public sealed record PolicyStanding(DateTimeOffset AcceptedAt, string Href);
