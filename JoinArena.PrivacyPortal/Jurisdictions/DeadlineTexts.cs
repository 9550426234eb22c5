using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>What a page or an email may say about the last day for an answer.</summary>
public static class DeadlineTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>One sentence: what the law requires, what we promise, or what is expected.</summary>
        /// <param name="basis">Why the answer is due then.</param>
        /// <param name="day">The day, as the reader is shown it.</param>
        public string DescribeDeadline(DeadlineBasis basis, string day) =>
            basis switch
            {
                DeadlineBasis.Expected => words["An answer is expected by {0}.", day],
                DeadlineBasis.Required => words["The law requires an answer by {0}.", day],
                DeadlineBasis.Promised => words["We promise an answer by {0}.", day],
            };

        /// <summary>The title of the date in a calendar.</summary>
        /// <param name="basis">Why the answer is due then.</param>
        /// <param name="number">The number of the request.</param>
        public string DescribeDeadlineTitle(DeadlineBasis basis, string number) =>
            basis switch
            {
                DeadlineBasis.Expected => words["Deletion request {0}: answer expected", number],
                DeadlineBasis.Required => words["Deletion request {0}: answer required by law", number],
                DeadlineBasis.Promised => words["Deletion request {0}: answer promised", number],
            };

        /// <summary>The name of the date, for the team.</summary>
        public string DescribeDueDate(DeadlineBasis basis) =>
            basis switch
            {
                DeadlineBasis.Expected => words["Due by (rule not reviewed yet)"],
                DeadlineBasis.Required => words["Due by"],
                DeadlineBasis.Promised => words["Due by (our promise)"],
            };
    }
}
