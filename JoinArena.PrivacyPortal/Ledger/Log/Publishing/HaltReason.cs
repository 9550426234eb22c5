namespace JoinArena.PrivacyPortal.Ledger.Log.Publishing;

/// <summary>Why the log has stopped.</summary>
public enum HaltReason
{
    /// <summary>
    /// The database has fewer entries than the last signed checkpoint, or different ones: an old backup was restored.
    /// </summary>
    RolledBack,

    /// <summary>Tiles or entries are missing or changed.</summary>
    Damaged,

    /// <summary>The file with the last signed checkpoint cannot be read, or belongs to another log.</summary>
    LastCheckpointUnreadable,

    /// <summary>Another portal, with a key of its own, signs the same database's log.</summary>
    OtherKey,

    /// <summary>This node cannot know yet what was signed last: no other place has told it.</summary>
    Unconfirmed,
}
