using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;

namespace JoinArena.PrivacyPortal.Disclosures.Reconciliation;

/// <summary>
/// Reconciles once a day, after a quiet hour, on one node. A day's run that was missed at that hour is made up for later
/// in the day. A difference is shown in the health report, in the log and on administrators' home page, and so is a
/// reconciliation that no longer runs.
/// </summary>
public sealed class ReconciliationJob(
    ReconciliationService reconciliation,
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
        if (now.UtcDateTime.Hour < Hour || !await reconciliation.BeginAsync(now, last => MayBegin(last, now), ct))
            return;
        var report = await reconciliation.RunAndSaveAsync(now, ct);
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

    // One that was run by hand before the hour is not the day's.
    private static bool MayBegin(ReconciliationDay? last, DateTimeOffset now) =>
        last switch
        {
            null => true,
            { EndedAt: null } => last.BegunAt <= now - s_maxDuration,
            _ => last.BegunAt.UtcDateTime.Hour < Hour,
        };
}
