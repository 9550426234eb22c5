namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>Why no new log was started. Nothing was changed.</summary>
public enum LogResetError
{
    /// <summary>The name is not a valid name for a log.</summary>
    NotAName,

    /// <summary>The current log has this name: two logs with one name would be a fork.</summary>
    SameName,

    /// <summary>The folder for the old log's files is not empty.</summary>
    FolderNotEmpty,
}
