using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Reconciliation;

/// <summary>
/// Reconciles once a day, after a quiet hour, on one node. A day's run that was missed at that hour is made up for later
/// in the day. A difference is shown in the health report, in the log and on administrators' home page, and so is a
/// reconciliation that no longer runs.
/// </summary>
public sealed class ReconciliationJob(
    ReconciliationService reconciliation,
    IDbContextFactory<PortalDbContext> contexts,
    TimeProvider clock,
    ILogger<ReconciliationJob> log
) : IBackgroundJob
{
    /// <summary>The hour of the day after which it runs, in UTC.</summary>
    public const int Hour = 3;

    /// <summary>Longer than any run takes. A node that has not finished by then must have stopped.</summary>
    private static readonly TimeSpan s_maxDuration = TimeSpan.FromHours(4);

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetInstant();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (now.UtcDateTime.Hour < Hour || !await BeginAsync(today, now, ct))
            return;
        var report = await reconciliation.RunAndSaveAsync(ct);
        await EndAsync(today, ct);
        if (report.Differences.Count > 0)
        {
            log.LogError(
                "The reconciliation of {Disclosures} disclosures found {Differences} differences. "
                    + "The command 'disclosures check' lists them.",
                report.Disclosures,
                report.Differences.Count
            );
        }
    }

    /// <returns>True where this node is the one to run it.</returns>
    private async Task<bool> BeginAsync(DateOnly day, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var begun = await db.ReconciliationDays.SingleOrDefaultAsync(c => c.Day == day, ct);
        if (begun is { EndedAt: not null } || begun?.BegunAt > now - s_maxDuration)
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
            // Another node has begun it.
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
