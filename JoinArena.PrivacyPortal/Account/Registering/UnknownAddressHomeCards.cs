using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Account.Registering;

/// <summary>A home page card for a worker whose email address JoinArena has not announced yet.</summary>
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
                            words["We do not recognise your email address yet"],
                            words["We cannot show you any data until JoinArena tells us whose address it is."],
                            "/account/not-linked",
                            words["See what to do"],
                            StatusKind.Pending
                        ),
                    ],
                }
        );
}
