namespace JoinArena.PrivacyPortal.Acceptance.Uses.Objections;

/// <summary>How JoinArena answered a stop that the law has it weigh.</summary>
public enum ObjectionOutcome
{
    /// <summary>The use stays stopped.</summary>
    Upheld,

    /// <summary>JoinArena names the ground on which it goes on, and the stop ends with the answer (GDPR 21(1)).</summary>
    Denied,
}
