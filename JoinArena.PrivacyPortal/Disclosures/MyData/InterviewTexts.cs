using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.MyData;

/// <summary>The name of an interview for its worker.</summary>
public static class InterviewTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>"Interview for warehouse lead, 3 March 2026", or as much of it as is known.</summary>
        public string DescribeInterview(InterviewSummary interview, DisplayFormatter format) =>
            (interview.Label, interview.At) switch
            {
                ({ } label, { } at) => words["{0}, {1}", label, format.Date(at)],
                (null, { } at) => words["Interview of {0}", format.Date(at)],
                ({ } label, null) => label,
                _ => words["Interview {0}", interview.Id],
            };
    }
}
