namespace JoinArena.PrivacyPortal.Operations.Backups;

/// <summary>A backup that cannot be made or put back; the message says why, to operators.</summary>
public sealed class BackupException : Exception
{
    public BackupException() { }

    public BackupException(string message)
        : base(message) { }

    public BackupException(string message, Exception cause)
        : base(message, cause) { }
}
