using System.Security.Claims;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Account.TwoFactor;

/// <summary>A home page card for staff who still have to set up a second step.</summary>
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
                            words["The privacy team’s pages need a second step"],
                            words[
                                "They show other people’s data. To open them, sign in with a code from an app or "
                                    + "with a passkey."
                            ],
                            "/account/two-factor",
                            words["Set it up"],
                            StatusKind.Pending
                        ),
                    ],
                }
        );
}
