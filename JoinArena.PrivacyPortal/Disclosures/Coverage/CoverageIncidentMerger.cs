using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Parties.Merging;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>
/// Moves the incidents of one party to another. Where both have an incident for the same purpose and category, one of
/// them continues with the history of both, and is open if either was.
/// </summary>
internal sealed class CoverageIncidentMerger : IPartyMergeParticipant
{
    /// <summary>Takes no lock: an incident that changes meanwhile fails by its revision, and the merge runs again.</summary>
    public Task LockAsync(PortalDbContext db, string from, string into, CancellationToken ct) => Task.CompletedTask;

    public async Task MoveAsync(PortalDbContext db, PartyMerge merge, CancellationToken ct)
    {
        var from = merge.From;
        var into = merge.Into;
        var incidents = db.CoverageIncidents;
        var events = db.CoverageIncidentEvents;
        var all = await incidents.AsNoTracking().Where(c => c.PartyId == from || c.PartyId == into).ToListAsync(ct);
        foreach (var moved in all.Where(c => c.PartyId == from))
        {
            var there = all.Find(c => c.PartyId == into && c.Purpose == moved.Purpose && c.Category == moved.Category);
            if (there is null)
            {
                await incidents
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
                    await incidents.Where(c => c.Id == moved.Id && c.Revision == moved.Revision).ExecuteDeleteAsync(ct)
                    == 0
                )
                {
                    throw new DbUpdateConcurrencyException("The incident was changed meanwhile.");
                }
            }

            var kept = await incidents.SingleAsync(c => c.Id == (there ?? moved).Id, ct);
            if (there is not null)
                kept.MergeWith(moved, merge.At);
            events.Add(CoverageIncidentEvent.Create(kept, CoverageIncidentEventKind.Merged, merge.By, merge.At));
        }
    }
}
