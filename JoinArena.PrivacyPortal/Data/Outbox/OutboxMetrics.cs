using System.Diagnostics.Metrics;
using JoinArena.PrivacyPortal.Data.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Data.Outbox;

/// <summary>What is measured of the outbox. A job's kind is one of the handlers', such as <c>mail</c>.</summary>
internal static class OutboxMetrics
{
    private static readonly Counter<long> s_tries = PortalTelemetry.Meter.CreateCounter<long>(
        "joinarena.outbox.tries",
        "{try}",
        "Tries of outbox jobs, by kind and outcome: done, postponed or given-up."
    );

    /// <summary>Jobs that wait, and how long the oldest has been due.</summary>
    public static StoredGauge[] Gauges { get; } =
    [
        new(
            "joinarena.outbox.pending",
            "{job}",
            "Outbox jobs that are neither done nor given up.",
            async (db, _, ct) => [new(await db.Outbox.LongCountAsync(m => m.DoneAt == null && m.GivenUpAt == null, ct))]
        ),
        new(
            "joinarena.outbox.oldest.age",
            "s",
            "How long the outbox job that waits longest has been due; 0 if none is due.",
            async (db, now, ct) =>
            {
                var oldest = await db
                    .Outbox.Where(m => m.DoneAt == null && m.GivenUpAt == null && m.DueAt <= now)
                    .MinAsync(m => (DateTimeOffset?)m.DueAt, ct);
                return [new(oldest is { } dueAt ? (now - dueAt).TotalSeconds : 0)];
            }
        ),
    ];

    /// <summary>Counts one try of a job.</summary>
    public static void CountTry(string kind, string outcome) =>
        s_tries.Add(1, new("joinarena.outbox.kind", kind), new("joinarena.outcome", outcome));
}
