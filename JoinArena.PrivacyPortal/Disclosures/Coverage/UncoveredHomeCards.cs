using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>"3 kinds of disclosures are not covered." on the team's home page.</summary>
internal sealed class UncoveredHomeCards(CoverageIncidentService incidents, IStringLocalizer<SharedResource> texts)
    : IHomeCardSource
{
    public async Task<HomeCardGroup?> GetCardGroupAsync(ClaimsPrincipal reader, CancellationToken ct)
    {
        if (!reader.IsStaff)
            return null;
        var (open, reopened) = await incidents.CountOpenAsync(ct);
        if (open == 0)
            return null;
        var sentence = texts.Plural(
            open,
            "1 kind of disclosure is not covered.",
            "{0} kinds of disclosures are not covered."
        );
        var goingOn = texts.Plural(
            reopened,
            "1 of them had been fixed, and goes on.",
            "{0} of them had been fixed, and go on."
        );
        return new(30, sentence)
        {
            Cards =
            [
                new(
                    texts["Not covered"],
                    reopened == 0 ? sentence : $"{sentence} {goingOn}",
                    "/staff/uncovered",
                    texts["Review them"],
                    reopened > 0 ? StatusKind.Error : StatusKind.Pending
                ),
            ],
        };
    }
}
