using System.Diagnostics;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>
/// Counts what no clause covers into cases, from the rows themselves: whatever was reported late, taken back or judged
/// anew is counted right.
/// </summary>
public sealed class CoverageIncidentCounter(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Counts, opens a case for what is new, and opens again what was fixed and goes on.</summary>
    public async Task CountAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var groups = await CountByCause(db).ToListAsync(ct);
        var known = await db.CoverageIncidents.ToDictionaryAsync(c => (c.PartyId, c.Purpose, c.Category), ct);
        var now = clock.GetInstant();
        foreach (var group in groups)
        {
            var isNew = !known.Remove((group.PartyId, group.Purpose, group.Category), out var found);
            found ??= db
                .CoverageIncidents.Add(
                    new()
                    {
                        PartyId = group.PartyId,
                        Purpose = group.Purpose,
                        Category = group.Category,
                        StateAt = now,
                    }
                )
                .Entity;
            var goesOn = found.UpdateCounts(group, now);
            if (isNew || goesOn)
            {
                db.CoverageIncidentEvents.Add(
                    CoverageIncidentEvent.Create(
                        found,
                        goesOn ? CoverageIncidentEventKind.Reopened : CoverageIncidentEventKind.Found,
                        null,
                        now
                    )
                );
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
        catch (DbUpdateException fault)
            when (fault is DbUpdateConcurrencyException
                || fault.GetBaseException()
                    is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation }
            )
        {
            // An officer decided something, or another node counted, in between. Nothing of this count is there; the
            // next one sees both.
        }
    }

    /// <summary>
    /// What there is, by cause. Reads the index of what is not covered, and of the book nothing else.
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
            g.Min(d => d.Time),
            g.Max(d => d.Time),
            g.Max(d => d.ReceivedAt)
        );
}

/// <summary>What was counted of one cause.</summary>
internal sealed record CoverageIncidentCount(
    string PartyId,
    Purpose Purpose,
    DataCategory Category,
    int Times,
    int UnderNoClause,
    DateTimeOffset FirstAt,
    DateTimeOffset LastAt,
    DateTimeOffset LastReceivedAt
);

/// <summary>
/// Counts again and again, and never more than a twentieth of the time: where there is much, less often.
/// </summary>
public sealed class CoverageIncidentJob(CoverageIncidentCounter census, TimeProvider clock) : IBackgroundJob
{
    private const int Rest = 20;
    private DateTimeOffset _next;

    public async Task RunAsync(CancellationToken ct)
    {
        if (clock.GetUtcNow() < _next)
            return;
        var begun = Stopwatch.GetTimestamp();
        await census.CountAsync(ct);
        _next = clock.GetUtcNow() + (Stopwatch.GetElapsedTime(begun) * Rest);
    }
}
