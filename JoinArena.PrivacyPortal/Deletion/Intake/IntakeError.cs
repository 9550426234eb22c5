namespace JoinArena.PrivacyPortal.Deletion.Intake;

/// <summary>Why a request that came another way was not entered.</summary>
public enum IntakeError
{
    /// <summary>No such worker; to a party's key also a worker of whom the party holds nothing.</summary>
    UnknownWorker,

    /// <summary>Requests through the portal are made by the worker, not entered.</summary>
    ChannelNotEntered,
    ReceivedInFuture,

    /// <summary>So long ago that the date is probably mistyped.</summary>
    ReceivedTooEarly,

    /// <summary>Who asks for the worker is missing, or is named although nobody does.</summary>
    AgentMisplaced,

    /// <summary>An agent's request without the worker's signed permission.</summary>
    PermissionNeeded,
    TooLong,

    /// <summary>The same <c>Idempotency-Key</c> came with another request.</summary>
    KeyReused,
}
