namespace JoinArena.PrivacyPortal.Deletion.Casework.Queue;

/// <summary>Which requests the queue lists.</summary>
public enum QueueView
{
    Open,

    /// <summary>Open, and past their deadline.</summary>
    Overdue,

    /// <summary>Open, and due within a week.</summary>
    DueSoon,

    /// <summary>Open, and assigned to the reader.</summary>
    Mine,

    /// <summary>Open, and we wait for the worker to prove who they are.</summary>
    AwaitingProof,

    /// <summary>Open, and an officer has proposed a refusal.</summary>
    ToDecide,

    /// <summary>Open or ended, and the last message is the worker's.</summary>
    Unanswered,
    Ended,
}
