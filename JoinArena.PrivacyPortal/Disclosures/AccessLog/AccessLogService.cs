using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.AccessLog;

/// <summary>
/// Records each look at a worker's data by staff, before the data is shown: without a trail there is nothing to see.
/// Called by pages rendered on the server, once
/// a request; looks that follow one another within minutes, as when a form is sent and the page comes back, are one
/// look.
/// </summary>
public sealed class AccessLogService(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Looks shown at once.</summary>
    public const int PageSize = 50;

    private static readonly TimeSpan s_sameLook = TimeSpan.FromMinutes(10);

    /// <summary>Records that this person looks at something of these workers.</summary>
    /// <param name="looking">The signed-in member of staff.</param>
    /// <param name="workers">Whose data is shown; none for a search that found nobody.</param>
    /// <param name="of">What is shown.</param>
    /// <param name="about">Which one: a request's number, an entry's id.</param>
    /// <param name="why">Why they look, in their words; null where the page says it all.</param>
    /// <returns>The look of the first worker.</returns>
    public async Task<Guid> RecordAsync(
        ClaimsPrincipal looking,
        IReadOnlyCollection<string> workers,
        AccessTarget of,
        string? about,
        string? why,
        CancellationToken ct
    )
    {
        var (now, name, role) = (clock.GetInstant(), looking.Identity?.Name ?? "", RoleOf(looking));
        var since = now - s_sameLook;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var known = await db
            .AccessLogEntries.AsNoTracking()
            .Where(v => v.At > since && v.StaffName == name && v.Target == of && v.TargetId == about && v.Reason == why)
            .Select(v => new { v.Id, v.WorkerId })
            .ToListAsync(ct);
        string?[] seen = workers.Count == 0 ? [null] : [.. workers.Distinct(StringComparer.Ordinal)];
        var first = known.Find(v => v.WorkerId == seen[0])?.Id;

        await using var write = await db.BeginWriteAsync(ct);
        foreach (var worker in seen.Where(w => known.TrueForAll(v => v.WorkerId != w)))
        {
            var look = db
                .AccessLogEntries.Add(
                    new()
                    {
                        WorkerId = worker,
                        At = now,
                        Target = of,
                        TargetId = about,
                        Reason = why,
                        Role = role,
                        StaffName = name,
                    }
                )
                .Entity;
            first ??= look.Id;
            if (worker is null)
                continue;
            await db.Ledger.AppendAsync(new StaffViewRecorded(worker, now, look.Id, of, about, role), look.Id, ct);
            db.PublishChange(GetChangeSubject(worker));
        }

        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return first!.Value;
    }

    /// <summary>Who looked at the worker's data, the latest first.</summary>
    public async Task<IReadOnlyList<AccessLogEntry>> ListForWorkerAsync(string workerId, int skip, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db
            .AccessLogEntries.AsNoTracking()
            .Where(v => v.WorkerId == workerId)
            .OrderByDescending(v => v.At)
            .ThenByDescending(v => v.Id)
            .Skip(skip)
            .Take(PageSize + 1)
            .ToListAsync(ct);
    }

    /// <summary>How often staff looked at the worker's data.</summary>
    public async Task<int> CountForWorkerAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.AccessLogEntries.CountAsync(v => v.WorkerId == workerId, ct);
    }

    /// <summary>What the change feed calls the looks at a worker's data.</summary>
    public static string GetChangeSubject(string workerId) => $"looks/{workerId}";

    private static string RoleOf(ClaimsPrincipal looking) =>
        Roles.StaffRoles.FirstOrDefault(looking.IsInRole)
        ?? throw new InvalidOperationException("Only staff look at a worker's data.");
}
