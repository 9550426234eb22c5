using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger.Records;

/// <summary>Rows of an entity whose key is called <c>Id</c>.</summary>
public abstract class RecordedRowSource<TRow> : IRecordedRowSource
    where TRow : class
{
    private const string Id = "Id";

    public abstract string Kind { get; }

    public async Task<IReadOnlyList<Guid>> ReadIdsAsync(
        PortalDbContext db,
        Guid last,
        int count,
        CancellationToken ct
    ) =>
        await db.Set<TRow>()
            .Select(row => EF.Property<Guid>(row, Id))
            .Where(id => id.CompareTo(last) > 0)
            .Order()
            .Take(count)
            .ToListAsync(ct);

    public async Task<IReadOnlyList<RecordedRow>> ReadRowsAsync(
        PortalDbContext db,
        IReadOnlyCollection<Guid> ids,
        CancellationToken ct
    )
    {
        var rows = await Include(db.Set<TRow>().AsNoTracking())
            .Where(row => EF.Parameter(ids).Contains(EF.Property<Guid>(row, Id)))
            .OrderBy(row => EF.Property<Guid>(row, Id))
            .ToListAsync(ct);
        return [.. await DescribeAsync(db, rows, ct)];
    }

    /// <summary>The rows' own ids, which most entries have.</summary>
    public virtual IEnumerable<IQueryable<Guid>> QueryEntryIds(PortalDbContext db) =>
        [db.Set<TRow>().Select(row => EF.Property<Guid>(row, Id))];

    /// <summary>Reads along what <see cref="Describe"/> needs.</summary>
    protected virtual IQueryable<TRow> Include(IQueryable<TRow> rows) => rows;

    /// <summary>
    /// The records that the ledger must have of these rows. A kind whose rows say everything overrides
    /// <see cref="Describe"/> instead.
    /// </summary>
    protected virtual Task<IEnumerable<RecordedRow>> DescribeAsync(
        PortalDbContext db,
        IReadOnlyList<TRow> rows,
        CancellationToken ct
    ) => Task.FromResult(rows.SelectMany(Describe));

    /// <summary>The records that the ledger must have of a row.</summary>
    protected virtual IEnumerable<RecordedRow> Describe(TRow row) => [];
}
