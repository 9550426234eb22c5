using Microsoft.AspNetCore.Authentication;

namespace JoinArena.PrivacyPortal.Workers;

/// <summary>Who a worker is, and which sign-in is whose.</summary>
public static class WorkersSetup
{
    public static WebApplicationBuilder AddWorkers(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<WorkerRegister>().AddScoped<IClaimsTransformation, WorkerClaimsTransformation>();
        return builder;
    }

    public static WebApplication MapWorkers(this WebApplication app)
    {
        app.MapWorkerApi();
        return app;
    }
}
