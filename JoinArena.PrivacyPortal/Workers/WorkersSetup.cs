using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.AspNetCore.Authentication;

namespace JoinArena.PrivacyPortal.Workers;

/// <summary>The workers that JoinArena has announced, and which sign-in belongs to which worker.</summary>
public static class WorkersSetup
{
    public static WebApplicationBuilder AddWorkers(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddSingleton<WorkerRegister>()
            .AddSingleton<ILanguageChoiceKeeper, WorkerLanguageKeeper>()
            .AddSingleton<WorkerTimeZones>()
            .AddScoped<IClaimsTransformation, WorkerClaimsTransformation>();
        return builder;
    }

    public static WebApplication MapWorkers(this WebApplication app)
    {
        app.MapWorkerApi();
        return app;
    }
}
