using JoinArena.PrivacyPortal.Data;
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
        /// "No clause of version 1.0 lets salary-expectation go to image-api for photo-generation."; null where it was
        /// allowed.
        /// </summary>
        public string? ExplainUncovered(DisclosureView disclosure) =>
            disclosure.CoverageStatus switch
            {
                CoverageStatus.Covered or CoverageStatus.OwnSystem => null,
                CoverageStatus.AgainstStop => texts["You had stopped this use before it happened."].Value,
                CoverageStatus.NothingAccepted => texts["You had not accepted any version yet."].Value,
                CoverageStatus.NoClause when disclosure.Direction is Direction.Collected => texts[
                    "No clause of version {0} lets {1} be collected from {2} for {3}.",
                    disclosure.Version!,
                    ListUncovered(disclosure),
                    KebabCase.ToKebabCase(disclosure.PartyKind),
                    KebabCase.ToKebabCase(disclosure.Purpose)
                ].Value,
                CoverageStatus.NoClause => texts[
                    "No clause of version {0} lets {1} go to {2} for {3}.",
                    disclosure.Version!,
                    ListUncovered(disclosure),
                    KebabCase.ToKebabCase(disclosure.PartyKind),
                    KebabCase.ToKebabCase(disclosure.Purpose)
                ].Value,
            };
    }

    /// <summary>How bad it is that a disclosure has this status.</summary>
    public static StatusKind GetTone(CoverageStatus status) =>
        status switch
        {
            CoverageStatus.Covered or CoverageStatus.OwnSystem => StatusKind.Success,
            CoverageStatus.NothingAccepted => StatusKind.Pending,
            CoverageStatus.NoClause or CoverageStatus.AgainstStop => StatusKind.Error,
        };

    private static string ListUncovered(DisclosureView disclosure) =>
        string.Join(
            ", ",
            disclosure.Items.Where(i => i.Clause is null).Select(i => KebabCase.ToKebabCase(i.Category)).Distinct()
        );
}
