using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Remedies;

/// <summary>Says on the team's start page that complaints or appeals wait for an answer.</summary>
internal sealed class RemedyHomeCards(
    RemedyQueries remedies,
    IStringLocalizer<SharedResource> words,
    DisplayFormatter shown
) : IHomeCardSource
{
    public async Task<HomeCardGroup?> GetCardGroupAsync(ClaimsPrincipal reader, CancellationToken ct)
    {
        if (!reader.IsStaff)
            return null;
        var open = (await remedies.ListAsync(ct)).Where(c => c.Outcome is null).ToList();
        if (open.Count == 0)
            return null;
        return new(12)
        {
            Cards =
            [
                new(
                    words["Complaints and appeals"],
                    words.Plural(
                        open.Count,
                        "1 waits for an answer, due {1}.",
                        "{0} wait for an answer; the next is due {1}.",
                        shown.DaysUntil(open[0].DaysLeft)
                    ),
                    "/staff/remedies",
                    words["Open the list"],
                    open[0].IsOverdue ? StatusKind.Error : StatusKind.Pending
                )
                {
                    Count = open.Count,
                    DueBy = open[0].DueBy,
                    DaysLeft = open[0].DaysLeft,
                },
            ],
        };
    }
}
