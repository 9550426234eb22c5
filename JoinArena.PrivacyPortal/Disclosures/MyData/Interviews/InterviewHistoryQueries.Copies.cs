using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Copies;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.MyData.Interviews;

/// <content>Where the copies of items went.</content>
public sealed partial class InterviewHistoryQueries
{
    /// <summary>The items with every copy of them.</summary>
    private static async Task<List<ItemCopies>> ReadCopiesAsync(
        PortalDbContext db,
        string workerId,
        IQueryable<DataItem> which,
        CancellationToken ct
    )
    {
        var items = await which.AsNoTracking().ToListAsync(ct);
        var ids = items.ConvertAll(i => i.Id);
        var copies = await (
            from h in db.HoldingsOfWorker(workerId)
            join party in db.Parties on h.PartyId equals party.Id
            where ids.Contains(h.ItemId)
            orderby h.FirstAt, party.Id
            select new
            {
                Copy = new ItemCopy(
                    h.ItemId,
                    party.Id,
                    party.Name,
                    party.Kind,
                    h.Direction,
                    h.Times,
                    h.FirstAt,
                    h.LastAt
                ),
                h.Uncovered,
            }
        ).ToListAsync(ct);
        // The holdings add up breaches and what merely happened before the worker had accepted anything.
        var breaches = copies.Exists(c => c.Uncovered > 0) ? await FindBreachesAsync(db, workerId, ids, ct) : [];
        return Join(
            items,
            copies.Select(c =>
                c.Copy with
                {
                    IsBreach = breaches.Contains(new(c.Copy.PartyId, c.Copy.Direction, c.Copy.ItemId)),
                }
            )
        );
    }

    private static Task<List<DataItem>> ReadItemsAsync(
        PortalDbContext db,
        string workerId,
        IEnumerable<string> ids,
        CancellationToken ct
    )
    {
        List<string> wanted = [.. ids.Distinct().Order(StringComparer.Ordinal).Take(MaxItems)];
        return db
            .DataItems.AsNoTracking()
            .Where(i => i.WorkerId == workerId && wanted.Contains(i.Id))
            .OrderBy(i => i.Category)
            .ThenBy(i => i.Id)
            .ToListAsync(ct);
    }

    /// <summary>What was sent with an interview and belongs elsewhere, with only the copies that were sent with it.</summary>
    private static async Task<List<ItemCopies>> ReadAlsoSentAsync(
        PortalDbContext db,
        string workerId,
        string interviewId,
        CancellationToken ct
    )
    {
        var sent = await (
            from d in db.Disclosures
            where d.WorkerId == workerId && d.InterviewId == interviewId && d.EndedBy == null
            where d.Direction == Direction.Disclosed
            from item in d.Items
            join known in db.DataItems on new { d.WorkerId, Id = item.ItemId } equals new { known.WorkerId, known.Id }
            where known.InterviewId != interviewId
            group new
            {
                d.Time,
                IsBreach = item.Clause == null
                    && (d.CoverageStatus == CoverageStatus.NoClause || d.CoverageStatus == CoverageStatus.AgainstStop),
            } by new { item.ItemId, d.PartyId } into copies
            select new
            {
                copies.Key,
                Times = copies.Count(),
                FirstAt = copies.Min(c => c.Time),
                LastAt = copies.Max(c => c.Time),
                Breaches = copies.Count(c => c.IsBreach),
            }
        ).ToListAsync(ct);
        if (sent.Count == 0)
            return [];

        var items = await ReadItemsAsync(db, workerId, sent.Select(c => c.Key.ItemId), ct);
        var parties = await ReadPartiesAsync(db, sent.Select(c => c.Key.PartyId), ct);
        return Join(
            items,
            sent.OrderBy(c => c.FirstAt)
                .ThenBy(c => c.Key.PartyId, StringComparer.Ordinal)
                .Select(c =>
                {
                    var party = parties[c.Key.PartyId];
                    return new ItemCopy(
                        c.Key.ItemId,
                        party.Id,
                        party.Name,
                        party.Kind,
                        Direction.Disclosed,
                        c.Times,
                        c.FirstAt,
                        c.LastAt
                    )
                    {
                        IsBreach = c.Breaches > 0,
                    };
                })
        );
    }

    private static List<ItemCopies> Join(List<DataItem> items, IEnumerable<ItemCopy> copies)
    {
        var byItem = copies.ToLookup(c => c.ItemId, StringComparer.Ordinal);
        return items.ConvertAll(i => new ItemCopies(
            i.Id,
            i.Category,
            i.Label,
            i.InterviewId,
            i.InterviewAt,
            i.CreatedAt,
            [.. byItem[i.Id]]
        ));
    }

    /// <summary>What has become of the copies. Nothing is read where there are none.</summary>
    private async Task<CopyStatuses> ReadOutcomesAsync(
        string workerId,
        IEnumerable<ItemCopies> items,
        CancellationToken ct
    ) => items.Any(i => i.Copies.Count > 0) ? await outcomes.ReadAsync(workerId, ct) : CopyStatuses.Empty;

    /// <summary>Which copies went against an accepted version or a stop, among the latest uncovered disclosures.</summary>
    private static async Task<HashSet<CopyKey>> FindBreachesAsync(
        PortalDbContext db,
        string workerId,
        List<string> itemIds,
        CancellationToken ct
    )
    {
        var uncovered = db
            .Disclosures.Where(d => d.WorkerId == workerId)
            .Uncovered()
            .NewestFirst()
            .Take(UncoveredCount.MaxCounted);
        var found = await (
            from d in uncovered
            where d.CoverageStatus != CoverageStatus.NothingAccepted
            from item in d.Items
            where item.Clause == null && itemIds.Contains(item.ItemId)
            select new
            {
                d.PartyId,
                d.Direction,
                item.ItemId,
            }
        )
            .Distinct()
            .ToListAsync(ct);
        return [.. found.Select(c => new CopyKey(c.PartyId, c.Direction, c.ItemId))];
    }

    private readonly record struct CopyKey(string PartyId, Direction Direction, string ItemId);
}
