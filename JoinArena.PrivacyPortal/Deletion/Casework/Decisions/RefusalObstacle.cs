namespace JoinArena.PrivacyPortal.Deletion.Casework.Decisions;

/// <summary>Why a proposed refusal can no longer be approved.</summary>
public enum RefusalObstacle
{
    /// <summary>The request has ended.</summary>
    RequestEnded,

    /// <summary>The part has ended: the party has answered.</summary>
    PartEnded,

    /// <summary>The party may know of the request.</summary>
    PartyNotified,

    /// <summary>The whole request was to be refused, and one of its parties may know of it.</summary>
    SomePartyNotified,

    /// <summary>The law that holds for the request now does not have the ground.</summary>
    GroundGone,
}
