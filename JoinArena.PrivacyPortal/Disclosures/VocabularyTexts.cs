using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>Data categories, kinds of party and purposes in everyday words.</summary>
public static class VocabularyTexts
{
    extension(IStringLocalizer<SharedResource> texts)
    {
        /// <summary>"Interview recording"</summary>
        public string Describe(DataCategory category) => texts.NameKind(category).Value;

        /// <summary>
        /// The name that JoinArena gave an item; null where there is none, or it only repeats the kind of data, in English
        /// or in the reader's language.
        /// </summary>
        public string? FindLabel(DataCategory category, string? label)
        {
            var kind = texts.NameKind(category);
            // The key of a text is its English.
            string[] names = [kind.Name, kind.Value];
            return label is null || names.Contains(label.Trim(), StringComparer.OrdinalIgnoreCase) ? null : label;
        }

        private LocalizedString NameKind(DataCategory category) =>
            category switch
            {
                DataCategory.InterviewRecording => texts["Interview recording"],
                DataCategory.Transcript => texts["Transcript"],
                DataCategory.Resume => texts["Résumé"],
                DataCategory.InterviewImage => texts["Interview image"],
                DataCategory.GeneratedPhoto => texts["Generated photo"],
                DataCategory.SalaryExpectation => texts["Salary expectation"],
                DataCategory.Evaluation => texts["Evaluation"],
                DataCategory.Profile => texts["Profile"],
                DataCategory.ExternalProfile => texts["Profile found elsewhere"],
                DataCategory.Other => texts["Other information"],
            };

        /// <summary>What one party of the kind is or does: "a company that is hiring".</summary>
        public string Describe(PartyKind kind) =>
            kind switch
            {
                PartyKind.LlmProvider => texts["runs AI models that assess interviews"],
                PartyKind.ImageApi => texts["makes photos from interview images"],
                PartyKind.ModelTraining => texts["a data set JoinArena trains its models with"],
                PartyKind.HiringCompany => texts["a company that is hiring"],
                PartyKind.ExternalSource => texts["a website JoinArena looked at"],
                PartyKind.JoinarenaSystem => texts["one of JoinArena’s own systems"],
                PartyKind.OtherService => texts["a service JoinArena uses"],
            };

        /// <summary>All parties of the kind: "companies that are hiring".</summary>
        public string DescribePlural(PartyKind kind) =>
            kind switch
            {
                PartyKind.LlmProvider => texts["AI models that assess interviews"],
                PartyKind.ImageApi => texts["services that make photos"],
                PartyKind.ModelTraining => texts["data sets JoinArena trains its models with"],
                PartyKind.HiringCompany => texts["companies that are hiring"],
                PartyKind.ExternalSource => texts["websites JoinArena looks at"],
                PartyKind.JoinarenaSystem => texts["JoinArena’s own systems"],
                PartyKind.OtherService => texts["other services"],
            };

        /// <summary>"to assess your interview"</summary>
        public string Describe(Purpose purpose) =>
            purpose switch
            {
                Purpose.CandidateEvaluation => texts["to assess your interview"],
                Purpose.PhotoGeneration => texts["to make professional photos"],
                Purpose.ModelImprovement => texts["to improve JoinArena’s models"],
                Purpose.Hiring => texts["so that companies can consider you"],
                Purpose.ProfileEnrichment => texts["to add to your profile"],
                Purpose.LegalDuty => texts["because the law requires it"],
                Purpose.Other => texts["for another purpose"],
            };
    }
}
