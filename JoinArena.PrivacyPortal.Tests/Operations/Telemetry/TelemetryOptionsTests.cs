using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Operations.Telemetry;
using Microsoft.Extensions.Configuration;

namespace JoinArena.PrivacyPortal.Tests.Operations.Telemetry;

public sealed class TelemetryOptionsTests
{
    [Fact]
    public void Without_an_address_no_telemetry_is_collected() => Read([]).IsOn.ShouldBeFalse();

    [Theory]
    [InlineData("Portal:Metrics:Url", "http://localhost:9464")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "https://collector:4318/v1/traces")]
    public void With_an_address_telemetry_is_collected(string setting, string value) =>
        Read(new() { [setting] = value }).IsOn.ShouldBeTrue();

    [Fact]
    public void A_disabled_SDK_sends_nothing() =>
        Read(new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://collector:4317", ["OTEL_SDK_DISABLED"] = "true" })
            .IsOn.ShouldBeFalse();

    [Theory]
    [InlineData("Portal:Metrics:Url", "Portal__Metrics__Url", "9464")]
    [InlineData("Portal:Metrics:Url", "Portal__Metrics__Url", "https://localhost:9464")]
    [InlineData("Portal:Metrics:Url", "Portal__Metrics__Url", "http://localhost:9464/metrics")]
    [InlineData("Portal:Metrics:Url", "Portal__Metrics__Url", "localhost:9464")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "somewhere")]
    public void What_is_no_address_stops_the_start_with_one_line(string setting, string variable, string value)
    {
        var fault = Should.Throw<ConfigurationException>(() => Read(new() { [setting] = value }));

        fault.Message.ShouldStartWith($"{variable}: '{value}' is ");
        fault.Message.ShouldNotContain("\n");
    }

    private static TelemetryOptions Read(Dictionary<string, string?> settings) =>
        TelemetryOptions.From(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
}
