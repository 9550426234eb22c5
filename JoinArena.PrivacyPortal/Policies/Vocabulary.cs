namespace JoinArena.PrivacyPortal.Policies;

/// <summary>
/// A category of data that JoinArena holds about a worker (DPV: personal data category). In JSON and files it is
/// written in kebab-case: <c>interview-recording</c>.
/// </summary>
public enum DataCategory
{
    InterviewRecording,
    Transcript,
    Resume,

    /// <summary>A still taken from an interview.</summary>
    InterviewImage,

    /// <summary>A portrait made from an interview image.</summary>
    GeneratedPhoto,
    SalaryExpectation,

    /// <summary>The result of an assessment of the worker.</summary>
    Evaluation,
    Profile,

    /// <summary>Information about the worker from another website.</summary>
    ExternalProfile,
    Other,
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

/// <summary>What data is used for (GDPR 5(1)(b)).</summary>
public enum Purpose
{
    CandidateEvaluation,
    PhotoGeneration,
    ModelImprovement,
    Hiring,
    ProfileEnrichment,
    LegalDuty,
    Other,
}

/// <summary>The legal basis that counsel states for a use of data (GDPR 6(1)).</summary>
public enum LegalBasis
{
    Consent,
    Contract,
    LegalObligation,
    LegitimateInterest,
}

/// <summary>The direction in which data went between JoinArena and a party.</summary>
public enum Direction
{
    /// <summary>To the party.</summary>
    Disclosed,

    /// <summary>From the party.</summary>
    Collected,
}
