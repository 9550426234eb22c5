namespace JoinArena.PrivacyPortal.Staff.FirstSteps;

/// <summary>Where a first step is done, or described.</summary>
/// <param name="Href">The page's path within the portal.</param>
/// <param name="Text">What one does there: "Invite an officer".</param>
public sealed record FirstStepLink(string Href, string Text);
