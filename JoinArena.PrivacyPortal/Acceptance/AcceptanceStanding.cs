using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Policies.Reading;

namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>"You accepted it on …" in the head of the policy's pages.</summary>
internal sealed class AcceptanceStanding(AcceptanceBook book) : IPolicyStanding
{
    public async Task<PolicyStanding?> Of(string workerId, PolicyVersion version, CancellationToken ct) =>
        (await book.OfAsync(workerId, ct)).FirstOrDefault(a => a.Version == version.Name) is { } accepted ? new(accepted.At, AcceptanceDesk.PageOf(accepted.Id)) : null;
}
