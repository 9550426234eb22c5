using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace JoinArena.PrivacyPortal.Data.Telemetry;

/// <summary>
/// What the portal measures of itself. Each slice has its own instruments on this meter, next to what they measure.
/// They cost next to nothing while nobody collects them.
/// </summary>
/// <remarks>
/// No tag, span or name holds personal data: no worker, no address, no id, no text that someone wrote. Tags take their
/// values from short lists, such as the kinds of parties.
/// </remarks>
public static class PortalTelemetry
{
    /// <summary>The name of the meter and of the source of traces.</summary>
    public const string Name = "JoinArena.PrivacyPortal";

    /// <summary>Where the slices create their instruments. Names follow OpenTelemetry's conventions.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>Where work outside a request, such as a job of the outbox, is traced.</summary>
    public static ActivitySource Activities { get; } = new(Name);
}
