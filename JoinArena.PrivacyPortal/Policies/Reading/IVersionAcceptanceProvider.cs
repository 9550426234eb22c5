namespace JoinArena.PrivacyPortal.Policies.Reading;

/// <summary>Tells the policy pages if and when a worker accepted a version.</summary>
public interface IVersionAcceptanceProvider
{
    /// <returns>The worker's acceptance of the version, or null.</returns>
    Task<VersionAcceptance?> FindAsync(string workerId, PolicyVersion version, CancellationToken ct);

    /// <returns>The worker's latest acceptance of any version, or null.</returns>
    Task<EarlierAcceptance?> FindLatestAsync(string workerId, CancellationToken ct);
}

/// <param name="AcceptedAt">When the worker accepted it.</param>
/// <param name="Href">The page that shows the acceptance.</param>
public sealed record VersionAcceptance(DateTimeOffset AcceptedAt, string Href);

/// <param name="Version">The name of the version that the worker accepted last.</param>
/// <param name="AcceptedAt">When they accepted it.</param>
public sealed record EarlierAcceptance(string Version, DateTimeOffset AcceptedAt);
