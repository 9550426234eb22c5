using System.Diagnostics.Metrics;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Telemetry;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion;

/// <summary>What is measured of workers' requests.</summary>
internal static class DeletionMetrics
{
    private const string DaysLeft = "joinarena.days.left";

    public static StoredGauge[] Gauges { get; } =
    [
        new(
            "joinarena.deletion.requests.open",
            "{request}",
            "Confirmed requests without an end, by the days until they are due: overdue, 0-7, 8-30 or later.",
            ReadOpenAsync
        ),
        new(
            "joinarena.deletion.retained.overdue",
            "{task}",
            "Answers by which a party keeps data until a day that has passed, and no one has confirmed the erasure.",
            async (db, now, ct) =>
            {
                var today = DateOnly.FromDateTime(now.UtcDateTime);
                return
                [
                    new(await db.ErasureTasks.CountAsync(t => t.State == TaskState.Retained && t.Until < today, ct)),
                ];
            }
        ),
    ];

    private static async Task<IReadOnlyList<Measurement<double>>> ReadOpenAsync(
        PortalDbContext db,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var ends = await db
            .DeletionRequests.Where(r => r.State == RequestState.Confirmed || r.State == RequestState.InProgress)
            .Select(r => r.DueEnds!.Value)
            .ToListAsync(ct);
        var counts = ends.CountBy(end => Describe(end - now)).ToDictionary(StringComparer.Ordinal);
        // Each group is reported, also with 0: a line that ends looks like a fault.
        string[] groups = ["overdue", "0-7", "8-30", "later"];
        return
        [
            .. groups.Select(group => new Measurement<double>(
                counts.GetValueOrDefault(group),
                new KeyValuePair<string, object?>(DaysLeft, group)
            )),
        ];
    }

    // The day that is 7 days ahead ends less than 8 days from now.
    private static string Describe(TimeSpan left) =>
        left.TotalDays switch
        {
            <= 0 => "overdue",
            <= 8 => "0-7",
            <= 31 => "8-30",
            _ => "later",
        };
}
