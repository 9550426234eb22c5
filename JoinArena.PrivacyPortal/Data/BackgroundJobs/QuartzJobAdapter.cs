using Quartz;

namespace JoinArena.PrivacyPortal.Data.BackgroundJobs;

/// <summary>Runs a background job when Quartz starts it.</summary>
[DisallowConcurrentExecution]
internal sealed class QuartzJobAdapter<TJob>(TJob job, ILogger<TJob> log) : IJob
    where TJob : IBackgroundJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await job.RunAsync(cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogError(fault, "A background job failed; the next run tries again.");
        }
    }
}
