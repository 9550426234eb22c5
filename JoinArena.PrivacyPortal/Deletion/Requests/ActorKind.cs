namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>What the one who acts is to the request.</summary>
public enum ActorKind
{
    Worker,

    /// <summary>A member of the privacy team; only staff see the name.</summary>
    Officer,

    /// <summary>The party, over the API.</summary>
    Party,

    /// <summary>The portal, when something was due.</summary>
    Portal,
}
