namespace JoinArena.PrivacyPortal.Account.StepUp;

/// <summary>The methods to confirm an identity with. A code by email is always possible.</summary>
/// <param name="HasAuthenticator">Whether the account has codes of an authenticator app.</param>
/// <param name="Email">The email address for codes.</param>
public sealed record StepUpMethods(bool HasPassword, bool HasPasskey, bool HasAuthenticator, string Email)
{
    /// <summary>Whether the account has a second factor.</summary>
    public bool HasFactor => HasPasskey || HasAuthenticator;
}
