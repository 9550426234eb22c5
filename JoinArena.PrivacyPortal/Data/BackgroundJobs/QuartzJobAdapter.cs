using Quartz;

namespace JoinArena.PrivacyPortal.Data.BackgroundJobs;

/// <summary>Wakes one sweep.</summary>
[DisallowConcurrentExecution]
internal sealed class QuartzJobAdapter<TSweep>(TSweep sweep, ILogger<TSweep> log) : IJob
    where TSweep : IBackgroundJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await sweep.RunAsync(cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogError(fault, "A sweep failed; the next wake-up tries again.");
        }
    }
}
