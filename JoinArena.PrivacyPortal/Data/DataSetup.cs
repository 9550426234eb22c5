using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Data.Faults;
using JoinArena.PrivacyPortal.Data.KeyProtection;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Data.Settings;
using JoinArena.PrivacyPortal.Data.Telemetry;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Quartz;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>The database, its writes, the outbox and the clock.</summary>
public static class DataSetup
{
    public static WebApplicationBuilder AddData(this WebApplicationBuilder builder)
    {
        SecretsDirectory.AddTo(builder.Configuration);
        SettingCheck.Check(builder.Configuration);
        var directory = DataDirectory.From(builder.Configuration, builder.Environment);
        var settings = DatabaseSettings.From(builder.Configuration, directory.Path);
        var publicUrl = PublicAddress.GetConfiguredUrl(builder.Configuration);
        builder
            .Services.AddSingleton(services => new PublicAddress(
                publicUrl,
                services.GetRequiredService<IConfiguration>(),
                services.GetRequiredService<IServer>()
            ))
            .AddSingleton(TimeProvider.System)
            .AddSingleton(directory)
            .AddSingleton(settings)
            .AddSingleton(new WriteLock(isOpen: settings.Provider is not DatabaseProvider.Sqlite))
            .AddSingleton<ChangeFeed>()
            .AddSingleton<IDbContextFactory<PortalDbContext>, PortalDbContextFactory>()
            .AddSingleton<Migrator>()
            .AddHostedService<WalCheckpointer>()
            // Identity and Data Protection need the context itself; the portal's own code uses the factory.
            .AddScoped(services => services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext())
            .AddSingleton<DeadLetterQueue>()
            .AddSingleton<SetAsideRows>()
            .AddBackgroundJob<OutboxDispatchJob>(every: TimeSpan.FromSeconds(1))
            .AddBackgroundJob<OutboxCleanupJob>(every: TimeSpan.FromMinutes(60))
            .AddStoredGauges(OutboxMetrics.Gauges)
            .AddQuartzHostedService(quartz => quartz.WaitForJobsToComplete = true);
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database");
        builder.Services.AddSingleton<DatabaseHealthCheck>();
        builder.Services.Replace(
            ServiceDescriptor.Singleton<ILoggerFactory>(services => new OutageLoggerFactory(
                new LoggerFactory(
                    services.GetServices<ILoggerProvider>(),
                    services.GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>(),
                    services.GetRequiredService<IOptions<LoggerFactoryOptions>>(),
                    services.GetService<IExternalScopeProvider>()
                )
            ))
        );
        if (settings.Provider is DatabaseProvider.Postgres)
            builder.Services.AddHostedService<PostgresChangeListener>();
        builder.Services.AddPortalDataProtection(MasterKeyOptions.From(builder.Configuration, directory));
        return builder;
    }

    /// <summary>
    /// Starts to build the database model in the background: it takes longer than every other part of the start and
    /// does not depend on any of them.
    /// </summary>
    public static WebApplication UseData(this WebApplication app)
    {
        var contexts = app.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>();
        _ = Task.Run(() =>
        {
            using var db = contexts.CreateDbContext();
            return db.Model;
        });
        return app;
    }
}
