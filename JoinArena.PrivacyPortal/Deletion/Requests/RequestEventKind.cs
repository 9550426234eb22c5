namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>What can happen to a request.</summary>
public enum RequestEventKind
{
    Confirmed,

    /// <summary>A request that came by phone, letter or from a program was entered.</summary>
    Entered,
    Started,
    PartyNotified,
    PartyAcknowledged,
    PartyAnswered,

    /// <summary>The party corrected the answer it had given, or an officer the one they had written down for it.</summary>
    AnswerCorrected,
    PartyNotReached,

    /// <summary>An officer had the message to a party that could not be reached sent again.</summary>
    PartyTriedAgain,
    PartyReminded,

    /// <summary>The deadline passed without the party's answer.</summary>
    PartyOverdue,

    /// <summary>The time for which a party was allowed to keep something is over.</summary>
    Reopened,

    /// <summary>Data under erasure was sent to a party, which now has a task as well.</summary>
    RedisclosureFound,

    /// <summary>The team took the longer period that the law allows.</summary>
    Extended,

    /// <summary>The worker was asked to prove who they are.</summary>
    IdentityAsked,

    /// <summary>The worker proved who they are.</summary>
    IdentityProven,

    /// <summary>A job was announced in a place whose law then holds for the request too.</summary>
    JobPlaceFound,

    /// <summary>An officer corrected where the worker lived, and the dates were computed again.</summary>
    ResidenceCorrected,

    /// <summary>The team was alerted to a deadline that is near.</summary>
    TeamReminded,

    /// <summary>The last day for an answer passed, and the administrators were alerted.</summary>
    Escalated,

    /// <summary>The email that confirms receipt had not left by its last day, and the administrators were alerted.</summary>
    AcknowledgementOverdue,

    /// <summary>The last day to refuse passed, and the administrators were alerted.</summary>
    RefusalOverdue,

    /// <summary>No proof of identity came within a month of asking, and the administrators were alerted.</summary>
    ProofOverdue,

    /// <summary>An officer took it, or gave it back.</summary>
    Assigned,

    /// <summary>An officer proposed to refuse it, or one party's part of it. The worker reads nothing of it.</summary>
    RefusalProposed,

    /// <summary>Another officer declined the proposal, or its proposer withdrew it.</summary>
    RefusalDeclined,

    /// <summary>JoinArena refused the request, or one party's part of it.</summary>
    RefusedByUs,

    /// <summary>An officer placed a legal hold on the worker's data.</summary>
    HoldPlaced,

    /// <summary>An officer lifted it.</summary>
    HoldLifted,

    /// <summary>The worker complained, or appealed against the decision.</summary>
    RemedyFiled,

    /// <summary>The team took the longer time for its answer to it.</summary>
    RemedyExtended,

    /// <summary>The team answered it.</summary>
    RemedyAnswered,

    /// <summary>An appeal was upheld, and what was refused or kept is asked for again.</summary>
    ReopenedOnAppeal,
    Ended,
    Withdrawn,
    Expired,
}
