using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Remedies;

/// <summary>The complaints and appeals about one request.</summary>
/// <param name="Cases">The newest first.</param>
/// <param name="Fileable">What the worker can file now, with its clock if they do so today; null if nothing.</param>
public sealed record RequestRemedies(IReadOnlyList<RemedyCase> Cases, RemedyDeadlines? Fileable);
