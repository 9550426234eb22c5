using System.Security.Claims;
using JoinArena.PrivacyPortal.Acceptance.Uses;
using JoinArena.PrivacyPortal.Acceptance.Uses.Objections;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.AccessLog;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Staff.Objections;

/// <summary>Reads for the team the stops that the law has JoinArena weigh.</summary>
public sealed class StaffObjectionQueries(IDbContextFactory<PortalDbContext> contexts, AccessLogService accessLog)
{
    /// <summary>The open ones by due date, then the latest that ended. None names its worker.</summary>
    public async Task<IReadOnlyList<ListedObjection>> ListAsync(CancellationToken ct)
    {
        const int MostEnded = 50;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var open = db.OpenUseObjections;
        var ended = db.UseObjections.Where(o => o.AnsweredAt != null || o.TakenBackAt != null);
        return
        [
            .. await Read(db, open.OrderBy(o => o.DueBy).ThenBy(o => o.Id)).ToListAsync(ct),
            .. await Read(db, ended.OrderByDescending(o => o.AnsweredAt ?? o.TakenBackAt).Take(MostEnded))
                .ToListAsync(ct),
        ];
    }

    /// <summary>The due dates of the open ones, the earliest first.</summary>
    public async Task<IReadOnlyList<DateOnly>> ListDueDatesAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.OpenUseObjections.Select(o => o.DueBy).OrderBy(day => day).ToListAsync(ct);
    }

    /// <summary>One of them; the view is recorded first. Null if there is none with this id.</summary>
    public async Task<ListedObjection?> OpenAsync(ClaimsPrincipal reader, Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await Read(db, db.UseObjections.Where(o => o.Id == id)).SingleOrDefaultAsync(ct);
        if (found is null)
            return null;
        var worker = found.Stop.WorkerId;
        await accessLog.RecordAsync(reader, [worker], new(AccessTarget.Stop, id.ToString(), null), ct);
        return found with
        {
            WorkerName = await db.Workers.Where(w => w.Id == worker).Select(w => w.Name).SingleAsync(ct),
        };
    }

    private static IQueryable<ListedObjection> Read(PortalDbContext db, IQueryable<UseObjection> objections) =>
        from o in objections.AsNoTracking()
        join d in db.UseDecisions on o.DecisionId equals d.Id
        join w in db.Workers on o.WorkerId equals w.Id
        select new ListedObjection(o, d, w.Jurisdiction);
}
