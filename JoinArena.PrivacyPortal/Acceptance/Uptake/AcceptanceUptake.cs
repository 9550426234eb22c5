using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Acceptance.Uptake;

/// <summary>How many workers have accepted each version, and who has not: what the privacy team reads.</summary>
public sealed class AcceptanceUptake(IDbContextFactory<PortalDbContext> contexts, PolicyLibrary library, TimeProvider clock)
{
    /// <summary>Every version, newest first.</summary>
    public async Task<UptakeReport> ReadAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var counts = await db.Acceptances.GroupBy(a => a.Version).Select(g => new { Version = g.Key, Count = g.Count(), First = g.Min(a => a.At), Last = g.Max(a => a.At) }).ToDictionaryAsync(c => c.Version, StringComparer.Ordinal, ct);
        var current = library.Current(clock.GetInstant());
        return new(await db.Workers.CountAsync(ct), current.Name,
            [.. library.Versions.Reverse().Select(v => counts.TryGetValue(v.Name, out var c) ? new VersionUptake(v.Name, c.Count, c.First, c.Last) : new VersionUptake(v.Name, 0, null, null))]);
    }

    /// <summary>How many had accepted a version by the end of each day (UTC) on which somebody did, oldest first.</summary>
    public async Task<IReadOnlyList<UptakeDay>> CurveAsync(string version, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var days = new List<UptakeDay>();
        await foreach (var at in db.Acceptances.Where(a => a.Version == version).OrderBy(a => a.At).Select(a => a.At).AsAsyncEnumerable().WithCancellation(ct))
        {
            var day = DateOnly.FromDateTime(at.UtcDateTime);
            if (days is [.., var last] && last.Day == day) days[^1] = last with { Accepted = last.Accepted + 1 };
            else days.Add(new(day, (days is [.., var before] ? before.Accepted : 0) + 1));
        }

        return days;
    }

    /// <summary>Who has not accepted a version, one at a time in the order of their ids, with what they accepted last.</summary>
    public async IAsyncEnumerable<NotAccepted> MissingAsync(string version, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var all = db.Acceptances;
        var missing = db.Workers.Where(w => !all.Any(a => a.WorkerId == w.Id && a.Version == version)).OrderBy(w => w.Id)
            .Select(w => new NotAccepted(w.Id, w.Jurisdiction, all.Where(a => a.WorkerId == w.Id).OrderByDescending(a => a.At).Select(a => a.Version).FirstOrDefault()));
        await foreach (var worker in missing.AsAsyncEnumerable().WithCancellation(ct)) yield return worker;
    }
}

/// <param name="Workers">All that JoinArena has announced.</param>
/// <param name="Current">The version in force.</param>
/// <param name="Versions">Newest first.</param>
public sealed record UptakeReport(int Workers, string Current, IReadOnlyList<VersionUptake> Versions);

/// <summary>One version's acceptances; a worker accepts a version once.</summary>
public sealed record VersionUptake(string Version, int Accepted, DateTimeOffset? First, DateTimeOffset? Last);

/// <param name="Accepted">Since the beginning, not on that day alone.</param>
public sealed record UptakeDay(DateOnly Day, int Accepted);

/// <summary>A worker who has not accepted a version.</summary>
/// <param name="LastAccepted">The version they accepted last; null for none.</param>
public sealed record NotAccepted(string WorkerId, string Jurisdiction, string? LastAccepted);
