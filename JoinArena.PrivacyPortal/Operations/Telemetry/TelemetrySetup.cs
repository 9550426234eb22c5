using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data.Telemetry;
using JoinArena.PrivacyPortal.Shell;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace JoinArena.PrivacyPortal.Operations.Telemetry;

/// <summary>Traces and metrics by OpenTelemetry. Without an address to send to or to serve at, nothing is collected.</summary>
internal static class TelemetrySetup
{
    private const string ServiceName = "joinarena-privacy-portal";

    private static readonly string[] s_meters =
    [
        PortalTelemetry.Name,
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.RateLimiting",
        "Microsoft.AspNetCore.Components.Server.Circuits",
        "System.Net.Http",
        "System.Runtime",
        "Npgsql",
    ];

    /// <exception cref="Data.ConfigurationException">An address is not valid.</exception>
    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        var options = TelemetryOptions.From(builder.Configuration);
        if (!options.IsOn)
            return builder;
        builder.Services.AddHostedService<GaugeSampler>();
        var telemetry = builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(ServiceName, serviceVersion: PortalVersion.Current))
            .WithMetrics(metrics => AddMetrics(metrics, options));
        if (options.IsExported)
            telemetry.WithTracing(traces => AddTraces(traces, BasePath.From(builder.Configuration)));
        return builder;
    }

    private static void AddMetrics(MeterProviderBuilder metrics, TelemetryOptions options)
    {
        metrics.AddMeter(s_meters);
        if (options.IsExported)
            metrics.AddOtlpExporter();
        if (options.MetricsUrl is { } url)
        {
            metrics.AddPrometheusHttpListener(listener =>
            {
                listener.Host = url.Host;
                listener.Port = url.Port;
            });
        }
    }

    private static void AddTraces(TracerProviderBuilder traces, BasePath site) =>
        traces
            .AddSource(PortalTelemetry.Name)
            // Probes come every few seconds and say nothing.
            .AddAspNetCoreInstrumentation(o => o.Filter = http => !IsProbe(http.Request.Path, site))
            .AddHttpClientInstrumentation()
            .AddEntityFrameworkCoreInstrumentation()
            .AddProcessor<SpanRedactor>()
            .AddOtlpExporter();

    // A span begins before the base path is taken off.
    private static bool IsProbe(PathString path, BasePath site) =>
        path.StartsWithSegments("/health", StringComparison.Ordinal)
        || path.StartsWithSegments(site["/health"], StringComparison.Ordinal);
}
