using JoinArena.PrivacyPortal.Policies;
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

        /// <summary>How many open incidents went against an accepted version or a stop.</summary>
        public string Describe(OpenIncidents open)
        {
            var breaches =
                open.Breaches.All == 0
                    ? texts["Nothing is open that broke the policy or a stop."].Value
                    : texts.DescribeBreaches(open);
            return texts.WithReopened(breaches, open.Breaches);
        }

        private string DescribeBreaches(OpenIncidents open) =>
            (open.AgainstPolicy, open.AgainstStop) switch
            {
                (_, 0) => texts.Plural(
                    open.Breaches.All,
                    "1 group of disclosures broke the policy that workers had accepted.",
                    "{0} groups of disclosures broke the policy that workers had accepted."
                ),
                (0, _) => texts.Plural(
                    open.Breaches.All,
                    "1 group of disclosures broke a stop that workers had set.",
                    "{0} groups of disclosures broke a stop that workers had set."
                ),
                var (policy, stop) => texts.Plural(
                    open.Breaches.All,
                    "1 group of disclosures broke the policy that workers had accepted, and a stop they had set.",
                    "{0} groups of disclosures broke the policy that workers had accepted ({1} of them) or a stop they had set ({2}).",
                    policy,
                    stop
                ),
            };

        /// <summary>How many open incidents are only about workers who had not accepted any version.</summary>
        public string DescribeWithoutAcceptance(OpenIncidents open) =>
            texts.WithReopened(texts.DescribeWithoutAcceptance(open.WithoutAcceptance.All), open.WithoutAcceptance);

        /// <summary>The same, of any number of groups.</summary>
        public string DescribeWithoutAcceptance(int groups) =>
            texts.Plural(
                groups,
                "1 group of disclosures happened before the workers had accepted any policy.",
                "{0} groups of disclosures happened before the workers had accepted any policy."
            );

        private string WithReopened(string sentence, OpenCount count)
        {
            if (count.Reopened == 0)
                return sentence;
            var reopened = texts.Plural(
                count.Reopened,
                "1 had been fixed, and goes on.",
                "{0} had been fixed, and go on."
            );
            return $"{sentence} {reopened}";
        }

        /// <summary>What data is used for, as the team says it: "to assess interviews".</summary>
        public string DescribeForTeam(Purpose purpose) =>
            purpose switch
            {
                Purpose.CandidateEvaluation => texts["to assess interviews"],
                Purpose.PhotoGeneration => texts["to make photos"],
                Purpose.ModelImprovement => texts["to improve JoinArena’s models"],
                Purpose.Hiring => texts["for hiring"],
                Purpose.ProfileEnrichment => texts["to add to profiles"],
                Purpose.LegalDuty => texts["because the law requires it"],
                Purpose.Other => texts["for another purpose"],
            };

        /// <summary>The same as a fact by itself: "Making photos".</summary>
        public string NamePurpose(Purpose purpose) =>
            purpose switch
            {
                Purpose.CandidateEvaluation => texts["Assessing interviews"],
                Purpose.PhotoGeneration => texts["Making photos"],
                Purpose.ModelImprovement => texts["Improving JoinArena’s models"],
                Purpose.Hiring => texts["Hiring"],
                Purpose.ProfileEnrichment => texts["Adding to profiles"],
                Purpose.LegalDuty => texts["A duty under the law"],
                Purpose.Other => texts["Another purpose"],
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
