using JoinArena.PrivacyPortal.Data.ReviewedFiles;

namespace JoinArena.PrivacyPortal.Policies.Publishing;

/// <summary>The refusal of the current content of the folder.</summary>
/// <param name="Since">When it was refused.</param>
/// <param name="Findings">What is wrong.</param>
internal sealed record PolicyReloadError(DateTimeOffset Since, IReadOnlyList<ReviewFinding> Findings);
