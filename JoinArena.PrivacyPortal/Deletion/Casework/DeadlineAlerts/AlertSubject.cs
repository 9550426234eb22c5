namespace JoinArena.PrivacyPortal.Deletion.Casework.DeadlineAlerts;

/// <summary>Which deadline of a request an alert is about.</summary>
public enum AlertSubject
{
    Answer,

    /// <summary>The acknowledgement of receipt.</summary>
    Receipt,

    /// <summary>
    /// The month from asking for proof of identity. The answer's period is paused meanwhile, and a worker who proves
    /// nothing must be told so within a month (GDPR 11(2), 12(4)).
    /// </summary>
    Proof,

    /// <summary>The refusal, whose time ends before that of an answer once the answer's was extended (GDPR 12(4)).</summary>
    Refusal,
}
