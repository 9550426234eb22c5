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

        /// <summary>"Interview of 3 March 2026", or its title where its day is not known.</summary>
        public string DescribeInterviewBriefly(InterviewSummary interview, DisplayFormatter format) =>
            words.DescribeInterview(interview.At is null ? interview : interview with { Title = null }, format);
    }
}
