using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace JoinArena.PrivacyPortal.Benchmarks;

/// <summary>How long after it is answered an entry stands under the served checkpoint, while the portal takes in all it can.</summary>
internal static class LedgerLag
{
    private const int Events = 30_000, Batch = 100;

    public static async Task RunAsync(CancellationToken ct)
    {
        using var workshop = new Workshop();
        var portal = await workshop.PublishPortalAsync(ct);
        Directory.CreateDirectory(portal.DataDirectory);
        await portal.RunAsync(["migrate"], ct);
        var key = await portal.RunAsync(["keys", "create", "--name", "benchmark", "--scope", "workers:write", "parties:write", "disclosures:write"], ct);
        await using var running = await portal.StartAsync("/", ct);
        using var http = new HttpClient { BaseAddress = running.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        await Intake.Reported.AnnounceAsync(http, ct);

        var (answered, lags) = (new ConcurrentQueue<(long Entries, TimeSpan At)>(), new List<double>());
        var before = Entries(portal);
        var watch = Stopwatch.StartNew();
        var reporting = Task.Run(async () =>
        {
            foreach (var events in Enumerable.Range(0, Events).Select(Intake.Reported.Event).Chunk(Batch))
            {
                using var body = new StringContent(new JsonArray([.. events]).ToJsonString(), MediaTypeHeaderValue.Parse("application/cloudevents-batch+json"));
                using var answer = await http.PostAsync(new Uri("/api/v1/disclosures", UriKind.Relative), body, ct);
                answer.EnsureSuccessStatusCode();
                // One event leaves one entry.
                answered.Enqueue((before += Batch, watch.Elapsed));
            }
        }, ct);
        while (!reporting.IsCompleted || !answered.IsEmpty)
        {
            var size = long.Parse((await http.GetStringAsync(new Uri("/ledger/checkpoint", UriKind.Relative), ct)).Split('\n')[1], CultureInfo.InvariantCulture);
            while (answered.TryPeek(out var next) && next.Entries <= size && answered.TryDequeue(out next)) lags.Add((watch.Elapsed - next.At).TotalMilliseconds);
            await Task.Delay(10, ct);
        }

        await reporting;
        new Figure($"from the answer to an event until it stands under the served checkpoint, while {Events} came in as fast as they could, p50", "ms", Figure.Quantile(lags, 0.5)).Print();
        new Figure("the same, p99", "ms", Figure.Quantile(lags, 0.99), 2000).Print();
    }

    private static long Entries(Site portal)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(portal.DataDirectory, "portal.db")};Pooling=False");
        connection.Open();
        using var count = connection.CreateCommand();
        count.CommandText = "SELECT count(*) FROM \"LedgerEntries\"";
        return (long)count.ExecuteScalar()!;
    }
}
