using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.MyData.Interviews;

/// <summary>The steps of an interview's history in words.</summary>
public static class InterviewHistoryTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>"Scored by Parley AI", "Turned into text".</summary>
        public string DescribeStep(InterviewHistoryStep step) =>
            step.PartyName is { } party
                ? words.DescribeDisclosure(step, party.IsolateBidi())
                : words.DescribeMaking(step.Kinds[0]);

        private string DescribeMaking(DataCategory kind) =>
            kind switch
            {
                DataCategory.InterviewRecording => words["Recorded"],
                DataCategory.Transcript => words["Turned into text"],
                DataCategory.InterviewImage => words["Images were taken from it"],
                DataCategory.GeneratedPhoto => words["A photo of you was made"],
                DataCategory.Evaluation => words["An evaluation was written"],
                DataCategory.Resume
                or DataCategory.SalaryExpectation
                or DataCategory.Profile
                or DataCategory.ExternalProfile
                or DataCategory.Other => words.Describe(kind),
            };

        private string DescribeDisclosure(InterviewHistoryStep step, string party) =>
            (step.Direction, step.PartyKind, step.Purpose) switch
            {
                (Direction.Collected, _, _) => words["Data added from {0}", party],
                (_, PartyKind.JoinarenaSystem, _) => words["Sent to {0} {1}", party, words.Describe(step.Purpose)],
                (_, PartyKind.LlmProvider, Purpose.CandidateEvaluation) => words["Scored by {0}", party],
                (_, PartyKind.ImageApi, Purpose.PhotoGeneration) => words["Made into photos by {0}", party],
                (_, PartyKind.HiringCompany, Purpose.Hiring) => words["Shown to {0}", party],
                (_, PartyKind.ModelTraining, _) => words["Added to {0}, which JoinArena trains its models with", party],
                (_, PartyKind.OtherService, Purpose.CandidateEvaluation) => words["Processed by {0}", party],
                _ => words["Sent to {0}", party],
            };
    }
}
