using JoinArena.PrivacyPortal.Jurisdictions.Counting;

namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>What a worker can ask JoinArena for, after a refusal.</summary>
public enum RemedyKind
{
    /// <summary>A complaint to JoinArena about how it handled the request (UK: Data Protection Act 2018 s. 164A).</summary>
    Complaint,

    /// <summary>An appeal to JoinArena against its decision (the acts of Colorado, Virginia and Texas).</summary>
    Appeal,
}

/// <summary>How fast JoinArena must handle a complaint or an appeal under one law.</summary>
/// <param name="Kind">What the worker hands in.</param>
/// <param name="Acknowledgement">The time to confirm receipt; null if the law asks for none.</param>
/// <param name="Answer">The time to answer; null if the law gives no number.</param>
/// <param name="Extended">The whole time from receipt after an extension; null if the law allows none.</param>
/// <param name="NextStep">What the worker can do if that does not help; sentences, the key for translation.</param>
/// <param name="Citation">The provision of the law that says so.</param>
public sealed record RemedyClock(
    RemedyKind Kind,
    Period? Acknowledgement,
    Period? Answer,
    Period? Extended,
    string NextStep,
    string Citation
);
