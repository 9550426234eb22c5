using System.Globalization;
using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account.StepUp;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account.SigningIn;

/// <summary>Reads and creates the claims that describe a session.</summary>
public static class SessionClaims
{
    /// <summary>For this long after a sign-in or a step-up, a person may change how they sign in.</summary>
    internal static readonly TimeSpan ReauthenticationWindow = TimeSpan.FromMinutes(10);

    private static readonly ClaimsIdentityOptions s_identity = new();

    extension(ClaimsPrincipal user)
    {
        /// <summary>The account id, or null if the person is not signed in with an account.</summary>
        public Guid? FindAccountId() =>
            Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

        /// <summary>The account's security stamp at the time of the sign-in. A newer stamp ends the sign-in.</summary>
        internal string? FindSecurityStamp() => user.FindFirstValue(s_identity.SecurityStampClaimType);

        /// <summary>True within <see cref="ReauthenticationWindow"/> of the last sign-in or step-up.</summary>
        internal bool IsRecentlyAuthenticated(TimeProvider clock) =>
            user.GetSignInTime() is { } at && clock.GetUtcNow() - at <= ReauthenticationWindow;
    }

    /// <summary>The claims of a session.</summary>
    /// <param name="session">The session id.</param>
    /// <param name="at">When the owner last proved their identity; null if that is not known.</param>
    /// <param name="factorAt">When the owner last used a second factor; null if they did not.</param>
    /// <param name="methods">The methods used, with the names of RFC 8176.</param>
    internal static Claim[] Create(
        Guid session,
        DateTimeOffset? at,
        DateTimeOffset? factorAt,
        params IEnumerable<string> methods
    ) =>
        [
            new(SignInClaims.Session, session.ToString()),
            .. at is { } proven ? [CreateTime(SignInClaims.AuthTime, proven)] : Array.Empty<Claim>(),
            .. factorAt is { } used ? [CreateTime(SignInClaims.FactorTime, used)] : Array.Empty<Claim>(),
            .. methods.Distinct(StringComparer.Ordinal).Select(m => new Claim(SignInClaims.Method, m)),
        ];

    /// <summary>True if the claim belongs to the session rather than to the account.</summary>
    internal static bool IsSessionClaim(Claim claim) =>
        claim.Type
            is SignInClaims.Session
                or SignInClaims.AuthTime
                or SignInClaims.FactorTime
                or SignInClaims.Method
                or ProviderProof.Claim;

    private static Claim CreateTime(string type, DateTimeOffset at) =>
        new(type, at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), ClaimValueTypes.Integer64);
}
