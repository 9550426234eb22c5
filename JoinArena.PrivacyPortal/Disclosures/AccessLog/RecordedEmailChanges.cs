using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Records;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.AccessLog;

/// <summary>
/// Changes of workers' email addresses, to be compared with the ledger's records of them. The last record must name the
/// address that opens the worker's data now.
/// </summary>
internal sealed class RecordedEmailChanges : IRecordedRowSource
{
    public string Kind => "email-change";

    public async Task<IReadOnlyList<Guid>> ReadIdsAsync(
        PortalDbContext db,
        Guid last,
        int count,
        CancellationToken ct
    ) =>
        await db
            .AccessLogEntries.Where(e => e.Target == AccessTarget.EmailChanged && e.Id.CompareTo(last) > 0)
            .OrderBy(e => e.Id)
            .Select(e => e.Id)
            .Take(count)
            .ToListAsync(ct);

    public async Task<IReadOnlyList<RecordedRow>> ReadRowsAsync(
        PortalDbContext db,
        IReadOnlyCollection<Guid> ids,
        CancellationToken ct
    )
    {
        var changes = await (
            from entry in db.AccessLogEntries.AsNoTracking()
            where EF.Parameter(ids).Contains(entry.Id)
            join worker in db.Workers on entry.WorkerId equals worker.Id
            orderby entry.Id
            select new { Entry = entry, Worker = worker }
        ).ToListAsync(ct);
        return [.. changes.Select(change => Describe(change.Entry, change.Worker))];
    }

    // The rows are those of staff views too, which name them all.
    public IEnumerable<IQueryable<Guid>> QueryEntryIds(PortalDbContext db) => [];

    private static RecordedRow Describe(AccessLogEntry row, Worker worker)
    {
        var members = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["kind"] = "email-changed",
            ["subject"] = worker.Id,
            ["at"] = row.At.ToIso(),
            ["id"] = row.Id.ToString("D"),
        };
        if (row.At == worker.EmailSince)
            members["email"] = worker.Email;
        return RecordedRow.FromMembers(row.Id, $"{worker.Id} {row.Id}", members);
    }
}
