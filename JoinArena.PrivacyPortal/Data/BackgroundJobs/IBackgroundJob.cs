using Quartz;

namespace JoinArena.PrivacyPortal.Data.BackgroundJobs;

/// <summary>
/// Finds due work from our own tables and does it. The scheduler only wakes it, so a lost or doubled wake-up loses and
/// doubles nothing.
/// </summary>
public interface IBackgroundJob
{
    /// <summary>Does all that is due now; safe to run on several nodes at once.</summary>
    Task RunAsync(CancellationToken ct);
}

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

/// <summary>Registers sweeps.</summary>
public static class BackgroundJobSetup
{
    /// <summary>Adds <typeparamref name="TSweep"/> and has it woken at the given interval.</summary>
    public static IServiceCollection AddBackgroundJob<TSweep>(this IServiceCollection services, TimeSpan every)
        where TSweep : class, IBackgroundJob
    {
        services.AddSingleton<TSweep>();
        return services.AddQuartz(quartz =>
            quartz.ScheduleJob<QuartzJobAdapter<TSweep>>(trigger =>
                trigger
                    .WithIdentity(typeof(TSweep).FullName!)
                    .StartNow()
                    .WithSimpleSchedule(schedule => schedule.WithInterval(every).RepeatForever())
            )
        );
    }
}
