using System.Globalization;
using System.Security.Claims;

namespace JoinArena.PrivacyPortal.Access;

/// <summary>What a session says of the sign-in that began it, in OpenID Connect's claims.</summary>
public static class SignInClaims
{
    /// <summary>The claim with the second at which somebody showed who they are.</summary>
    public const string AuthTime = "auth_time";

    /// <summary>The claims with how they showed it, one each (RFC 8176).</summary>
    public const string Method = "amr";

    /// <summary>By password, in the words of RFC 8176.</summary>
    public const string Password = "pwd";

    /// <summary>
    /// By a passkey, in the words of RFC 8176: proof that a key is theirs, and that a person was there.
    /// </summary>
    public const string Passkey = "swk";

    /// <summary>
    /// By a code of an authenticator app, or one written down for when it is lost, in the words of RFC 8176.
    /// </summary>
    public const string OneTimeCode = "otp";

    /// <summary>By more than one factor, in the words of RFC 8176.</summary>
    public const string SeveralFactors = "mfa";

    /// <summary>The claim with the session's id, by which it can be ended from elsewhere.</summary>
    public const string Session = "sid";

    extension(ClaimsPrincipal user)
    {
        /// <summary>
        /// When the sign-in was, to the second; null for somebody who is not signed in with an account.
        /// </summary>
        public DateTimeOffset? GetSignInTime() =>
            long.TryParse(
                user.FindFirstValue(AuthTime),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var second
            )
                ? DateTimeOffset.FromUnixTimeSeconds(second)
                : null;

        /// <summary>The session's id; null for somebody who is not signed in with an account.</summary>
        public Guid? FindSessionId() => Guid.TryParse(user.FindFirstValue(Session), out var id) ? id : null;

        /// <summary>How they signed in, each way once, in alphabetical order: <c>pwd</c>.</summary>
        public IReadOnlyList<string> GetSignInMethods() =>
            [
                .. user.FindAll(Method)
                    .Select(c => c.Value)
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ];
    }
}
