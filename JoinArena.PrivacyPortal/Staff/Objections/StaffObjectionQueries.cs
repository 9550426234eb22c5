using System.Security.Claims;
using JoinArena.PrivacyPortal.Acceptance.Uses;
using JoinArena.PrivacyPortal.Acceptance.Uses.Objections;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.AccessLog;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Staff.Objections;

/// <summary>Reads for the team the stops that the law has JoinArena weigh.</summary>
public sealed class StaffObjectionQueries(
    IDbContextFactory<PortalDbContext> contexts,
    AccessLogService accessLog,
    DeadlineRules rules,
    TimeProvider clock
)
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
            .. await ReadAsync(db, open.OrderBy(o => o.DueBy).ThenBy(o => o.Id), ct),
            .. await ReadAsync(db, ended.OrderByDescending(o => o.AnsweredAt ?? o.TakenBackAt).Take(MostEnded), ct),
        ];
    }

    /// <summary>The open ones, the earliest due first. None names its worker.</summary>
    public async Task<IReadOnlyList<ListedObjection>> ListOpenAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return [.. await ReadAsync(db, db.OpenUseObjections.OrderBy(o => o.DueBy).ThenBy(o => o.Id), ct)];
    }

    /// <summary>One of them; the view is recorded first. Null if there is none with this id.</summary>
    public async Task<ListedObjection?> OpenAsync(ClaimsPrincipal reader, Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = (await ReadAsync(db, db.UseObjections.Where(o => o.Id == id), ct)).SingleOrDefault();
        if (found is null)
            return null;
        var worker = found.Stop.WorkerId;
        await accessLog.RecordAsync(reader, [worker], new(AccessTarget.Stop, id.ToString(), null), ct);
        return found with
        {
            WorkerName = await db.Workers.Where(w => w.Id == worker).Select(w => w.Name).SingleAsync(ct),
        };
    }

    private async Task<IEnumerable<ListedObjection>> ReadAsync(
        PortalDbContext db,
        IQueryable<UseObjection> objections,
        CancellationToken ct
    )
    {
        var now = clock.GetInstant();
        var found = await (
            from o in objections.AsNoTracking()
            join d in db.UseDecisions on o.DecisionId equals d.Id
            join w in db.Workers on o.WorkerId equals w.Id
            select new ListedObjection(o, d, w.Jurisdiction)
        ).ToListAsync(ct);
        return found.Select(f => f with { Today = rules.ToLocalDay(f.Jurisdiction, now) });
    }
}
