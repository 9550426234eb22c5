namespace JoinArena.PrivacyPortal.Account.StepUp;

/// <summary>The methods to confirm an identity with. A code by email is always possible.</summary>
/// <param name="Email">The email address for codes.</param>
public sealed record StepUpMethods(bool HasPassword, bool HasPasskey, string Email);
