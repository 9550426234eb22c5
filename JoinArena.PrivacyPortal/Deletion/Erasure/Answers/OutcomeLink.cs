namespace JoinArena.PrivacyPortal.Deletion.Erasure.Answers;

/// <summary>What an answer link is for: one task, in one round of asking.</summary>
public sealed record OutcomeLink(Guid Task, int Round);

/// <summary>Why a link cannot be used.</summary>
public enum OutcomeLinkError
{
    /// <summary>This portal did not make the link, or the link was changed.</summary>
    Forged,

    Expired,
}
