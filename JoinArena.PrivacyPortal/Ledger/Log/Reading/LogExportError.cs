namespace JoinArena.PrivacyPortal.Ledger.Log.Reading;

/// <summary>Why the log was not exported. Nothing was written.</summary>
public enum LogExportError
{
    /// <summary>No checkpoint has been signed yet.</summary>
    NothingSigned,

    /// <summary>
    /// The checkpoint in the folder is of another log, or of another history of this one. The tiles of two logs have the
    /// same names.
    /// </summary>
    OtherLog,

    /// <summary>The checkpoint in the folder covers more entries: an old copy of the database was restored.</summary>
    FolderIsNewer,
}
