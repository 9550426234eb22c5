using Quartz;

namespace JoinArena.PrivacyPortal.Data.BackgroundJobs;

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
