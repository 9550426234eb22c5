using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>"3 kinds of disclosures went against an accepted version or a stop." on the team's home page.</summary>
internal sealed class UncoveredHomeCards(CoverageIncidentService incidents, IStringLocalizer<SharedResource> texts)
    : IHomeCardSource
{
    public IEnumerable<string> Subjects => [CoverageIncidentService.ChangeSubject];

    public async Task<HomeCardGroup?> GetCardGroupAsync(ClaimsPrincipal reader, CancellationToken ct)
    {
        if (!reader.IsStaff)
            return null;
        var open = await incidents.CountOpenAsync(ct);
        // Workers who have not accepted yet are one thing to look into, however many kinds of data went out.
        var count = open.Breaches + (open.WithoutAcceptance > 0 ? 1 : 0);
        if (count == 0)
            return null;
        var sentence = open.Breaches > 0 ? texts.Describe(open) : texts["Only before any version was accepted."].Value;
        return new(30, sentence)
        {
            Cards =
            [
                new(
                    texts["Not covered"],
                    sentence,
                    "/staff/uncovered",
                    texts["Review them"],
                    open.Reopened > 0 ? StatusKind.Error : StatusKind.Pending
                )
                {
                    Count = count,
                },
            ],
        };
    }
}
