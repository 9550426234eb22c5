using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>Incidents in texts.</summary>
public static class CoverageIncidentTexts
{
    extension(IStringLocalizer<SharedResource> texts)
    {
        /// <summary>"Open", "Explained", "Fixed"</summary>
        public string Describe(CoverageIncidentState state) =>
            state switch
            {
                CoverageIncidentState.Open => texts["Open"],
                CoverageIncidentState.Explained => texts["Explained"],
                CoverageIncidentState.Fixed => texts["Fixed"],
            };

        /// <summary>Its state in a word or two: "Open", or "Reopened" where it had been fixed.</summary>
        public string DescribeStanding(CoverageIncident incident) =>
            incident.ReopenedAt is null ? texts.Describe(incident.State) : texts["Reopened"];

        /// <summary>What happened to an incident.</summary>
        public string Describe(CoverageIncidentEventKind kind) =>
            kind switch
            {
                CoverageIncidentEventKind.Found => texts["The first of these disclosures was found."],
                CoverageIncidentEventKind.Decided => texts["Changed"],
                CoverageIncidentEventKind.Reopened => texts[
                    "Reopened: another disclosure was reported after it had been fixed, or against a worker’s stop."
                ],
                CoverageIncidentEventKind.Merged => texts[
                    "Its party was merged with another party. This incident now covers both."
                ],
            };
    }

    /// <summary>How urgent it is.</summary>
    public static StatusKind GetTone(CoverageIncident incident) =>
        incident switch
        {
            { ReopenedAt: not null } or { State: CoverageIncidentState.Open, AgainstStop: > 0 } => StatusKind.Error,
            { State: CoverageIncidentState.Open } => StatusKind.Pending,
            { State: CoverageIncidentState.Explained } => StatusKind.Neutral,
            _ => StatusKind.Success,
        };
}
