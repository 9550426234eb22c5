namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>
/// The steps of a round. If the process stops between two steps, the next round continues from there.
/// </summary>
public enum LogStep
{
    /// <summary>The indices are written but not yet committed.</summary>
    Numbered,

    /// <summary>The indices are committed.</summary>
    Sequenced,

    /// <summary>The tiles are written but not yet committed.</summary>
    Tiled,

    /// <summary>The tiles and the head are committed.</summary>
    Integrated,

    /// <summary>A checkpoint is signed, but stored nowhere yet.</summary>
    Signed,

    /// <summary>The checkpoint is in the file beside the key.</summary>
    Kept,

    /// <summary>The checkpoint is published.</summary>
    Published,
}
