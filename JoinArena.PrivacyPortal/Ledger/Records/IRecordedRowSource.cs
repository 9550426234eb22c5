using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Ledger.Records;

/// <summary>
/// The stored rows of one kind that have a record in the ledger. Each slice offers its own; the daily reconciliation
/// compares them all.
/// </summary>
public interface IRecordedRowSource
{
    /// <summary>The kind of row, in kebab-case: <c>acceptance</c>.</summary>
    string Kind { get; }

    /// <summary>The ids of up to <paramref name="count"/> rows after <paramref name="last"/>, in order.</summary>
    Task<IReadOnlyList<Guid>> ReadIdsAsync(PortalDbContext db, Guid last, int count, CancellationToken ct);

    /// <summary>What the ledger must say of these rows. One row may have several records, or none.</summary>
    /// <exception cref="Exception">
    /// A row cannot be read, for one because it contains a word that the portal does not know.
    /// </exception>
    Task<IReadOnlyList<RecordedRow>> ReadRowsAsync(
        PortalDbContext db,
        IReadOnlyCollection<Guid> ids,
        CancellationToken ct
    );

    /// <summary>
    /// The ids of the entries that rows of this kind have, as queries. An entry that no kind names, and that was not
    /// erased, has lost its row. Ids of entries that do not exist do no harm.
    /// </summary>
    IEnumerable<IQueryable<Guid>> QueryEntryIds(PortalDbContext db);
}
