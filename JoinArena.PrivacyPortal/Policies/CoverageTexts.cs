using System.Globalization;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Policies;

/// <summary>Describes in sentences what clauses allow.</summary>
public static class CoverageTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>"Your transcript may now also go to JoinArena’s model training, to improve its models."</summary>
        /// <param name="covers">What the change allows or no longer allows.</param>
        /// <param name="shown">Formats the lists.</param>
        public string DescribeAdded(CoverageRule covers, DisplayFormatter shown) =>
            Sentence(
                covers.Direction switch
                {
                    Direction.Disclosed => words["{0} may now also go to {1}, {2}."],
                    Direction.Collected => words["{0} may now also come from {1}, {2}."],
                },
                covers,
                words,
                shown
            );

        /// <summary>
        /// "Your salary expectation may no longer go to companies that hire, so that they can consider you."
        /// </summary>
        /// <inheritdoc cref="DescribeAdded"/>
        public string DescribeRemoved(CoverageRule covers, DisplayFormatter shown) =>
            Sentence(
                covers.Direction switch
                {
                    Direction.Disclosed => words["{0} may no longer go to {1}, {2}."],
                    Direction.Collected => words["{0} may no longer come from {1}, {2}."],
                },
                covers,
                words,
                shown
            );

        /// <summary>"companies that run AI models"</summary>
        public string DescribeRecipients(PartyKind kind) => Party(kind, words);
    }

    private static string Sentence(
        string pattern,
        CoverageRule covers,
        IStringLocalizer<SharedResource> words,
        DisplayFormatter shown
    )
    {
        var sentence = string.Format(
            CultureInfo.CurrentCulture,
            pattern,
            shown.List(covers.Categories.Order().Select(d => Your(d, words))),
            shown.List(covers.Recipients.Order().Select(p => Party(p, words))),
            shown.List(covers.Purposes.Order().Select(p => Aim(p, covers, words)))
        );
        return CultureInfo.CurrentCulture.TextInfo.ToUpper(sentence[..1]) + sentence[1..];
    }

    private static string Your(DataCategory data, IStringLocalizer<SharedResource> words) =>
        data switch
        {
            DataCategory.InterviewRecording => words["your interview recording"],
            DataCategory.Transcript => words["your transcript"],
            DataCategory.Resume => words["your résumé"],
            DataCategory.InterviewImage => words["images from your interview"],
            DataCategory.GeneratedPhoto => words["photos made of you"],
            DataCategory.SalaryExpectation => words["your salary expectation"],
            DataCategory.Evaluation => words["assessments of you"],
            DataCategory.Profile => words["your profile"],
            DataCategory.ExternalProfile => words["what other websites say about you"],
            DataCategory.Other => words["other information about you"],
        };

    private static string Party(PartyKind kind, IStringLocalizer<SharedResource> words) =>
        kind switch
        {
            PartyKind.LlmProvider => words["companies that run AI models"],
            PartyKind.ImageApi => words["image services"],
            PartyKind.ModelTraining => words["JoinArena’s model training"],
            PartyKind.HiringCompany => words["companies that hire"],
            PartyKind.ExternalSource => words["other websites"],
            PartyKind.JoinarenaSystem => words["JoinArena’s own systems"],
            PartyKind.OtherService => words["other services"],
        };

    private static string Aim(Purpose purpose, CoverageRule covers, IStringLocalizer<SharedResource> words) =>
        purpose switch
        {
            Purpose.CandidateEvaluation => words["to assess your interview"],
            Purpose.PhotoGeneration => words["to make professional photos"],
            Purpose.ModelImprovement => covers.Recipients.SetEquals([PartyKind.ModelTraining])
                ? words["to improve its models"]
                : words["to improve JoinArena’s models"],
            Purpose.Hiring => words["so that companies can consider you"],
            Purpose.ProfileEnrichment => words["to add to your profile"],
            Purpose.LegalDuty => words["because the law requires it"],
            Purpose.Other => words["for another purpose"],
        };
}
