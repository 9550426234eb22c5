using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>
/// Decides again which disclosure holds of a report that has been amended, and recounts it: from the stored rows, so that
/// the order in which they arrived makes no difference.
/// </summary>
internal static class AmendmentRecount
{
    /// <summary>Runs in the caller's transaction, which holds the exclusive <see cref="CountingLock"/>.</summary>
    public static async Task ApplyAsync(PortalDbContext db, EventRef report, CancellationToken ct)
    {
        var (source, id) = report;
        var reported = await EventLookup.FindByEventAsync(db, [report], ct);
        var amendments = await db
            .Amendments.AsNoTracking()
            .Where(a => a.TargetSource == source && a.TargetEventId == id)
            .ToListAsync(ct);
        if (amendments.Count == 0)
            return;
        var latest = amendments
            .OrderBy(a => a.At)
            .ThenBy(a => a.Source, StringComparer.Ordinal)
            .ThenBy(a => a.EventId, StringComparer.Ordinal)
            .Last();
        Guid[] ids = [.. reported.Select(d => d.Id), .. amendments.Select(a => a.ReplacementId).OfType<Guid>()];
        var rows = await db
            .Disclosures.Include(d => d.Items)
            .Where(d => EF.Parameter(ids).Contains(d.Id))
            .ToListAsync(ct);
        foreach (var row in rows)
            row.EndedBy = row.BroughtBy == latest.Id ? null : latest.Id;
        await db.SaveChangesAsync(ct);

        foreach (var (worker, party) in rows.Select(r => (r.WorkerId, r.PartyId)).Distinct())
        {
            List<string> items =
            [
                .. rows.Where(r => r.WorkerId == worker && r.PartyId == party)
                    .SelectMany(r => r.Items)
                    .Select(i => i.ItemId)
                    .Distinct(),
            ];
            await RecountAsync(db, worker, party, items, ct);
        }

        // Every worker who has one of these on a page sees the change, also a worker it was about by mistake.
        foreach (var worker in rows.Select(r => r.WorkerId).Distinct())
            db.PublishChange(worker);
        db.ChangeTracker.Clear();
    }

    /// <summary>Counts again, from the stored rows, the totals of a worker and a party and their holdings of these items.</summary>
    internal static async Task RecountAsync(
        PortalDbContext db,
        string worker,
        string party,
        List<string> items,
        CancellationToken ct
    )
    {
        var inEffect = db
            .Disclosures.AsNoTracking()
            .Where(d => d.WorkerId == worker && d.PartyId == party && d.EndedBy == null);
        await SaveTotalsAsync(db, await CountTotalsAsync(inEffect, worker, party, ct), ct);

        var counted = await CountHoldingsAsync(inEffect, items, ct);
        var before = await db
            .Holdings.Where(h => h.WorkerId == worker && h.PartyId == party && EF.Parameter(items).Contains(h.ItemId))
            .ToListAsync(ct);
        foreach (var gone in before.Where(h => !counted.ContainsKey((h.ItemId, h.Direction))))
            db.Holdings.Remove(gone);
        foreach (var holding in counted.Values)
        {
            if (before.Find(h => h.ItemId == holding.ItemId && h.Direction == holding.Direction) is { } existing)
                existing.ReplaceWith(holding);
            else
                db.Holdings.Add(holding);
        }

        await db.SaveChangesAsync(ct);
    }

    private static async Task<WorkerPartyTotals> CountTotalsAsync(
        IQueryable<Disclosure> inEffect,
        string worker,
        string party,
        CancellationToken ct
    )
    {
        var totals = new WorkerPartyTotals { WorkerId = worker, PartyId = party };
        await foreach (
            var d in inEffect.Select(d => new { d.Time, d.CoverageStatus }).AsAsyncEnumerable().WithCancellation(ct)
        )
        {
            totals.Add(d.Time, d.CoverageStatus.IsAllowed());
        }

        return totals;
    }

    private static async Task<Dictionary<(string Item, Direction Direction), Holding>> CountHoldingsAsync(
        IQueryable<Disclosure> inEffect,
        List<string> items,
        CancellationToken ct
    )
    {
        var counted = new Dictionary<(string Item, Direction Direction), Holding>();
        var disclosures = inEffect
            .Where(d => d.Items.Any(i => EF.Parameter(items).Contains(i.ItemId)))
            .Include(d => d.Items)
            .AsAsyncEnumerable();
        await foreach (var d in disclosures.WithCancellation(ct))
        {
            foreach (var item in d.Items.Where(i => items.Contains(i.ItemId, StringComparer.Ordinal)))
            {
                if (!counted.TryGetValue((item.ItemId, d.Direction), out var holding))
                    counted[(item.ItemId, d.Direction)] = holding = Holding.CreateEmpty(d, item);
                holding.Add(d, item);
            }
        }

        return counted;
    }

    private static async Task SaveTotalsAsync(PortalDbContext db, WorkerPartyTotals counted, CancellationToken ct)
    {
        var before = await db.WorkerPartyTotals.SingleOrDefaultAsync(
            t => t.WorkerId == counted.WorkerId && t.PartyId == counted.PartyId,
            ct
        );
        if (before is null && counted.Times > 0)
            await db.WorkerPartyTotals.AddAsync(counted, ct);
        else if (counted.Times > 0)
            before!.ReplaceWith(counted);
        else if (before is not null)
            db.WorkerPartyTotals.Remove(before);
    }
}
