using JoinArena.PrivacyPortal.Account.Sessions;

namespace JoinArena.PrivacyPortal.Account.SigningIn;

/// <summary>What a person has proved at a sign-in.</summary>
/// <param name="At">When they last proved their identity; null if that is not known.</param>
/// <param name="FactorAt">When they last used a second factor; null if they did not.</param>
/// <param name="Methods">The methods used, as in <see cref="Access.SignInClaims"/>.</param>
internal sealed record SignInProof(DateTimeOffset? At, DateTimeOffset? FactorAt, IReadOnlyList<string> Methods)
{
    /// <summary>The session at the platform, if they signed in there.</summary>
    public ProviderSession? Provider { get; init; }
}
