using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Staff.FirstSteps;

/// <summary>"8 of 10 first steps are left" on an administrator's home page, until all are done.</summary>
internal sealed class FirstStepHomeCards(FirstStepQueries steps, IStringLocalizer<SharedResource> words)
    : IHomeCardSource
{
    public async Task<HomeCardGroup?> GetCardGroupAsync(ClaimsPrincipal reader, CancellationToken ct)
    {
        if (!reader.IsInRole(Roles.Administrator))
            return null;
        var all = await steps.ListAsync(ct);
        var left = all.Count(s => !s.IsDone);
        return left == 0 ? null : CreateGroup(left, all.Count);
    }

    private HomeCardGroup CreateGroup(int left, int all) =>
        new(90)
        {
            Cards =
            [
                new(
                    words["First steps"],
                    words.Plural(
                        left,
                        "1 of {1} is left before workers can rely on this portal.",
                        "{0} of {1} are left before workers can rely on this portal.",
                        all
                    ),
                    "/staff/first-steps",
                    words["See what is left"]
                )
                {
                    Count = left,
                    IsNews = true,
                },
            ],
        };
}
