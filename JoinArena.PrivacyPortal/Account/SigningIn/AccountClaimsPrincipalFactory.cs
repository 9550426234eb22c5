using System.Globalization;
using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account.TwoFactor;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Account.SigningIn;

/// <summary>What a sign-in says of somebody: their account, roles and, once confirmed, their address.</summary>
internal sealed class AccountClaimsPrincipalFactory(
    UserManager<PortalAccount> users,
    RoleManager<IdentityRole<Guid>> roles,
    IOptions<IdentityOptions> options
) : UserClaimsPrincipalFactory<PortalAccount, IdentityRole<Guid>>(users, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(PortalAccount user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        if (user is { EmailConfirmed: true, Email: { } email })
            identity.AddClaim(new(WorkerAccess.VerifiedEmailClaim, email));
        if (user.IsDemo)
            identity.AddClaim(new(StaffTwoFactorRequirement.DemoClaim, "true"));
        return identity;
    }
}

/// <summary>The account behind a principal, and how its session began.</summary>
public static class SessionClaims
{
    /// <summary>How long after somebody showed who they are they may still change how they sign in.</summary>
    internal static readonly TimeSpan ReauthenticationWindow = TimeSpan.FromMinutes(10);

    extension(ClaimsPrincipal user)
    {
        /// <summary>The account's id, or null for somebody who is not signed in with one.</summary>
        public Guid? FindAccountId() =>
            Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

        /// <summary>Whether they have shown who they are just now.</summary>
        internal bool IsRecentlyAuthenticated(TimeProvider clock) =>
            user.GetSignInTime() is { } at && clock.GetUtcNow() - at <= ReauthenticationWindow;
    }

    /// <summary>The claims of a session.</summary>
    /// <param name="session">Its id.</param>
    /// <param name="at">When its owner showed who they are.</param>
    /// <param name="methods">How, in the words of RFC 8176.</param>
    internal static Claim[] Create(Guid session, DateTimeOffset at, params IEnumerable<string> methods) =>
        [
            new(SignInClaims.Session, session.ToString()),
            new(
                SignInClaims.AuthTime,
                at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                ClaimValueTypes.Integer64
            ),
            .. methods.Distinct(StringComparer.Ordinal).Select(m => new Claim(SignInClaims.Method, m)),
        ];

    /// <summary>Whether a claim is of the session and not of the account.</summary>
    internal static bool IsSessionClaim(Claim claim) =>
        claim.Type is SignInClaims.Session or SignInClaims.AuthTime or SignInClaims.Method;
}
