using System.Runtime.CompilerServices;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Parties;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Export;

/// <summary>
/// Reads all disclosures of a worker, oldest first, page by page. The memory it needs does not grow with their number.
/// </summary>
internal sealed class ExportReader(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Disclosures in a page.</summary>
    public const int PageSize = 500;

    public async IAsyncEnumerable<IReadOnlyList<ExportRow>> ReadPagesAsync(
        string workerId,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        ExportRow? last = null;
        while (true)
        {
            var page = await ReadPageAsync(workerId, last, ct);
            if (page.Count > 0)
                yield return page;
            if (page.Count < PageSize)
                yield break;
            last = page[^1];
        }
    }

    private async Task<List<ExportRow>> ReadPageAsync(string workerId, ExportRow? after, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = db.Disclosures.AsNoTracking().Where(d => d.WorkerId == workerId);
        if (after is not null)
        {
            var time = after.Time;
            var id = after.Id;
            rows = rows.Where(d => d.Time >= time && (d.Time > time || d.Id.CompareTo(id) > 0));
        }

        var announced = db.DataItems;
        var page = await (
            from d in rows.OrderBy(d => d.Time).ThenBy(d => d.Id).Take(PageSize)
            join party in db.Parties on d.PartyId equals party.Id
            orderby d.Time, d.Id
            select new
            {
                Row = new ExportRow(
                    d.Id,
                    d.Source,
                    d.EventId,
                    d.Time,
                    d.Direction,
                    d.PartyId,
                    party.Name,
                    party.Kind,
                    d.Purpose,
                    d.Items.OrderBy(i => i.ItemId)
                        .Select(i => new ExportItem(
                            i.ItemId,
                            i.Category,
                            i.Clause,
                            announced
                                .Where(a => a.WorkerId == workerId && a.Id == i.ItemId)
                                .Select(a => a.JobLocation)
                                .FirstOrDefault()
                        ))
                        .ToList(),
                    d.InterviewId,
                    d.CoverageStatus,
                    d.Version,
                    null,
                    null,
                    null,
                    null
                )
                {
                    ReportedAs = d.ReportedAs,
                    ReceivedAt = d.ReceivedAt,
                    Detail = d.Detail,
                },
                d.EndedBy,
                d.JobLocations,
            }
        ).ToListAsync(ct);
        var reassessments = await ReadReassessmentsAsync(db, workerId, page.ConvertAll(p => p.Row.Id), ct);
        var all = page.ConvertAll(p =>
            p.Row with
            {
                JobLocations = JobLocationList.Split(p.JobLocations),
                Reassessments = [.. reassessments[p.Row.Id]],
            }
        );
        var ended = page.Select(p => p.EndedBy).OfType<Guid>().Distinct().ToList();
        if (ended.Count == 0)
            return all;

        var amendments = await ReadAmendmentsAsync(db, workerId, ended, ct);
        return [.. page.Zip(all, (p, row) => p.EndedBy is { } by ? Apply(row, amendments[by]) : row)];
    }

    private static async Task<ILookup<Guid, CoverageReassessment>> ReadReassessmentsAsync(
        PortalDbContext db,
        string workerId,
        List<Guid> disclosures,
        CancellationToken ct
    )
    {
        var all = await db
            .CoverageReassessments.AsNoTracking()
            .Where(r => r.WorkerId == workerId && disclosures.Contains(r.DisclosureId))
            .OrderBy(r => r.At)
            .ThenBy(r => r.Id)
            .ToListAsync(ct);
        return all.ToLookup(r => r.DisclosureId);
    }

    private static Task<Dictionary<Guid, ExportAmendment>> ReadAmendmentsAsync(
        PortalDbContext db,
        string workerId,
        List<Guid> ids,
        CancellationToken ct
    )
    {
        var disclosures = db.Disclosures;
        return db
            .Amendments.AsNoTracking()
            .Where(a => ids.Contains(a.Id))
            .Select(a => new ExportAmendment(
                a.Id,
                a.Kind,
                a.At,
                a.Reason,
                disclosures
                    .Where(d => d.Id == a.ReplacementId && d.WorkerId == workerId)
                    .Select(d => (Guid?)d.Id)
                    .FirstOrDefault()
            ))
            .ToDictionaryAsync(a => a.Id, ct);
    }

    private static ExportRow Apply(ExportRow row, ExportAmendment amendment) =>
        amendment.Kind is AmendmentKind.Corrected
            ? row with
            {
                Corrected = amendment.At,
                ReplacementId = amendment.ReplacementId,
                Reason = amendment.Reason,
            }
            : row with
            {
                Retracted = amendment.At,
                Reason = amendment.Reason,
            };

    private sealed record ExportAmendment(
        Guid Id,
        AmendmentKind Kind,
        DateTimeOffset At,
        string? Reason,
        Guid? ReplacementId
    );
}
