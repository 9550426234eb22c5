using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Staff.Laws;

/// <summary>A law and what depends on it.</summary>
/// <param name="Places">The places that name it.</param>
/// <param name="OpenRequests">How many open requests have their date, grounds or remedies from it.</param>
public sealed record LawUse(Law Law, IReadOnlyList<Jurisdiction> Places, int OpenRequests);
