using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Deletion.Remedies;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Casework.DeadlineAlerts;

/// <summary>
/// Emails the team about complaints and appeals whose answer is due in a week, in two days, or was due. There is one
/// email for each stage of each deadline; a missed run loses nothing.
/// </summary>
public sealed class RemedyAlertJob(
    IDbContextFactory<PortalDbContext> contexts,
    RequestTransactions requests,
    DeadlineRules rules,
    RemedyAlertEmails emails,
    TimeProvider clock,
    SetAsideRows setAside
) : IBackgroundJob
{
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var (id, requestId) in await FindDueAsync(ct))
        {
            await setAside.TryAsync<RemedyAlertJob>(
                id.ToString(),
                () => requests.ChangeAsync(requestId, (db, request) => SendAlertAsync(db, request, id, ct), ct),
                ct
            );
        }
    }

    private async Task<List<(Guid Id, Guid RequestId)>> FindDueAsync(CancellationToken ct)
    {
        var now = clock.GetInstant();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var open = await (
            from remedy in db.RemedyCases.AsNoTracking()
            join request in db.DeletionRequests on remedy.RequestId equals request.Id
            where remedy.AnsweredAt == null
            orderby remedy.DueBy
            select new { Case = remedy, Request = request }
        ).ToListAsync(ct);
        return
        [
            .. open.Where(o => FindStage(o.Case, o.Request, now) is not null)
                .Select(o => (o.Case.Id, o.Case.RequestId)),
        ];
    }

    private async Task<bool> SendAlertAsync(PortalDbContext db, DeletionRequest request, Guid id, CancellationToken ct)
    {
        var now = clock.GetInstant();
        var remedy = await db.RemedyCases.SingleAsync(c => c.Id == id, ct);
        // Since it was found, an officer may have answered it, or another node have sent the alert.
        if (FindStage(remedy, request, now) is not { } stage)
            return false;
        remedy.MarkTeamAlerted(stage);
        await emails.SendAlertAsync(db, request, remedy, stage, ct);
        return true;
    }

    private DeadlineStage? FindStage(RemedyCase remedy, DeletionRequest request, DateTimeOffset now)
    {
        if (!remedy.IsOpen)
            return null;
        var stage = DeadlineStages.GetStage(remedy.DueBy, rules.ToLocalDay(request.Places, remedy.Law, now));
        return remedy.AlertedDueBy == remedy.DueBy && stage <= remedy.AlertedStage ? null : stage;
    }
}
