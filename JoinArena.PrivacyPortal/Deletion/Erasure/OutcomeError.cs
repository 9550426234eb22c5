namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>Why a notification or an answer was not recorded.</summary>
public enum OutcomeError
{
    NotFound,

    /// <summary>The request has not started or has ended, or its state does not allow this.</summary>
    NotNow,

    /// <summary>An officer has proposed not to ask the party, and no other officer has decided on it.</summary>
    RefusalProposed,

    /// <summary>A different answer has already been recorded.</summary>
    AlreadyAnswered,

    /// <summary>Keeping data needs a ground from the law that applies to the worker.</summary>
    GroundNeeded,

    /// <summary>The law that applies to the worker has no such ground.</summary>
    GroundUnknown,

    /// <summary>Keeping data needs a last day that is not in the past.</summary>
    UntilNeeded,

    /// <summary>The ground does not allow a day that late; an officer can record the answer.</summary>
    UntilTooLate,

    /// <summary>The ground can be used only while an officer's legal hold covers the party.</summary>
    HoldNeeded,

    /// <summary>An irreversible outcome, or a refusal without a ground, needs an explanation for the worker.</summary>
    NoteNeeded,

    /// <summary>JoinArena's own search is answered without saying where we looked.</summary>
    SearchNoteNeeded,
    NoteTooLong,

    /// <summary>The party has been asked again since the link was sent.</summary>
    AskedAgain,

    /// <summary>An officer's correction is the answer that is recorded already.</summary>
    SameAnswer,

    /// <summary>An officer's correction has no reason, or one that is too long.</summary>
    ReasonNeeded,
}
