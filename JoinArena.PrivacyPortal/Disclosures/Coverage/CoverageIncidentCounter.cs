using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Faults;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>
/// Counts uncovered disclosures into incidents. It counts the rows themselves, so that late reports, retractions and
/// reassessments are counted right.
/// </summary>
public sealed class CoverageIncidentCounter(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Counts, opens an incident for what is new, and reopens what was fixed and goes on.</summary>
    public async Task CountAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var groups = await CountByCause(db).ToListAsync(ct);
        var known = await db.CoverageIncidents.ToDictionaryAsync(c => (c.PartyId, c.Purpose, c.Category), ct);
        var now = clock.GetInstant();
        foreach (var group in groups)
        {
            var isNew = !known.Remove((group.PartyId, group.Purpose, group.Category), out var found);
            var incident = found ?? AddIncident(db, group, now);
            var isReopened = incident.UpdateCounts(group, now);
            if (isNew || isReopened)
            {
                var kind = isReopened ? CoverageIncidentEventKind.Reopened : CoverageIncidentEventKind.Found;
                db.CoverageIncidentEvents.Add(CoverageIncidentEvent.Create(incident, kind, null, now));
            }
        }

        foreach (var gone in known.Values)
            gone.ClearCounts();
        if (!db.ChangeTracker.HasChanges())
            return;
        db.PublishChange(CoverageIncidentService.ChangeSubject);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException fault) when (fault is DbUpdateConcurrencyException || fault.IsUniqueViolation)
        {
            // Meanwhile an officer decided something or another node counted. Nothing of this count was saved; the next
            // one sees both.
        }
    }

    private static CoverageIncident AddIncident(PortalDbContext db, CoverageIncidentCount count, DateTimeOffset now)
    {
        var incident = new CoverageIncident
        {
            PartyId = count.PartyId,
            Purpose = count.Purpose,
            Category = count.Category,
            StateAt = now,
        };
        db.CoverageIncidents.Add(incident);
        return incident;
    }

    /// <summary>
    /// The uncovered disclosures, counted by cause. It reads only the index of uncovered disclosures and their items.
    /// </summary>
    internal static IQueryable<CoverageIncidentCount> CountByCause(PortalDbContext db) =>
        from d in db.Disclosures.AsNoTracking().Uncovered()
        from item in d.Items
        where item.Clause == null
        group new
        {
            d.Id,
            d.Time,
            d.ReceivedAt,
            d.CoverageStatus,
        } by new
        {
            d.PartyId,
            d.Purpose,
            item.Category,
        } into g
        select new CoverageIncidentCount(
            g.Key.PartyId,
            g.Key.Purpose,
            g.Key.Category,
            g.Select(d => d.Id).Distinct().Count(),
            g.Where(d => d.CoverageStatus == CoverageStatus.NoClause).Select(d => d.Id).Distinct().Count(),
            g.Where(d => d.CoverageStatus == CoverageStatus.AgainstStop).Select(d => d.Id).Distinct().Count(),
            g.Min(d => d.Time),
            g.Max(d => d.Time),
            g.Max(d => d.ReceivedAt)
        );
}

/// <summary>The uncovered disclosures of one cause.</summary>
internal sealed record CoverageIncidentCount(
    string PartyId,
    Purpose Purpose,
    DataCategory Category,
    int Times,
    int UnderNoClause,
    int AgainstStop,
    DateTimeOffset FirstAt,
    DateTimeOffset LastAt,
    DateTimeOffset LastReceivedAt
);
