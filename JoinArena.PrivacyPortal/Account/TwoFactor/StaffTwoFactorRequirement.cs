using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Account.TwoFactor;

/// <summary>
/// A staff role is active only in a session that started with two factors. Staff who gave only a password are signed in
/// without their staff roles and are asked to set up the second step. Demo accounts are exempt.
/// </summary>
internal static class StaffTwoFactorRequirement
{
    private const string Waits = "staff_waits";

    extension(ClaimsPrincipal user)
    {
        /// <summary>True if staff roles are inactive because the second step is missing.</summary>
        public bool IsStaffWithoutTwoFactor() => user.HasClaim(c => c.Type == Waits);
    }

    /// <summary>The principal without staff roles if the second step is missing.</summary>
    public static ClaimsPrincipal Apply(ClaimsPrincipal principal)
    {
        var roles = Roles.StaffRoles;
        if (
            !roles.Any(principal.IsInRole)
            || principal.GetSignInMethods().Contains(SignInClaims.SeveralFactors, StringComparer.Ordinal)
            || principal.HasClaim(c => c.Type == DemoAccounts.Claim)
        )
        {
            return principal;
        }

        return new(
            principal.Identities.Select(identity =>
            {
                var narrowed = identity.Clone();
                foreach (
                    var role in identity.Claims.Where(c =>
                        c.Type == identity.RoleClaimType && roles.Contains(c.Value, StringComparer.Ordinal)
                    )
                )
                {
                    narrowed.TryRemoveClaim(narrowed.FindFirst(c => c.Type == role.Type && c.Value == role.Value));
                }

                narrowed.AddClaim(new(Waits, "true"));
                return narrowed;
            })
        );
    }
}
