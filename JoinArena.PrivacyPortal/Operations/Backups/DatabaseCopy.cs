namespace JoinArena.PrivacyPortal.Operations.Backups;

/// <summary>The whole database as one file, and back.</summary>
internal abstract class DatabaseCopy
{
    /// <summary>Writes the database as it is at one instant, while others read and write it.</summary>
    public abstract Task WriteAsync(string file, CancellationToken ct);

    /// <summary>Whether there is nothing in it that could be lost.</summary>
    public abstract Task<bool> IsEmptyAsync(CancellationToken ct);

    /// <summary>Whether somebody else has it open.</summary>
    public abstract Task<bool> IsInUseAsync(CancellationToken ct);

    /// <summary>Puts a copy in the place of the database.</summary>
    /// <returns>Where what was there before is kept; null if it is not.</returns>
    public abstract Task<string?> RestoreAsync(string file, string suffix, CancellationToken ct);
}
