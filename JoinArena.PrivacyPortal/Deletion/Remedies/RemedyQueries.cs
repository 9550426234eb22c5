using System.Security.Claims;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Disclosures.AccessLog;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Remedies;

/// <summary>Reads complaints and appeals, for their worker and for the team.</summary>
public sealed class RemedyQueries(
    IDbContextFactory<PortalDbContext> contexts,
    DeadlineRules rules,
    AccessLogService accessLog,
    TimeProvider clock
)
{
    /// <summary>What the worker has filed about a request and can file now; null if it is not theirs.</summary>
    public async Task<RequestRemedies?> FindForWorkerAsync(string workerId, string number, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var which = db.DeletionRequests.Where(r =>
            r.Number == number && r.WorkerId == workerId && r.WithheldSince == null
        );
        return await FindAsync(db, which, ct);
    }

    /// <summary>The same for the team.</summary>
    public async Task<RequestRemedies?> FindForStaffAsync(string number, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindAsync(db, db.DeletionRequests.Where(r => r.Number == number), ct);
    }

    /// <summary>The open ones by due date, then the latest answered ones.</summary>
    public async Task<IReadOnlyList<ListedRemedy>> ListAsync(CancellationToken ct)
    {
        const int MostAnswered = 50;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var open = await ReadListedAsync(db, db.RemedyCases.Where(c => c.AnsweredAt == null).OrderBy(c => c.DueBy), ct);
        var answered = db.RemedyCases.Where(c => c.AnsweredAt != null).OrderByDescending(c => c.AnsweredAt);
        return [.. open, .. await ReadListedAsync(db, answered.Take(MostAnswered), ct)];
    }

    /// <summary>One case with its request and what was refused of it; the view is recorded first.</summary>
    public async Task<OpenedRemedy?> OpenAsync(ClaimsPrincipal reader, Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var remedy = await db.RemedyCases.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct);
        if (remedy is null)
            return null;
        var request = await db
            .DeletionRequests.AsNoTracking()
            .Include(r => r.Tasks)
            .SingleAsync(r => r.Id == remedy.RequestId, ct);
        await accessLog.RecordAsync(reader, [request.WorkerId], new(AccessTarget.Request, request.Number, null), ct);
        var today = rules.ToLocalDay(request.Places, remedy.Law, clock.GetInstant());
        var refusals = await db
            .RefusalProposals.AsNoTracking()
            .Where(p => p.RequestId == remedy.RequestId && p.IsApproved == true)
            .OrderByDescending(p => p.DecidedAt)
            .ToListAsync(ct);
        var canExtend = remedy is { IsOpen: true, ExtendableTo: not null } && today <= remedy.DueBy;
        return new(remedy, request.Number, canExtend)
        {
            WorkerId = request.WorkerId,
            WorkerName = await db
                .Workers.Where(w => w.Id == request.WorkerId)
                .Select(w => w.Name)
                .SingleOrDefaultAsync(ct),
            // A case that was answered is not about what came later.
            Contested =
                remedy.Outcome is RemedyOutcome.Upheld
                    ? []
                    : [.. ContestedDecision.Find(request, refusals, rules).Where(d => !(d.At > remedy.AnsweredAt))],
        };
    }

    /// <summary>
    /// Whether another one can be filed: one at a time, and no second appeal after a denial, against which the law has
    /// another way.
    /// </summary>
    internal static async Task<bool> MayFileAsync(
        PortalDbContext db,
        Guid requestId,
        RemedyKind kind,
        CancellationToken ct
    ) =>
        !await db.RemedyCases.AnyAsync(
            c =>
                c.RequestId == requestId
                && (
                    c.AnsweredAt == null
                    || (kind == RemedyKind.Appeal && c.Kind == kind && c.Outcome == RemedyOutcome.Denied)
                ),
            ct
        );

    private async Task<RequestRemedies?> FindAsync(
        PortalDbContext db,
        IQueryable<DeletionRequest> which,
        CancellationToken ct
    )
    {
        var request = await which.AsNoTracking().Include(r => r.Tasks).SingleOrDefaultAsync(ct);
        if (request is null)
            return null;
        var cases = await db
            .RemedyCases.AsNoTracking()
            .Where(c => c.RequestId == request.Id)
            .OrderByDescending(c => c.ReceivedAt)
            .ToListAsync(ct);
        return new(cases, await FindFileableAsync(db, request, ct));
    }

    private async Task<RemedyDeadlines?> FindFileableAsync(
        PortalDbContext db,
        DeletionRequest request,
        CancellationToken ct
    )
    {
        foreach (var kind in Enum.GetValues<RemedyKind>().Where(request.CanFile))
        {
            var deadlines = rules.ComputeRemedyDeadlines(request.Places, kind, clock.GetInstant());
            if (deadlines is not null && await MayFileAsync(db, request.Id, kind, ct))
                return deadlines;
        }

        return null;
    }

    private async Task<IEnumerable<ListedRemedy>> ReadListedAsync(
        PortalDbContext db,
        IQueryable<RemedyCase> cases,
        CancellationToken ct
    )
    {
        var now = clock.GetInstant();
        var found = await (
            from c in cases.AsNoTracking()
            join r in db.DeletionRequests on c.RequestId equals r.Id
            select new
            {
                Case = new ListedRemedy(
                    c.Id,
                    c.Kind,
                    r.Number,
                    r.Jurisdiction,
                    c.ReceivedAt,
                    c.DueBy,
                    c.IsAnswerDated,
                    c.Outcome
                ),
                r.Jobs,
                c.Law,
            }
        ).ToListAsync(ct);
        return found.Select(f =>
        {
            var places = DeletionRequest.ParsePlaces(f.Case.Jurisdiction, f.Jobs);
            var today = rules.ToLocalDay(places, f.Law, now);
            return f.Case with { DaysLeft = f.Case.DueBy.DayNumber - today.DayNumber };
        });
    }
}
