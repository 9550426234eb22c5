namespace JoinArena.PrivacyPortal.Disclosures.Digests;

/// <summary>Which updates a worker gets.</summary>
public enum DigestKind
{
    /// <summary>A digest each month, and an update soon after a kind of party appears for the first time.</summary>
    Monthly,

    /// <summary>Only the updates about new kinds of party.</summary>
    NewKinds,

    /// <summary>No updates.</summary>
    None,
}
