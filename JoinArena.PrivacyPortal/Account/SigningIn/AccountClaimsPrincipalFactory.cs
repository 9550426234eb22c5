using System.Globalization;
using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account.Oidc;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Account.SigningIn;

/// <summary>
/// Creates the claims of a sign-in: account, roles, the email address once it is confirmed, and the person's <c>sub</c> at
/// the platform.
/// </summary>
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
        if (user.EmailConfirmedAt is { } at)
            identity.AddClaim(new(WorkerAccess.VerifiedAtClaim, at.ToString("O", CultureInfo.InvariantCulture)));
        if ((await UserManager.GetLoginsAsync(user)).FirstOrDefault(OidcProvider.IsLogin) is { } login)
            identity.AddClaim(new(WorkerAccess.SubjectClaim, login.ProviderKey));
        if (user.IsDemo)
            identity.AddClaim(new(DemoAccounts.Claim, "true"));
        return identity;
    }
}
