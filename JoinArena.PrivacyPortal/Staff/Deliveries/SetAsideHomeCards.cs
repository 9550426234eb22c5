using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Staff.Deliveries;

/// <summary>"1 row was set aside." on the team's home page.</summary>
internal sealed class SetAsideHomeCards(SetAsideRows setAside, IStringLocalizer<SharedResource> words) : IHomeCardSource
{
    public async Task<HomeCardGroup?> GetCardGroupAsync(ClaimsPrincipal reader, CancellationToken ct) =>
        reader.IsStaff && (await setAside.ListAsync(ct)).Count is > 0 and var count ? CreateGroup(count) : null;

    private HomeCardGroup CreateGroup(int count)
    {
        var text = words.Plural(count, "A job could not process 1 row.", "Jobs could not process {0} rows.");
        return new(41, text)
        {
            Cards =
            [
                new(
                    words["Set aside"],
                    text,
                    "/staff/deliveries#set-aside",
                    words["See what was set aside"],
                    StatusKind.Error
                )
                {
                    Count = count,
                },
            ],
        };
    }
}
