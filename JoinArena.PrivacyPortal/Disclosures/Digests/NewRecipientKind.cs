using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.Digests;

/// <summary>A kind of party that is new to the worker.</summary>
/// <param name="At">When the first disclosure was reported.</param>
/// <param name="IsCollected">Whether data only came from these parties.</param>
/// <param name="Parties">The names of the parties of this kind.</param>
public sealed record NewRecipientKind(
    PartyKind Kind,
    DateTimeOffset At,
    bool IsCollected,
    IReadOnlyList<string> Parties
);
