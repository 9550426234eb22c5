namespace JoinArena.PrivacyPortal.Deletion.Remedies;

/// <summary>How a complaint or an appeal ended.</summary>
public enum RemedyOutcome
{
    /// <summary>The worker is right: what was refused or kept is asked for again.</summary>
    Upheld,

    /// <summary>The decision stays as it is.</summary>
    Denied,
}
