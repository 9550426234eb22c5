namespace JoinArena.PrivacyPortal.Account.StepUp;

/// <summary>What the person confirms. A code for one purpose does not work for another.</summary>
/// <param name="Key">Identifies the purpose: <c>deletion DR-2026-000123</c>.</param>
/// <param name="Description">The text in the email: "confirm your deletion request DR-2026-000123".</param>
public sealed record StepUpPurpose(string Key, string Description);
