namespace JoinArena.PrivacyPortal.Operations.Backups;

/// <summary>A backup cannot be written or restored; the message tells the operator why.</summary>
public sealed class BackupException : Exception
{
    public BackupException() { }

    public BackupException(string message)
        : base(message) { }

    public BackupException(string message, Exception cause)
        : base(message, cause) { }
}
