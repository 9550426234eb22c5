using System.Globalization;
using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>What a sign-in says of somebody: their account, roles and, once confirmed, their address.</summary>
internal sealed class AccountClaims(UserManager<PortalAccount> users, RoleManager<IdentityRole<Guid>> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<PortalAccount, IdentityRole<Guid>>(users, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(PortalAccount user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        if (user is { EmailConfirmed: true, Email: { } email }) identity.AddClaim(new(WorkerAccess.VerifiedEmailClaim, email));
        return identity;
    }
}

/// <summary>The account behind a principal.</summary>
public static class SignedIn
{
    /// <summary>The claim with the second at which the password was given, as OpenID Connect defines it.</summary>
    public const string AuthTimeClaim = "auth_time";

    extension(ClaimsPrincipal user)
    {
        /// <summary>The account's id, or null for somebody who is not signed in with one.</summary>
        public Guid? AccountIdOrNull() => Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

        /// <summary>When the password was given, to the second; null for somebody who is not signed in with one.</summary>
        public DateTimeOffset? SignedInAt() =>
            long.TryParse(user.FindFirstValue(AuthTimeClaim), NumberStyles.None, CultureInfo.InvariantCulture, out var second) ? DateTimeOffset.FromUnixTimeSeconds(second) : null;
    }

    internal static Claim AuthTime(DateTimeOffset at) => new(AuthTimeClaim, at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), ClaimValueTypes.Integer64);
}
