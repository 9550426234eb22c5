using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>
/// Moves what the team works through of one party to another. Where both have a case of the same kind, one goes on with
/// both histories, and is open if either was.
/// </summary>
internal static class CoverageIncidentMerger
{
    public static async Task MoveAsync(
        PortalDbContext db,
        string from,
        string into,
        string by,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var (cases, events) = (db.CoverageIncidents, db.CoverageIncidentEvents);
        var all = await cases.AsNoTracking().Where(c => c.PartyId == from || c.PartyId == into).ToListAsync(ct);
        foreach (var moved in all.Where(c => c.PartyId == from))
        {
            var there = all.Find(c => c.PartyId == into && c.Purpose == moved.Purpose && c.Category == moved.Category);
            if (there is null)
            {
                await cases
                    .Where(c => c.Id == moved.Id)
                    .ExecuteUpdateAsync(
                        s => s.SetProperty(c => c.PartyId, into).SetProperty(c => c.Revision, c => c.Revision + 1),
                        ct
                    );
            }
            else
            {
                await events
                    .Where(e => e.IncidentId == moved.Id)
                    .ExecuteUpdateAsync(s => s.SetProperty(e => e.IncidentId, there.Id), ct);
                if (
                    await cases.Where(c => c.Id == moved.Id && c.Revision == moved.Revision).ExecuteDeleteAsync(ct) == 0
                )
                {
                    throw new DbUpdateConcurrencyException("The case was changed in between.");
                }
            }

            var kept = await cases.SingleAsync(c => c.Id == (there ?? moved).Id, ct);
            if (there is not null)
                kept.MergeWith(moved, now);
            events.Add(CoverageIncidentEvent.Create(kept, CoverageIncidentEventKind.Merged, by, now));
        }
    }
}
