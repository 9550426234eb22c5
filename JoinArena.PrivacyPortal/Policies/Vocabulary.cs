namespace JoinArena.PrivacyPortal.Policies;

/// <summary>
/// The kind of a thing JoinArena holds about a worker (DPV: personal data category). Outside C# in kebab-case:
/// <c>interview-recording</c>.
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

    /// <summary>What an assessment of the worker says.</summary>
    Evaluation,
    Profile,

    /// <summary>What another website says about the worker.</summary>
    ExternalProfile,
    Other,
}

/// <summary>What a party is to the worker's data (GDPR 4(9): recipient).</summary>
public enum PartyKind
{
    LlmProvider,
    ImageApi,

    /// <summary>A data set JoinArena trains its own models with.</summary>
    ModelTraining,
    HiringCompany,

    /// <summary>A website data comes from.</summary>
    ExternalSource,

    /// <summary>
    /// JoinArena's own system: it holds data to run the platform and is no third party, so it needs no clause.
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

/// <summary>What counsel says the law lets JoinArena do it on (GDPR 6(1)).</summary>
public enum LegalBasis
{
    Consent,
    Contract,
    LegalObligation,
    LegitimateInterest,
}

/// <summary>Which way data went between JoinArena and a party.</summary>
public enum Direction
{
    /// <summary>To the party.</summary>
    Disclosed,

    /// <summary>From the party.</summary>
    Collected,
}
