using JoinArena.PrivacyPortal.Jurisdictions.Citations;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Acceptance.Uses.Objections;

/// <summary>Stops and their answers, in sentences.</summary>
public static class ObjectionTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>By when the worker has an answer: "We answer by 24 December 2026 (GDPR Art. 21(1))."</summary>
        public string DescribeAnswerDate(string day, string citation) =>
            words["Your stop already applies. We answer by {0} ({1}).", day, words.Cite(citation)];

        /// <summary>What a stop was worth that JoinArena answered by going on.</summary>
        public string DescribeEnd(string stopped, string answered) =>
            words[
                "Your stop applied from {0} until our answer on {1}. If your data was used this way in that time, it "
                    + "went against your stop. Later use is allowed again.",
                stopped,
                answered
            ];

        /// <summary>The state of an objection, for a tag.</summary>
        public string DescribeState(UseObjection objection) =>
            objection switch
            {
                { Outcome: { } outcome } => words.Describe(outcome),
                { TakenBackAt: not null } => words["Taken back"],
                _ => words["Waiting for an answer"],
            };

        public string Describe(ObjectionOutcome outcome) =>
            outcome switch
            {
                ObjectionOutcome.Upheld => words["Answered: stays stopped"],
                ObjectionOutcome.Denied => words["Answered: the use goes on"],
            };

        public string Describe(ObjectionError error) =>
            error switch
            {
                ObjectionError.NotNow => words["It has been answered, or the worker has taken the stop back."],
                ObjectionError.GroundNeeded => words["Name the ground on which the use goes on."],
                ObjectionError.ReasonsNeeded => words["Write your reasons."],
                ObjectionError.TooLong => words["Shorten the text."],
            };
    }

    /// <summary>Waiting is pending, overdue an error; an answer is good news only if the use stays stopped.</summary>
    public static StatusKind ToStatusKind(this UseObjection objection, DateOnly today)
    {
        if (objection.IsOpen)
            return objection.DueBy < today ? StatusKind.Error : StatusKind.Pending;
        return objection.Outcome is ObjectionOutcome.Upheld ? StatusKind.Success : StatusKind.Neutral;
    }
}
