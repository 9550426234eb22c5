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
    extension(ClaimsPrincipal user)
    {
        /// <summary>The account's id, or null for somebody who is not signed in with one.</summary>
        public Guid? AccountIdOrNull() => Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;
    }

    /// <summary>The claims of a sign-in by password.</summary>
    internal static Claim[] ByPassword(DateTimeOffset at) =>
        [new(SignInClaims.AuthTime, at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), ClaimValueTypes.Integer64), new(SignInClaims.Method, SignInClaims.Password)];
}
