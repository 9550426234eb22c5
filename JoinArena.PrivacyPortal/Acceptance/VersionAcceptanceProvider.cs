using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Policies.Reading;

namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>Provides "You accepted it on …" for the policy pages.</summary>
internal sealed class VersionAcceptanceProvider(AcceptanceQueries acceptances) : IVersionAcceptanceProvider
{
    public async Task<VersionAcceptance?> FindAsync(string workerId, PolicyVersion version, CancellationToken ct) =>
        (await acceptances.GetAcceptancesAsync(workerId, ct)).FirstOrDefault(a => a.Version == version.Name)
            is { } accepted
            ? new(accepted.AcceptedAt, AcceptanceService.GetPageUrl(accepted.Id))
            : null;

    public async Task<EarlierAcceptance?> FindLatestAsync(string workerId, CancellationToken ct) =>
        (await acceptances.GetAcceptancesAsync(workerId, ct)) is [var latest, ..]
            ? new(latest.Version, latest.AcceptedAt)
            : null;
}
