using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.AccessLog;

/// <summary>
/// Records each view of a worker's data by staff, before the data is shown. Pages that are rendered on the server call it
/// once a request. Views of the same thing within ten minutes count as one, for example when a form is sent and the page
/// comes back.
/// </summary>
public sealed class AccessLogService(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Views on a page.</summary>
    public const int PageSize = 50;

    private static readonly TimeSpan s_sameView = TimeSpan.FromMinutes(10);

    /// <summary>Records that a member of staff views data of these workers.</summary>
    /// <param name="staff">The signed-in member of staff.</param>
    /// <param name="workers">The workers whose data is shown; empty for a search that found no one.</param>
    /// <param name="viewed">What is shown, and why.</param>
    /// <returns>The id of the recorded view of the first worker.</returns>
    public async Task<Guid> RecordAsync(
        ClaimsPrincipal staff,
        IReadOnlyCollection<string> workers,
        ViewedData viewed,
        CancellationToken ct
    )
    {
        var now = clock.GetInstant();
        var name = staff.Identity?.Name ?? "";
        var role = GetRole(staff);
        var since = now - s_sameView;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var known = await db
            .AccessLogEntries.AsNoTracking()
            .Where(v =>
                v.At > since
                && v.StaffName == name
                && v.Target == viewed.Target
                && v.TargetId == viewed.TargetId
                && v.Reason == viewed.Reason
            )
            .Select(v => new { v.Id, v.WorkerId })
            .ToListAsync(ct);
        string?[] viewedWorkers = workers.Count == 0 ? [null] : [.. workers.Distinct(StringComparer.Ordinal)];
        var first = known.Find(v => v.WorkerId == viewedWorkers[0])?.Id;

        await using var write = await db.BeginWriteAsync(ct);
        foreach (var worker in viewedWorkers.Where(w => known.TrueForAll(v => v.WorkerId != w)))
        {
            var view = db
                .AccessLogEntries.Add(
                    new()
                    {
                        WorkerId = worker,
                        At = now,
                        Target = viewed.Target,
                        TargetId = viewed.TargetId,
                        Reason = viewed.Reason,
                        Role = role,
                        StaffName = name,
                    }
                )
                .Entity;
            first ??= view.Id;
            if (worker is null)
                continue;
            await db.Ledger.AppendAsync(
                new StaffViewRecorded(worker, now, view.Id, viewed.Target, viewed.TargetId, role),
                view.Id,
                ct
            );
            db.PublishChange(GetChangeSubject(worker));
        }

        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return first!.Value;
    }

    /// <summary>A page of what the worker's access log lists, the latest first, and one more if there are more.</summary>
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

    /// <summary>How often staff viewed the worker's data.</summary>
    public async Task<int> CountForWorkerAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.AccessLogEntries.CountAsync(
            v => v.WorkerId == workerId && v.Target != AccessTarget.EmailChanged,
            ct
        );
    }

    /// <summary>The change feed's subject for views of a worker's data.</summary>
    public static string GetChangeSubject(string workerId) => $"access-log/{workerId}";

    private static string GetRole(ClaimsPrincipal staff) =>
        Roles.StaffRoles.FirstOrDefault(staff.IsInRole)
        ?? throw new InvalidOperationException("Only staff can view a worker's data.");
}
