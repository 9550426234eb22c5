using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>
/// Works out anew what holds of a report that has been amended, and what is counted of it: from the rows of the book,
/// so that the order they came in makes no difference.
/// </summary>
internal static class AmendmentRecount
{
    /// <summary>Inside the caller's transaction, in which nobody else counts.</summary>
    public static async Task ApplyAsync(PortalDbContext db, EventRef report, CancellationToken ct)
    {
        var (disclosures, source, id) = (db.Disclosures, report.Source, report.EventId);
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
        Guid[] right = [.. amendments.Select(a => a.ReplacementId).OfType<Guid>()];
        var rows = await disclosures
            .Include(d => d.Items)
            .Where(d => (d.Source == source && d.EventId == id) || EF.Parameter(right).Contains(d.Id))
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

        // Whoever has one of these on the page sees it change, even where it was about somebody else by mistake.
        foreach (var worker in rows.Select(r => r.WorkerId).Distinct())
            db.PublishChange(worker);
        db.ChangeTracker.Clear();
    }

    /// <summary>Counts what stands between a worker and a party, and for these items, from the book.</summary>
    internal static async Task RecountAsync(
        PortalDbContext db,
        string worker,
        string party,
        List<string> items,
        CancellationToken ct
    )
    {
        var standing = db
            .Disclosures.AsNoTracking()
            .Where(d => d.WorkerId == worker && d.PartyId == party && d.EndedBy == null);
        var share = new WorkerPartyTotals { WorkerId = worker, PartyId = party };
        await foreach (
            var d in standing.Select(d => new { d.Time, d.CoverageStatus }).AsAsyncEnumerable().WithCancellation(ct)
        )
        {
            share.Add(d.Time, d.CoverageStatus.IsAllowed());
        }

        var counted = new Dictionary<(string Item, Direction Direction), Holding>();
        await foreach (
            var d in standing
                .Where(d => d.Items.Any(i => EF.Parameter(items).Contains(i.ItemId)))
                .Include(d => d.Items)
                .AsAsyncEnumerable()
                .WithCancellation(ct)
        )
        {
            foreach (var item in d.Items.Where(i => items.Contains(i.ItemId, StringComparer.Ordinal)))
            {
                if (!counted.TryGetValue((item.ItemId, d.Direction), out var holding))
                    counted[(item.ItemId, d.Direction)] = holding = Holding.CreateEmpty(d, item);
                holding.Add(d, item);
            }
        }

        await PutAsync(
            db,
            share,
            await db.WorkerPartyTotals.SingleOrDefaultAsync(s => s.WorkerId == worker && s.PartyId == party, ct),
            ct
        );
        var before = await db
            .Holdings.Where(h => h.WorkerId == worker && h.PartyId == party && EF.Parameter(items).Contains(h.ItemId))
            .ToListAsync(ct);
        foreach (var gone in before.Where(h => !counted.ContainsKey((h.ItemId, h.Direction))))
            db.Holdings.Remove(gone);
        foreach (var holding in counted.Values)
        {
            if (before.Find(h => h.ItemId == holding.ItemId && h.Direction == holding.Direction) is { } there)
                there.ReplaceWith(holding);
            else
                db.Holdings.Add(holding);
        }

        await db.SaveChangesAsync(ct);
    }

    private static async Task PutAsync(
        PortalDbContext db,
        WorkerPartyTotals share,
        WorkerPartyTotals? before,
        CancellationToken ct
    )
    {
        if (before is null && share.Times > 0)
            await db.WorkerPartyTotals.AddAsync(share, ct);
        else if (share.Times > 0)
            before!.ReplaceWith(share);
        else if (before is not null)
            db.WorkerPartyTotals.Remove(before);
    }
}
