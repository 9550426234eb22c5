using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Remedies;

/// <summary>The texts for complaints and appeals.</summary>
public static class RemedyCaseTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        public string Describe(RemedyKind kind) =>
            kind switch
            {
                RemedyKind.Complaint => words["Complaint"],
                RemedyKind.Appeal => words["Appeal"],
            };

        /// <summary>What the worker can do, as the text of a link and the heading of its page.</summary>
        public string DescribeFiling(RemedyKind kind) =>
            kind switch
            {
                RemedyKind.Complaint => words["Complain to us"],
                RemedyKind.Appeal => words["Appeal this decision"],
            };

        /// <param name="outcome">Null while it waits for an answer.</param>
        public string Describe(RemedyOutcome? outcome)
        {
            if (outcome is not { } known)
                return words["Waiting for an answer"];
            return known switch
            {
                RemedyOutcome.Upheld => words["Upheld"],
                RemedyOutcome.Denied => words["Denied"],
            };
        }

        /// <summary>By when the worker has an answer.</summary>
        public string DescribeDue(bool isDated, DateOnly due, DisplayFormatter shown) =>
            isDated
                ? words["You get an answer by {0}.", shown.Date(due)]
                : words["You get an answer without undue delay; we aim for {0}.", shown.Date(due)];

        /// <summary>The state of what the worker filed, in a sentence.</summary>
        public string DescribeFiled(FiledRemedy filed, DisplayFormatter shown)
        {
            var due = shown.Date(filed.DueBy);
            return (filed.Kind, filed.Outcome) switch
            {
                (RemedyKind.Appeal, RemedyOutcome.Upheld) => words["We agreed with your appeal."],
                (RemedyKind.Appeal, RemedyOutcome.Denied) => words["We denied your appeal."],
                (RemedyKind.Complaint, RemedyOutcome.Upheld) => words["We agreed with your complaint."],
                (RemedyKind.Complaint, RemedyOutcome.Denied) => words["We denied your complaint."],
                (RemedyKind.Appeal, null) => filed.IsAnswerDated
                    ? words["We answer your appeal by {0}.", due]
                    : words["We answer your appeal without undue delay; we aim for {0}.", due],
                (RemedyKind.Complaint, null) => filed.IsAnswerDated
                    ? words["We answer your complaint by {0}.", due]
                    : words["We answer your complaint without undue delay; we aim for {0}.", due],
            };
        }

        public string Describe(RemedyError error) =>
            error switch
            {
                RemedyError.NotFound or RemedyError.NotNow => words[
                    "This can no longer be done because the request has changed. Check its current state."
                ],
                RemedyError.TextNeeded => words["Write something first."],
                RemedyError.TooLong => words["Shorten it to {0} characters.", RemedyCase.MaxTextLength],
                RemedyError.SecondPersonNeeded => words[
                    "You proposed the refusal that this is about. Another officer must decide."
                ],
            };
    }

    /// <summary>Pending is awaited; an answer is neutral, because what is good news depends on the reader.</summary>
    public static StatusKind ToStatusKind(this RemedyOutcome? outcome)
    {
        if (outcome is not { } known)
            return StatusKind.Pending;
        return known switch
        {
            RemedyOutcome.Upheld => StatusKind.Success,
            RemedyOutcome.Denied => StatusKind.Neutral,
        };
    }
}
