using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Account.TwoFactor;

/// <summary>
/// A staff role counts in a session that began with two factors, and in no other. Whoever has only given a password is
/// signed in as themselves, and is led to set
/// the second step up; nothing of the desk is there for them before. Demo accounts are left out.
/// </summary>
internal static class StaffTwoFactorRequirement
{
    /// <summary>The claim of an account that was made for a demonstration.</summary>
    public const string DemoClaim = "demo_account";

    private const string Waits = "staff_waits";

    extension(ClaimsPrincipal user)
    {
        /// <summary>Whether a staff role waits for a second step.</summary>
        public bool IsStaffWithoutTwoFactor() => user.HasClaim(c => c.Type == Waits);
    }

    /// <summary>The principal as it may act.</summary>
    public static ClaimsPrincipal Apply(ClaimsPrincipal principal)
    {
        var roles = Roles.StaffRoles;
        if (
            !roles.Any(principal.IsInRole)
            || principal.GetSignInMethods().Contains(SignInClaims.SeveralFactors, StringComparer.Ordinal)
            || principal.HasClaim(c => c.Type == DemoClaim)
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

/// <summary>Tells somebody of the team on the home page that their desk opens once they have a second step.</summary>
internal sealed class SecondFactorHomeCards(IStringLocalizer<SharedResource> words) : IHomeCardSource
{
    public Task<HomeCardGroup?> GetCardGroupAsync(ClaimsPrincipal reader, CancellationToken ct) =>
        Task.FromResult(
            !reader.IsStaffWithoutTwoFactor()
                ? null
                : new HomeCardGroup(0)
                {
                    Cards =
                    [
                        new(
                            words["Your desk needs a second step"],
                            words[
                                "You see other people’s data there. It opens once you sign in with a code from an app, or with a passkey."
                            ],
                            "/account/two-factor",
                            words["Set it up"],
                            StatusKind.Pending
                        ),
                    ],
                }
        );
}
