namespace JoinArena.PrivacyPortal.Policies;

/// <summary>
/// Maps the portal's terms to the W3C Data Privacy Vocabulary, DPV 2.3 (<c>dpv:</c>) and its personal data extension
/// (<c>pd:</c>). Null if DPV has no term with the same meaning. Source: w3id.org/dpv/2.3.
/// </summary>
internal static class DpvTerms
{
    /// <summary>The prefixes of the terms.</summary>
    public static readonly IReadOnlyDictionary<string, string> Prefixes = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        ["dpv"] = "https://w3id.org/dpv#",
        ["pd"] = "https://w3id.org/dpv/pd#",
    };

    /// <summary>A coverage rule in DPV: processing, data and purposes.</summary>
    public static object ToDpv(CoverageRule covers) =>
        new
        {
            HasProcessing = ToDpv(covers.Direction),
            HasPersonalData = covers.Categories.Order().Select(ToDpv).OfType<string>().Distinct(StringComparer.Ordinal),
            HasPurpose = covers.Purposes.Order().Select(ToDpv).OfType<string>().Distinct(StringComparer.Ordinal),
        };

    public static string ToDpv(Direction direction) =>
        direction switch
        {
            Direction.Disclosed => "dpv:Disclose",
            Direction.Collected => "dpv:Collect",
        };

    public static string ToDpv(LegalBasis basis) =>
        basis switch
        {
            LegalBasis.Consent => "dpv:Consent",
            LegalBasis.Contract => "dpv:Contract",
            LegalBasis.LegalObligation => "dpv:LegalObligation",
            LegalBasis.LegitimateInterest => "dpv:LegitimateInterest",
        };

    public static string? ToDpv(DataCategory category) =>
        category switch
        {
            DataCategory.InterviewRecording or DataCategory.Transcript => "pd:ProfessionalInterview",
            DataCategory.Resume => "pd:WorkHistory",
            DataCategory.InterviewImage or DataCategory.GeneratedPhoto => "pd:Picture",
            DataCategory.SalaryExpectation => "pd:Salary",
            DataCategory.Evaluation => "pd:ProfessionalEvaluation",
            DataCategory.Profile or DataCategory.ExternalProfile => "pd:IndividualProfile",
            DataCategory.Other => null,
        };

    public static string? ToDpv(Purpose purpose) =>
        purpose switch
        {
            Purpose.CandidateEvaluation => "dpv:RecruitmentInterviewAssessment",
            Purpose.ModelImprovement => "dpv:ImproveExistingProductsAndServices",
            Purpose.Hiring => "dpv:RecruitmentApplicantSelection",
            Purpose.LegalDuty => "dpv:LegalCompliance",
            Purpose.PhotoGeneration or Purpose.ProfileEnrichment or Purpose.Other => null,
        };
}
