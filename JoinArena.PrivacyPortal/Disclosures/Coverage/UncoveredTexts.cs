using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>Why a disclosure is not covered, for the worker whose it is.</summary>
public static class UncoveredTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>
        /// "No clause of version 1.0 lets salary-expectation go to image-api for photo-generation.", or null when it is
        /// allowed.
        /// </summary>
        public string? ExplainUncovered(DisclosureView entry) =>
            entry.CoverageStatus switch
            {
                CoverageStatus.Covered or CoverageStatus.OwnSystem => null,
                CoverageStatus.NothingAccepted => words["You had not accepted any version yet."].Value,
                CoverageStatus.NoClause when entry.Direction is Direction.Collected => words[
                    "No clause of version {0} lets {1} be collected from {2} for {3}.",
                    entry.Version!,
                    Uncovered(entry),
                    KebabCase.ToKebabCase(entry.PartyKind),
                    KebabCase.ToKebabCase(entry.Purpose)
                ].Value,
                CoverageStatus.NoClause => words[
                    "No clause of version {0} lets {1} go to {2} for {3}.",
                    entry.Version!,
                    Uncovered(entry),
                    KebabCase.ToKebabCase(entry.PartyKind),
                    KebabCase.ToKebabCase(entry.Purpose)
                ].Value,
            };
    }

    private static string Uncovered(DisclosureView entry) =>
        string.Join(
            ", ",
            entry.Items.Where(i => i.Clause is null).Select(i => KebabCase.ToKebabCase(i.Category)).Distinct()
        );
}
