using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Operations.Telemetry;

/// <summary>The portal with a collector: it serves its metrics, and sends traces and metrics to an address.</summary>
public sealed class MeasuredPortal : Portal
{
    private readonly CollectorHost _collector = new();

    /// <summary>Where its metrics are.</summary>
    public Uri MetricsUrl { get; } = new($"http://localhost:{FreePort.Find()}");

    /// <summary>What it has sent so far.</summary>
    internal CollectorHost Collector => _collector;

    public override async Task InitializeAsync()
    {
        await _collector.StartAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _collector.DisposeAsync();
    }

    protected override void Configure(IDictionary<string, string> settings)
    {
        settings["Portal:Metrics:Url"] = MetricsUrl.ToString();
        settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = _collector.Url.ToString();
        settings["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        // Sent at once, so that a test need not wait.
        settings["OTEL_BSP_SCHEDULE_DELAY"] = "100";
    }
}
