using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>"3 kinds of disclosures fall under no clause." on the team's start page.</summary>
internal sealed class UncoveredHomeCards(CoverageIncidentService desk, IStringLocalizer<SharedResource> words)
    : IHomeCardSource
{
    public async Task<HomeCardGroup?> GetCardGroupAsync(ClaimsPrincipal reader, CancellationToken ct)
    {
        if (!reader.IsStaff || await desk.CountOpenAsync(ct) is not { Open: > 0 and var open, Again: var again })
            return null;
        var sentence = words.Plural(
            open,
            "1 kind of disclosure falls under no clause.",
            "{0} kinds of disclosures fall under no clause."
        );
        var text =
            again == 0
                ? sentence
                : $"{sentence} {words.Plural(again, "1 of them had been fixed, and goes on.", "{0} of them had been fixed, and go on.")}";
        return new(30, sentence)
        {
            Cards =
            [
                new(
                    words["Not covered"],
                    text,
                    "/staff/uncovered",
                    words["Look into them"],
                    again > 0 ? StatusKind.Error : StatusKind.Pending
                ),
            ],
        };
    }
}

/// <summary>Cases in words.</summary>
public static class CoverageIncidentTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>"Open", "Explained", "Fixed"</summary>
        public string Describe(CoverageIncidentState state) =>
            state switch
            {
                CoverageIncidentState.Open => words["Open"],
                CoverageIncidentState.Explained => words["Explained"],
                CoverageIncidentState.Fixed => words["Fixed"],
            };

        /// <summary>How it stands in one word, or two.</summary>
        public string DescribeStanding(CoverageIncident of) =>
            of.ReopenedAt is null ? words.Describe(of.State) : words["Open again"];

        /// <summary>What happened to a case.</summary>
        public string Describe(CoverageIncidentEventKind kind) =>
            kind switch
            {
                CoverageIncidentEventKind.Found => words["The first of these was seen."],
                CoverageIncidentEventKind.Decided => words["Changed"],
                CoverageIncidentEventKind.Reopened => words["It had been fixed, and another came: open again."],
                CoverageIncidentEventKind.Merged => words[
                    "Its party was found to be the same as another. Their cases are one now."
                ],
            };
    }

    /// <summary>How pressing it is.</summary>
    public static StatusKind GetTone(CoverageIncident of) =>
        of switch
        {
            { ReopenedAt: not null } => StatusKind.Error,
            { State: CoverageIncidentState.Open } => StatusKind.Pending,
            { State: CoverageIncidentState.Explained } => StatusKind.Neutral,
            _ => StatusKind.Success,
        };
}
