using JoinArena.PrivacyPortal.Acceptance.Uses.Objections;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Staff.Objections;

/// <summary>
/// Emails the team about stops whose answer is due in a week, in two days, or was due: one email for each stage. It goes
/// to every officer, and to the administrators too once the day has passed or if there is no officer.
/// </summary>
public sealed class ObjectionAlertJob(
    IDbContextFactory<PortalDbContext> contexts,
    DeadlineRules rules,
    ObjectionAlertEmails emails,
    TimeProvider clock,
    SetAsideRows setAside
) : IBackgroundJob
{
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var (objection, stage) in await FindDueAsync(ct))
        {
            await setAside.TryAsync<ObjectionAlertJob>(
                objection.Id.ToString(),
                () => SendAsync(objection, stage, ct),
                ct
            );
        }
    }

    private async Task<List<(UseObjection Objection, DeadlineStage Stage)>> FindDueAsync(CancellationToken ct)
    {
        var now = clock.GetInstant();
        // A day more than the first stage: the authority's day can be ahead of the one in UTC.
        var horizon = DateOnly.FromDateTime(now.UtcDateTime).AddDays(DeadlineStages.FirstStageDays + 1);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var near = await (
            from o in db.UseObjections.AsNoTracking()
            join w in db.Workers on o.WorkerId equals w.Id
            where o.AnsweredAt == null && o.TakenBackAt == null && o.DueBy <= horizon
            orderby o.DueBy
            select new { Objection = o, w.Jurisdiction }
        ).ToListAsync(ct);
        var due = new List<(UseObjection, DeadlineStage)>();
        foreach (var found in near)
        {
            var stage = DeadlineStages.GetStage(found.Objection.DueBy, rules.ToLocalDay(found.Jurisdiction, now));
            if (stage is { } reached && !(reached <= found.Objection.AlertedStage))
                due.Add((found.Objection, reached));
        }

        return due;
    }

    private async Task SendAsync(UseObjection objection, DeadlineStage stage, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        // Since it was found, an officer may have answered it, or another node have sent the alert.
        var marked = await db
            .UseObjections.Where(o =>
                o.Id == objection.Id
                && o.AnsweredAt == null
                && o.TakenBackAt == null
                && o.AlertedStage == objection.AlertedStage
            )
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.AlertedStage, (DeadlineStage?)stage), ct);
        if (marked == 0)
            return;
        var notice = emails.Compose(objection, stage);
        foreach (var address in await db.GetAlertAddressesAsync(stage is DeadlineStage.Overdue, ct))
            db.Notices.SendToAddress(address, null, notice, clock.GetInstant());
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
    }
}
