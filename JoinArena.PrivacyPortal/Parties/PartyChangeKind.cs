namespace JoinArena.PrivacyPortal.Parties;

public enum PartyChangeKind
{
    /// <summary>The way it is notified, or the address, was changed.</summary>
    Connected,

    /// <summary>Its webhook has a new secret.</summary>
    SecretReplaced,

    /// <summary>It was merged into the other party and has that party's name from now on.</summary>
    MergedInto,

    /// <summary>The other party was merged into it.</summary>
    TookIn,
}
