using JoinArena.PrivacyPortal.Data.Faults;
using JoinArena.PrivacyPortal.Data.Telemetry;
using JoinArena.PrivacyPortal.Operations.Api;
using JoinArena.PrivacyPortal.Operations.Backups;
using JoinArena.PrivacyPortal.Operations.Demo;
using JoinArena.PrivacyPortal.Operations.Logging;
using JoinArena.PrivacyPortal.Operations.Shutdown;
using JoinArena.PrivacyPortal.Operations.Telemetry;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary>What keeps the portal running: health, demo data, the command line.</summary>
public static class OperationsSetup
{
    public static WebApplicationBuilder AddOperations(this WebApplicationBuilder builder)
    {
        ListenInDevelopment(builder);
        builder.AddShutdown();
        builder.AddLogFormat();
        builder.AddTelemetry();
        builder.AddApiReference();
        builder.Services.AddSingleton<DemoData>().AddSingleton<DemoPolicies>();
        builder.Services.AddSingleton<Backup>().AddSingleton<BackupHistory>().AddStoredGauges(BackupHistory.Age);
        return builder;
    }

    public static WebApplication MapOperations(this WebApplication app)
    {
        app.MapApiReference();
        app.MapHealth("/health/live", new() { Predicate = _ => false });
        app.MapHealth("/health/ready", new() { ResponseWriter = WriteHealthReportAsync });
        return app;
    }

    // The framework answers every method here, TRACE too.
    private static void MapHealth(this WebApplication app, string path, HealthCheckOptions options) =>
        app.MapHealthChecks(path, options)
            .WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]))
            .AllowAnonymous();

    // Probes look for the first word; after it comes a line for each part that is not healthy.
    private static Task WriteHealthReportAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = "text/plain; charset=utf-8";
        var unhealthy = report
            .Entries.Where(e => e.Value.Status is not HealthStatus.Healthy)
            .Select(e => $"\n{e.Key}: {Explain(e.Value)}");
        return http.Response.WriteAsync($"{report.Status}{string.Concat(unhealthy)}", http.RequestAborted);
    }

    // A check that failed by itself has the text of its exception, which is not for everybody.
    private static string Explain(HealthReportEntry part) =>
        part.Exception is { } fault && DatabaseOutage.Find(fault) is { } outage
            ? outage
            : part.Description ?? "not healthy";

    // Only if no setting gives an address: launch settings and appsettings would override ASPNETCORE_URLS.
    private static void ListenInDevelopment(WebApplicationBuilder builder)
    {
        string[] settings = ["urls", "http_ports", "https_ports"];
        if (builder.Environment.IsDevelopment() && settings.All(s => string.IsNullOrEmpty(builder.Configuration[s])))
            builder.WebHost.UseUrls("http://localhost:5080");
    }
}
