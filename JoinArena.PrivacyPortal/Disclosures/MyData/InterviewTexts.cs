using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.MyData;

/// <summary>The name of an interview for its worker.</summary>
public static class InterviewTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>
        /// "Interview of 3 March 2026 (Interview for warehouse lead)", or as much of it as is known. Never an id: a worker
        /// remembers the day.
        /// </summary>
        public string DescribeInterview(InterviewSummary interview, DisplayFormatter format) =>
            (interview.Title, interview.At) switch
            {
                ({ } title, { } at) => words["Interview of {0} ({1})", format.Date(at), title],
                (null, { } at) => words["Interview of {0}", format.Date(at)],
                ({ } title, null) => title,
                (null, null) => words["Interview without a date"],
            };

        /// <summary>The name of one of these interviews. Two of one day and one title are told apart by their time.</summary>
        public string DescribeInterview(
            InterviewSummary interview,
            IReadOnlyList<InterviewSummary> among,
            DisplayFormatter format
        )
        {
            var name = words.DescribeInterview(interview, format);
            var isAlone = among.Count(other => words.DescribeInterview(other, format) == name) <= 1;
            return isAlone ? name : words["{0}, {1}", name, interview.At is { } at ? format.Time(at) : interview.Id];
        }

        /// <summary>
        /// "Interview of 3 March 2026", or its title where its day is not known. Of two on one day, what each was for, or
        /// when.
        /// </summary>
        public string DescribeInterviewBriefly(
            InterviewSummary interview,
            IReadOnlyList<InterviewSummary> among,
            DisplayFormatter format
        )
        {
            var name = words.DescribeInterview(WithoutTitle(interview), format);
            var isAlone = among.Count(other => words.DescribeInterview(WithoutTitle(other), format) == name) <= 1;
            return isAlone ? name : words.DescribeInterview(interview, among, format);
        }
    }

    private static InterviewSummary WithoutTitle(InterviewSummary interview) =>
        interview.At is null ? interview : interview with { Title = null };
}
