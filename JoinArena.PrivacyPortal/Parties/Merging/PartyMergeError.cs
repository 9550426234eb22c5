namespace JoinArena.PrivacyPortal.Parties.Merging;

/// <summary>Why two parties are not merged.</summary>
public enum PartyMergeError
{
    NotFound,
    SameParty,

    /// <summary>One of them is already merged into another party.</summary>
    AlreadyMerged,

    /// <summary>JoinArena announced them as different kinds of party.</summary>
    KindsDiffer,
}
