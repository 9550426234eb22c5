namespace JoinArena.PrivacyPortal.Acceptance.Uses;

/// <summary>What a worker decided about a use.</summary>
public enum UseDecisionKind
{
    /// <summary>It must not happen from now on: consent withdrawn (GDPR 7(3)) or use objected to (GDPR 21).</summary>
    Stopped,

    /// <summary>The stop is taken back.</summary>
    Resumed,
}
