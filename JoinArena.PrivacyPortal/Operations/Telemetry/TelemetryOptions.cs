using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Operations.Telemetry;

/// <summary>Where traces and metrics go. By default they go nowhere, and nothing is collected.</summary>
/// <param name="MetricsUrl">The address at which <c>/metrics</c> is served; null for none.</param>
/// <param name="IsExported">Whether traces and metrics are sent by OTLP, as the <c>OTEL_…</c> variables say.</param>
internal sealed record TelemetryOptions(Uri? MetricsUrl, bool IsExported)
{
    private const string MetricsSetting = "Portal__Metrics__Url";
    private const string MetricsExample = "http://localhost:9464";

    private static readonly string[] s_endpoints =
    [
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
        "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
    ];

    /// <summary>Whether anything is collected.</summary>
    public bool IsOn => IsExported || MetricsUrl is not null;

    /// <exception cref="ConfigurationException">An address is not valid.</exception>
    public static TelemetryOptions From(IConfiguration configuration)
    {
        foreach (var name in s_endpoints)
        {
            if (configuration[name] is { Length: > 0 } value && !IsHttp(value))
            {
                throw ConfigurationException.ForSetting(
                    name,
                    $"'{value}' is not an http address",
                    "http://collector:4317"
                );
            }
        }

        var url = configuration["Portal:Metrics:Url"];
        if (string.IsNullOrEmpty(url))
            return new(null, HasEndpoint(configuration));
        if (!IsHttp(url) || new Uri(url) is not { PathAndQuery: "/", Scheme: "http" } address)
        {
            throw ConfigurationException.ForSetting(
                MetricsSetting,
                $"'{url}' is not an http address without a path",
                MetricsExample
            );
        }

        return new(address, HasEndpoint(configuration));
    }

    private static bool HasEndpoint(IConfiguration configuration) =>
        configuration["OTEL_SDK_DISABLED"] is not "true"
        && s_endpoints.Any(name => !string.IsNullOrEmpty(configuration[name]));

    private static bool IsHttp(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}
