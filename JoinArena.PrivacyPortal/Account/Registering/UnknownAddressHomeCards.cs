using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Account.Registering;

/// <summary>Tells somebody on the home page that JoinArena has not announced their address yet.</summary>
internal sealed class UnknownAddressHomeCards(IStringLocalizer<SharedResource> words) : IHomeCardSource
{
    public Task<HomeCardGroup?> GetCardGroupAsync(ClaimsPrincipal reader, CancellationToken ct) =>
        Task.FromResult(
            !reader.IsInRole(Roles.Worker) || reader.FindWorkerId() is not null
                ? null
                : new HomeCardGroup(0)
                {
                    Cards =
                    [
                        new(
                            words["We do not know your address yet"],
                            words["Until JoinArena tells us whose address it is, we cannot show you any data."],
                            "/account/not-linked",
                            words["See what to do"],
                            StatusKind.Pending
                        ),
                    ],
                }
        );
}
