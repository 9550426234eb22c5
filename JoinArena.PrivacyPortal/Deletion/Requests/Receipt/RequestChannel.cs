namespace JoinArena.PrivacyPortal.Deletion.Requests.Receipt;

/// <summary>How a request reached JoinArena; the "manner of request" that 11 CCR 7101(b) has us record.</summary>
public enum RequestChannel
{
    /// <summary>The worker's own pages.</summary>
    Portal,
    Email,

    /// <summary>A letter.</summary>
    Mail,
    Phone,

    /// <summary>JoinArena's support.</summary>
    Support,

    /// <summary>Somebody whom the worker has authorised (11 CCR 7063).</summary>
    Agent,

    /// <summary>An employer to which the worker applied (820 ILCS 42/15).</summary>
    Employer,
}
