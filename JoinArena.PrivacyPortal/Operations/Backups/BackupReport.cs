namespace JoinArena.PrivacyPortal.Operations.Backups;

/// <summary>What a backup holds. It was read back after it was written.</summary>
/// <param name="Folder">The data directory that was backed up.</param>
/// <param name="Database">Where the database is, in words.</param>
/// <param name="LedgerEntries">How many entries the ledger in it has.</param>
/// <param name="Parts">The names of its parts.</param>
/// <param name="Bytes">The size of the file.</param>
public sealed record BackupReport(
    string Folder,
    string Database,
    long LedgerEntries,
    IReadOnlyList<string> Parts,
    long Bytes
);
