namespace JoinArena.PrivacyPortal.Policies;

/// <summary>
/// A category of data that JoinArena holds about a worker (DPV: personal data category). In JSON and files it is
/// written in kebab-case: <c>interview-recording</c>. Disclosures are stored with the numbers.
/// </summary>
public enum DataCategory
{
    InterviewRecording = 0,
    Transcript = 1,
    Resume = 2,

    /// <summary>A still taken from an interview.</summary>
    InterviewImage = 3,

    /// <summary>A portrait made from an interview image.</summary>
    GeneratedPhoto = 4,
    SalaryExpectation = 5,

    /// <summary>The result of an assessment of the worker.</summary>
    Evaluation = 6,
    Profile = 7,

    /// <summary>Information about the worker from another website.</summary>
    ExternalProfile = 8,
    Other = 9,
}

/// <summary>The kind of a party (GDPR 4(9): recipient).</summary>
public enum PartyKind
{
    LlmProvider,
    ImageApi,

    /// <summary>A data set JoinArena trains its own models with.</summary>
    ModelTraining,
    HiringCompany,

    /// <summary>A website that data comes from.</summary>
    ExternalSource,

    /// <summary>
    /// A system of JoinArena that holds data to run the platform. It is not a third party, so it needs no clause.
    /// </summary>
    JoinarenaSystem,
    OtherService,
}

/// <summary>What data is used for (GDPR 5(1)(b)). Disclosures are stored with the numbers.</summary>
public enum Purpose
{
    CandidateEvaluation = 0,
    PhotoGeneration = 1,
    ModelImprovement = 2,
    Hiring = 3,
    ProfileEnrichment = 4,
    LegalDuty = 5,
    Other = 6,
}

/// <summary>The legal basis that counsel states for a use of data (GDPR 6(1)).</summary>
public enum LegalBasis
{
    Consent,
    Contract,
    LegalObligation,
    LegitimateInterest,
}

/// <summary>
/// The direction in which data went between JoinArena and a party. Disclosures are stored with the numbers.
/// </summary>
public enum Direction
{
    /// <summary>To the party.</summary>
    Disclosed = 0,

    /// <summary>From the party.</summary>
    Collected = 1,
}
