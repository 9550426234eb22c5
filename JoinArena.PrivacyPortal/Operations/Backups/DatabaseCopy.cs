namespace JoinArena.PrivacyPortal.Operations.Backups;

/// <summary>Copies the whole database to a file, and restores it from one.</summary>
internal abstract class DatabaseCopy
{
    /// <summary>Writes the database as it is at one moment, while it is in use, and checks the copy.</summary>
    /// <returns>How many entries the ledger in the copy has, at least.</returns>
    /// <exception cref="BackupException">The database cannot be read, or the copy is damaged.</exception>
    public abstract Task<long> WriteAsync(string file, CancellationToken ct);

    /// <summary>Whether the database is empty, so that a restore loses nothing.</summary>
    public abstract Task<bool> IsEmptyAsync(CancellationToken ct);

    /// <summary>Whether another process has the database open.</summary>
    public abstract Task<bool> IsInUseAsync(CancellationToken ct);

    /// <summary>Replaces the database with a copy. A failure loses nothing of what is there.</summary>
    /// <returns>The file to which the earlier database was moved; null if there is none.</returns>
    public abstract Task<string?> RestoreAsync(string file, string suffix, CancellationToken ct);
}
