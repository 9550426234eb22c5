using Quartz;

namespace JoinArena.PrivacyPortal.Data.BackgroundJobs;

/// <summary>Registers background jobs.</summary>
public static class BackgroundJobSetup
{
    /// <summary>Adds <typeparamref name="TJob"/> and runs it at the given interval.</summary>
    public static IServiceCollection AddBackgroundJob<TJob>(this IServiceCollection services, TimeSpan every)
        where TJob : class, IBackgroundJob
    {
        services.AddSingleton<TJob>();
        return services.AddQuartz(quartz =>
            quartz.ScheduleJob<QuartzJobAdapter<TJob>>(trigger =>
                trigger
                    .WithIdentity(typeof(TJob).FullName!)
                    .StartNow()
                    .WithSimpleSchedule(schedule => schedule.WithInterval(every).RepeatForever())
            )
        );
    }
}
