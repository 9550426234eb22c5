using JoinArena.PrivacyPortal.Ledger;

namespace JoinArena.PrivacyPortal.Policies.Publishing;

/// <summary>The ledger event of a publication. It holds no personal data, so it is public.</summary>
internal sealed record PolicyPublished(string Policy, string Version, string Language, string Sha256)
    : PublicEvent("policy");
