using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>The vocabulary in words a person uses.</summary>
public static class VocabularyTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>"Interview recording"</summary>
        public string Describe(DataCategory category) =>
            category switch
            {
                DataCategory.InterviewRecording => words["Interview recording"],
                DataCategory.Transcript => words["Transcript"],
                DataCategory.Resume => words["Résumé"],
                DataCategory.InterviewImage => words["Interview image"],
                DataCategory.GeneratedPhoto => words["Generated photo"],
                DataCategory.SalaryExpectation => words["Salary expectation"],
                DataCategory.Evaluation => words["Evaluation"],
                DataCategory.Profile => words["Profile"],
                DataCategory.ExternalProfile => words["Profile found elsewhere"],
                DataCategory.Other => words["Other information"],
            };

        /// <summary>"a company that is hiring"</summary>
        public string Describe(PartyKind kind) =>
            kind switch
            {
                PartyKind.LlmProvider => words["runs AI models that assess interviews"],
                PartyKind.ImageApi => words["makes photos from interview images"],
                PartyKind.ModelTraining => words["a data set JoinArena trains its models with"],
                PartyKind.HiringCompany => words["a company that is hiring"],
                PartyKind.ExternalSource => words["a website JoinArena looked at"],
                PartyKind.JoinarenaSystem => words["one of JoinArena’s own systems"],
                PartyKind.OtherService => words["a service JoinArena uses"],
            };

        /// <summary>"companies that are hiring": all of a kind.</summary>
        public string DescribePlural(PartyKind kind) =>
            kind switch
            {
                PartyKind.LlmProvider => words["AI models that assess interviews"],
                PartyKind.ImageApi => words["services that make photos"],
                PartyKind.ModelTraining => words["data sets JoinArena trains its models with"],
                PartyKind.HiringCompany => words["companies that are hiring"],
                PartyKind.ExternalSource => words["websites JoinArena looks at"],
                PartyKind.JoinarenaSystem => words["JoinArena’s own systems"],
                PartyKind.OtherService => words["other services"],
            };

        /// <summary>"to score your interview"</summary>
        public string Describe(Purpose purpose) =>
            purpose switch
            {
                Purpose.CandidateEvaluation => words["to assess your interview"],
                Purpose.PhotoGeneration => words["to make professional photos"],
                Purpose.ModelImprovement => words["to improve JoinArena’s models"],
                Purpose.Hiring => words["so that companies can consider you"],
                Purpose.ProfileEnrichment => words["to add to your profile"],
                Purpose.LegalDuty => words["because the law demands it"],
                Purpose.Other => words["for another purpose"],
            };
    }
}
