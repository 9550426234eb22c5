using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Staff.Objections;

/// <summary>Says on the team's start page that stops wait for an answer.</summary>
internal sealed class ObjectionHomeCards(
    StaffObjectionQueries objections,
    IStringLocalizer<SharedResource> words,
    DisplayFormatter shown
) : IHomeCardSource
{
    public async Task<HomeCardGroup?> GetCardGroupAsync(ClaimsPrincipal reader, CancellationToken ct)
    {
        if (!reader.IsStaff)
            return null;
        var due = await objections.ListOpenAsync(ct);
        if (due.Count == 0)
            return null;
        return new(13)
        {
            Cards =
            [
                new(
                    words["Stops to answer"],
                    words.Plural(
                        due.Count,
                        "1 waits for an answer, due {1}.",
                        "{0} wait for an answer; the next is due {1}.",
                        shown.DaysUntil(due[0].DaysLeft)
                    ),
                    "/staff/objections",
                    words["Open the list"],
                    due[0].DaysLeft < 0 ? StatusKind.Error : StatusKind.Pending
                )
                {
                    Count = due.Count,
                    DueBy = due[0].Objection.DueBy,
                    DaysLeft = due[0].DaysLeft,
                },
            ],
        };
    }
}
