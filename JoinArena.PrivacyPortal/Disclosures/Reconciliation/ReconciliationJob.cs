using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Reconciliation;

/// <summary>
/// Compares once a day, from a quiet hour on, on one node; what was slept through is made up for. A difference alarms:
/// in the health report, in the log, and on the
/// team's start page. So does a comparison that no longer takes place.
/// </summary>
public sealed class ReconciliationJob(
    ReconciliationService check,
    IDbContextFactory<PortalDbContext> contexts,
    TimeProvider clock,
    ILogger<ReconciliationJob> log
) : IBackgroundJob
{
    /// <summary>The hour of the day from which on it runs, in UTC.</summary>
    public const int Hour = 3;

    /// <summary>Longer than any comparison takes: a node that has not ended it by then has ended itself.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(4);

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetInstant();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (now.UtcDateTime.Hour < Hour || !await BeginAsync(today, now, ct))
            return;
        var report = await check.RunAndSaveAsync(ct);
        await EndAsync(today, ct);
        if (report.Differences.Count > 0)
        {
            log.LogError(
                "The disclosure book differs from what was counted in {Differences} places of {Disclosures} disclosures; 'disclosures check' lists them.",
                report.Differences.Count,
                report.Disclosures
            );
        }
    }

    /// <returns>Whether it is this node's to do.</returns>
    private async Task<bool> BeginAsync(DateOnly day, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var begun = await db.ReconciliationDays.SingleOrDefaultAsync(c => c.Day == day, ct);
        if (begun is { EndedAt: not null } || begun?.BegunAt > now - s_longest)
            return false;
        if (begun is null)
            db.ReconciliationDays.Add(new() { Day = day, BegunAt = now });
        else
            begun.BegunAt = now;
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException)
        {
            // Another node does it.
            return false;
        }
    }

    private async Task EndAsync(DateOnly day, CancellationToken ct)
    {
        var now = clock.GetInstant();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        await db
            .ReconciliationDays.Where(c => c.Day == day)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.EndedAt, now), ct);
        await write.CommitAsync(ct);
    }
}
