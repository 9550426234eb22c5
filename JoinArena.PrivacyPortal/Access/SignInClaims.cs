using System.Globalization;
using System.Security.Claims;

namespace JoinArena.PrivacyPortal.Access;

/// <summary>The claims about the sign-in of a session, with the names of OpenID Connect.</summary>
public static class SignInClaims
{
    /// <summary>The claim with the Unix time of the last proof of identity.</summary>
    public const string AuthTime = "auth_time";

    /// <summary>The claim with the Unix time of the last use of a second factor.</summary>
    public const string FactorTime = "mfa_time";

    /// <summary>The claims with the methods used, one claim for each (RFC 8176).</summary>
    public const string Method = "amr";

    /// <summary>RFC 8176: a password.</summary>
    public const string Password = "pwd";

    /// <summary>
    /// RFC 8176: a software-secured key. The portal uses it for passkeys.
    /// </summary>
    public const string Passkey = "swk";

    /// <summary>
    /// RFC 8176: a one-time code from an authenticator app or by email, or a recovery code.
    /// </summary>
    public const string OneTimeCode = "otp";

    /// <summary>A sign-in at JoinArena's platform. RFC 8176 has no name for it.</summary>
    public const string Provider = "oidc";

    /// <summary>A sign-in at JoinArena's platform with a second factor there. A session keeps it as two methods.</summary>
    public const string ProviderFactor = "oidc+mfa";

    /// <summary>RFC 8176: more than one factor.</summary>
    public const string SeveralFactors = "mfa";

    /// <summary>The claim with the session id, with which the session can be ended from another browser.</summary>
    public const string Session = "sid";

    extension(ClaimsPrincipal user)
    {
        /// <summary>
        /// When the person last proved their identity, or null if they are not signed in with an account.
        /// </summary>
        public DateTimeOffset? GetSignInTime() => user.GetTime(AuthTime);

        /// <summary>When the person last used a second factor in this session, or null if they did not.</summary>
        public DateTimeOffset? GetFactorTime() => user.GetTime(FactorTime);

        /// <summary>The session id, or null if the person is not signed in with an account.</summary>
        public Guid? FindSessionId() => Guid.TryParse(user.FindFirstValue(Session), out var id) ? id : null;

        /// <summary>The methods used, each once, in alphabetical order: <c>pwd</c>.</summary>
        public IReadOnlyList<string> GetSignInMethods() =>
            [
                .. user.FindAll(Method)
                    .Select(c => c.Value)
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ];

        private DateTimeOffset? GetTime(string claim) =>
            long.TryParse(user.FindFirstValue(claim), NumberStyles.None, CultureInfo.InvariantCulture, out var second)
                ? DateTimeOffset.FromUnixTimeSeconds(second)
                : null;
    }
}
