namespace JoinArena.PrivacyPortal.Account.Team;

/// <summary>A member of the privacy team.</summary>
/// <param name="Roles">The staff roles, in alphabetical order.</param>
/// <param name="HasAuthenticator">Whether sign-in needs a code from an authenticator app.</param>
/// <param name="Passkeys">How many passkeys the account has.</param>
/// <param name="LastSignInAt">The last sign-in in the audit trail; null if there is none.</param>
/// <param name="HasJoined">Whether the person has opened the invitation: the account can sign in.</param>
/// <param name="IsDemo">Whether the account belongs to the demo.</param>
public sealed record TeamMember(
    Guid Id,
    string Email,
    IReadOnlyList<string> Roles,
    bool HasAuthenticator,
    int Passkeys,
    DateTimeOffset? LastSignInAt,
    bool HasJoined,
    bool IsDemo
)
{
    /// <summary>Whether the account has a second factor.</summary>
    public bool HasSecondFactor => HasAuthenticator || Passkeys > 0;
}
