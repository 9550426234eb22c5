using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.MyData.Interviews;

/// <summary>A story's steps in words a person uses.</summary>
public static class InterviewHistoryTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>"Scored by Parley AI", "Turned into text".</summary>
        public string DescribeStep(InterviewHistoryStep step) =>
            step.PartyName is { } party ? words.Went(step, party.IsolateBidi()) : words.Made(step.Kinds[0]);

        /// <summary>"Interview for warehouse lead, 3 March 2026", or as much of it as is known.</summary>
        public string DescribeInterview(InterviewSummary interview, DisplayFormatter shown) =>
            (interview.Label, interview.At) switch
            {
                ({ } label, { } at) => words["{0}, {1}", label, shown.Date(at)],
                (null, { } at) => words["Interview of {0}", shown.Date(at)],
                ({ } label, null) => label,
                _ => words["Interview {0}", interview.Id],
            };

        private string Made(DataCategory kind) =>
            kind switch
            {
                DataCategory.InterviewRecording => words["Recorded"],
                DataCategory.Transcript => words["Turned into text"],
                DataCategory.InterviewImage => words["Pictures were taken from it"],
                DataCategory.GeneratedPhoto => words["A photo of you was made"],
                DataCategory.Evaluation => words["An evaluation was written"],
                DataCategory.Resume
                or DataCategory.SalaryExpectation
                or DataCategory.Profile
                or DataCategory.ExternalProfile
                or DataCategory.Other => words.Describe(kind),
            };

        private string Went(InterviewHistoryStep step, string party) =>
            (step.Direction, step.PartyKind, step.Purpose) switch
            {
                (Direction.Collected, _, _) => words["Added to from {0}", party],
                (_, PartyKind.JoinarenaSystem, _) => words["Kept by {0}", party],
                (_, PartyKind.LlmProvider, Purpose.CandidateEvaluation) => words["Scored by {0}", party],
                (_, PartyKind.ImageApi, Purpose.PhotoGeneration) => words["Made into photos by {0}", party],
                (_, PartyKind.HiringCompany, Purpose.Hiring) => words["Shown to {0}", party],
                (_, PartyKind.ModelTraining, _) => words["Added to {0}, which JoinArena’s models learn from", party],
                (_, PartyKind.OtherService, Purpose.CandidateEvaluation) => words["Worked on by {0}", party],
                _ => words["Sent to {0}", party],
            };
    }
}
