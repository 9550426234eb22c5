using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using JoinArena.PrivacyPortal.Data.Telemetry;

namespace JoinArena.PrivacyPortal.Tests.Operations.Telemetry;

/// <summary>The portal's own instruments under the names that Prometheus gives them.</summary>
internal static class MeasuredInstruments
{
    /// <summary>The tags of the portal's instruments, which queries name too.</summary>
    private static readonly string[] s_tags =
    [
        "joinarena_outcome",
        "joinarena_reason",
        "joinarena_outbox_kind",
        "joinarena_party_kind",
        "joinarena_connector_type",
        "joinarena_days_left",
        "joinarena_witness_name",
    ];

    public static IReadOnlySet<string> ListPrometheusNames()
    {
        // An instrument is made when its class is first used.
        foreach (var type in typeof(PortalTelemetry).Assembly.GetTypes())
        {
            if (type.Name.EndsWith("Metrics", StringComparison.Ordinal) || type.Name == "EventQuota")
                RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }

        var names = new HashSet<string>(s_tags, StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == PortalTelemetry.Name)
                    names.UnionWith(Translate(instrument));
            },
        };
        listener.Start();
        return names;
    }

    private static IEnumerable<string> Translate(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_');
        if (instrument.Unit == "s")
            name += "_seconds";
        var kind = instrument.GetType().Name;
        if (kind.StartsWith("Counter", StringComparison.Ordinal))
            return [$"{name}_total"];
        return kind.StartsWith("Histogram", StringComparison.Ordinal)
            ? [name, $"{name}_bucket", $"{name}_count", $"{name}_sum"]
            : [name];
    }
}
