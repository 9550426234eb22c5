namespace JoinArena.PrivacyPortal.Policies.Reading;

/// <summary>How a worker stands to a version: whether and when they accepted it.</summary>
public interface IVersionAcceptanceProvider
{
    /// <returns>The worker's acceptance of the version, or null.</returns>
    Task<VersionAcceptance?> FindAsync(string workerId, PolicyVersion version, CancellationToken ct);
}

/// <param name="AcceptedAt">When they accepted it.</param>
/// <param name="Href">Where the acceptance is shown.</param>
public sealed record VersionAcceptance(DateTimeOffset AcceptedAt, string Href);
