namespace JoinArena.PrivacyPortal.Deletion.Erasure.Redisclosures;

/// <summary>What the portal did about a new copy. The names are stored in the database.</summary>
public enum RedisclosureAction
{
    /// <summary>The party had not been notified yet; its notification covers this copy too.</summary>
    NotifiedWithOthers,

    /// <summary>A task was added to the request, which asks the party to erase this copy too.</summary>
    AddedToRequest,

    /// <summary>The request had ended. The worker is asked if they want this copy deleted too.</summary>
    WorkerAsked,
}
