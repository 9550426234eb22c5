using System.Diagnostics.Metrics;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Telemetry;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Log.Publishing;
using JoinArena.PrivacyPortal.Ledger.Witnesses;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>What is measured of the log.</summary>
internal static class LedgerMetrics
{
    public static StoredGauge[] Gauges { get; } =
    [
        new(
            "joinarena.ledger.pending",
            "{entry}",
            "Entries that are recorded and wait for their place in the log.",
            async (db, _, ct) => [new(await db.PendingEntries.SumAsync(p => (long)p.Ids.Length, ct) / EntryIds.Length)]
        ),
        new(
            "joinarena.ledger.size",
            "{entry}",
            "Entries under the checkpoint that is published now.",
            async (db, _, ct) => [new((await db.FindLatestCheckpointAsync(ct))?.Size ?? 0)]
        ),
        new(
            "joinarena.ledger.witness.age",
            "s",
            "How long ago each witness last cosigned a checkpoint. A witness that never did is missing.",
            async (db, now, ct) =>
            {
                var witnesses = await db.LogWitnesses.AsNoTracking().Where(w => w.CosignedAt != null).ToListAsync(ct);
                return
                [
                    .. witnesses.Select(w => new Measurement<double>(
                        (now - w.CosignedAt!.Value).TotalSeconds,
                        // The name before the key's hash: it is public, and one line of the dashboard.
                        new KeyValuePair<string, object?>("joinarena.witness.name", w.Key.Split('+')[0])
                    )),
                ];
            }
        ),
    ];

    /// <summary>Whether the log has stopped, as this process sees it: 1 for the reason, 0 for every other.</summary>
    public static StoredGauge CreateHaltedGauge(LogHealth health) =>
        new(
            "joinarena.ledger.halted",
            "{log}",
            "1 while the log has stopped for this reason, else 0.",
            (_, _, _) =>
                Task.FromResult<IReadOnlyList<Measurement<double>>>([
                    .. Enum.GetValues<HaltReason>()
                        .Select(reason => new Measurement<double>(
                            health.HaltReason == reason ? 1 : 0,
                            new KeyValuePair<string, object?>("joinarena.reason", reason.ToKebabCase())
                        )),
                ])
        );
}
