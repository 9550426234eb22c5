namespace JoinArena.PrivacyPortal.Ledger.Records;

/// <summary>How a stored row and the ledger's record of it differ.</summary>
public enum RecordProblem
{
    /// <summary>The ledger has no entry for the row.</summary>
    NoEntry,

    /// <summary>The row says something else than the record, or the record cannot be decrypted.</summary>
    Content,

    /// <summary>The record is not what the entry's leaf commits to, or the log has no leaf for the entry.</summary>
    Leaf,

    /// <summary>The ledger has a record that was not erased, and its row is gone.</summary>
    NoRow,

    /// <summary>The row cannot be read: it contains a word that the portal does not know.</summary>
    Unreadable,
}

/// <summary>A row that differs from the ledger's record of it.</summary>
/// <param name="Kind">The kind of row: <c>acceptance</c>.</param>
/// <param name="Name">What people know the row by; its id if it cannot be read.</param>
public sealed record RecordDifference(string Kind, string Name, RecordProblem Problem);
