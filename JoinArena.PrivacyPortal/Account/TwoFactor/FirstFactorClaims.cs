using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account.SigningIn;

namespace JoinArena.PrivacyPortal.Account.TwoFactor;

/// <summary>What was proved before the second step, as the claims of the cookie between the two.</summary>
internal static class FirstFactorClaims
{
    private const string ProviderSession = "provider_sid",
        ProviderToken = "provider_token";

    public static IEnumerable<Claim> Write(SignInProof proof)
    {
        foreach (var method in proof.Methods)
            yield return new(SignInClaims.Method, method);
        if (proof.Provider is not { } provider)
            yield break;
        yield return new(ProviderToken, provider.SealedToken);
        if (provider.Id is { } id)
            yield return new(ProviderSession, id);
    }

    /// <returns>The proof without its time, because the second step is a newer proof.</returns>
    public static SignInProof Read(ClaimsPrincipal person) =>
        new(At: null, FactorAt: null, [.. person.FindAll(SignInClaims.Method).Select(claim => claim.Value)])
        {
            Provider = person.FindFirstValue(ProviderToken) is { } token
                ? new(person.FindFirstValue(ProviderSession), token)
                : null,
        };
}
