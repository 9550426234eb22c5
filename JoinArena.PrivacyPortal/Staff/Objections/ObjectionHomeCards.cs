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
        var open = (await objections.ListAsync(ct)).Select(l => l.Objection).Where(o => o.IsOpen).ToList();
        if (open.Count == 0)
            return null;
        return new(13)
        {
            Cards =
            [
                new(
                    words["Stops to answer"],
                    words.Plural(
                        open.Count,
                        "1 waits for an answer, due {1}.",
                        "{0} wait for an answer; the next is due {1}.",
                        shown.DaysUntil(open[0].DueBy)
                    ),
                    "/staff/objections",
                    words["Open the list"],
                    open[0].DueBy < shown.Today ? StatusKind.Error : StatusKind.Pending
                ),
            ],
        };
    }
}
