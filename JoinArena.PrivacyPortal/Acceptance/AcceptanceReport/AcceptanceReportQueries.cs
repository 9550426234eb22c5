using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Acceptance.AcceptanceReport;

/// <summary>For the privacy team: how many workers have accepted each version, and who has not.</summary>
public sealed class AcceptanceReportQueries(
    IDbContextFactory<PortalDbContext> contexts,
    PolicyLibrary library,
    TimeProvider clock
)
{
    /// <summary>The counts of every version, newest first.</summary>
    public async Task<AcceptanceCounts> GetCountsAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var counts = await db
            .Acceptances.GroupBy(a => a.Version)
            .Select(g => new
            {
                Version = g.Key,
                Count = g.Count(),
                First = g.Min(a => a.AcceptedAt),
                Last = g.Max(a => a.AcceptedAt),
            })
            .ToDictionaryAsync(c => c.Version, StringComparer.Ordinal, ct);
        var versions = library.Versions;
        var current = library.GetCurrent(clock.GetInstant());
        // An acceptance stays valid until the next version that is not editorial.
        string[] holding =
        [
            .. versions
                .Where(v =>
                    v.Number <= current.Number
                    && !versions.Any(later =>
                        later.Number > v.Number
                        && later.Number <= current.Number
                        && later.Change is not ChangeKind.Editorial
                    )
                )
                .Select(v => v.Name),
        ];
        var holdingCount = await db
            .Acceptances.Where(a => holding.Contains(a.Version))
            .Select(a => a.WorkerId)
            .Distinct()
            .CountAsync(ct);
        return new(
            await db.Workers.CountAsync(ct),
            current.Name,
            holdingCount,
            [
                .. library
                    .Versions.Reverse()
                    .Select(v =>
                        counts.TryGetValue(v.Name, out var c)
                            ? new VersionAcceptanceCount(v.Name, v.EffectiveDate, c.Count, c.First, c.Last)
                            : new VersionAcceptanceCount(v.Name, v.EffectiveDate, 0, null, null)
                    ),
            ]
        );
    }

    /// <summary>
    /// How many workers had accepted a version by the end of each day (UTC), oldest first. Days without an acceptance
    /// are left out.
    /// </summary>
    public async Task<IReadOnlyList<DailyAcceptanceCount>> GetDailyCountsAsync(string version, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var days = new List<DailyAcceptanceCount>();
        await foreach (
            var at in db
                .Acceptances.Where(a => a.Version == version)
                .OrderBy(a => a.AcceptedAt)
                .Select(a => a.AcceptedAt)
                .AsAsyncEnumerable()
                .WithCancellation(ct)
        )
        {
            var day = DateOnly.FromDateTime(at.UtcDateTime);
            if (days is [.., var last] && last.Day == day)
                days[^1] = last with { AcceptedCount = last.AcceptedCount + 1 };
            else
                days.Add(new(day, (days is [.., var before] ? before.AcceptedCount : 0) + 1));
        }

        return days;
    }

    /// <summary>
    /// Streams the workers who have not accepted a version, by id, with the version they accepted last.
    /// </summary>
    public async IAsyncEnumerable<MissingAcceptance> StreamMissingAsync(
        string version,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var all = db.Acceptances;
        var missing = db
            .Workers.Where(w => !all.Any(a => a.WorkerId == w.Id && a.Version == version))
            .OrderBy(w => w.Id)
            .Select(w => new MissingAcceptance(
                w.Id,
                w.Jurisdiction,
                all.Where(a => a.WorkerId == w.Id)
                    .OrderByDescending(a => a.AcceptedAt)
                    .Select(a => a.Version)
                    .FirstOrDefault()
            ));
        await foreach (var worker in missing.AsAsyncEnumerable().WithCancellation(ct))
            yield return worker;
    }
}
