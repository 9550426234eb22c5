using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>Why a disclosure is not covered, for its worker.</summary>
public static class UncoveredTexts
{
    extension(IStringLocalizer<SharedResource> texts)
    {
        /// <summary>
        /// "Version 1.0 has no clause that allows this.", and which of several items it means, where the others were
        /// allowed; null where all were.
        /// </summary>
        public string? ExplainUncovered(DisclosureView disclosure) =>
            disclosure.CoverageStatus switch
            {
                CoverageStatus.Covered or CoverageStatus.OwnSystem => null,
                CoverageStatus.AgainstStop => texts["You had stopped this use before it happened."].Value,
                CoverageStatus.NothingAccepted => texts[
                    "You had not accepted any version of the policy by then."
                ].Value,
                CoverageStatus.NoClause when disclosure.Items.All(i => i.Clause is null) => texts[
                    "Version {0} has no clause that allows this.",
                    disclosure.Version!
                ].Value,
                CoverageStatus.NoClause when disclosure.Direction is Direction.Collected => texts[
                    "Version {0} has no clause that lets JoinArena get this from {1} {2}: {3}.",
                    disclosure.Version!,
                    disclosure.PartyName.IsolateBidi(),
                    texts.Describe(disclosure.Purpose),
                    texts.ListUncovered(disclosure)
                ].Value,
                CoverageStatus.NoClause => texts[
                    "Version {0} has no clause that lets {1} receive this {2}: {3}.",
                    disclosure.Version!,
                    disclosure.PartyName.IsolateBidi(),
                    texts.Describe(disclosure.Purpose),
                    texts.ListUncovered(disclosure)
                ].Value,
            };

        private string ListUncovered(DisclosureView disclosure) =>
            string.Join(
                texts[", "],
                disclosure.Items.Where(i => i.Clause is null).Select(i => texts.Describe(i.Category)).Distinct()
            );
    }

    /// <summary>How bad it is that a disclosure has this status.</summary>
    public static StatusKind GetTone(CoverageStatus status) =>
        status switch
        {
            CoverageStatus.Covered or CoverageStatus.OwnSystem => StatusKind.Success,
            CoverageStatus.NothingAccepted => StatusKind.Neutral,
            CoverageStatus.NoClause or CoverageStatus.AgainstStop => StatusKind.Error,
        };
}
