namespace JoinArena.PrivacyPortal.Deletion.Requests.Scope;

/// <summary>The ways to say what the worker wants erased.</summary>
public enum ScopeKind
{
    Everything,

    /// <summary>Some kinds of data, at every party.</summary>
    Categories,

    /// <summary>What was reported with one interview.</summary>
    Interview,

    /// <summary>Everything that one party holds.</summary>
    Party,

    /// <summary>Everything that was disclosed at least once without a clause that allowed it.</summary>
    Uncovered,
}
