namespace JoinArena.PrivacyPortal.Disclosures.AccessLog;

/// <summary>What a member of staff viewed.</summary>
public enum AccessTarget
{
    /// <summary>The result of a search that found the worker.</summary>
    Search,

    /// <summary>The worker's file.</summary>
    Profile,

    /// <summary>A deletion request.</summary>
    Request,

    /// <summary>A question of the worker, with the disclosure it is about.</summary>
    Question,

    /// <summary>Disclosures that no clause covers.</summary>
    Uncovered,

    /// <summary>A stop of a use, which the law has JoinArena weigh.</summary>
    Stop,

    /// <summary>Nothing: JoinArena changed the worker's email address, and so who can sign in as the worker.</summary>
    EmailChanged,
}
