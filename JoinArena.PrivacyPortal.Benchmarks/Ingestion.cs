using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace JoinArena.PrivacyPortal.Benchmarks;

/// <summary>Durable intake of disclosures over HTTP, against what SQLite alone needs for the rows it left.</summary>
internal static class Ingestion
{
    private const int Events = 50_000, Batch = 500, Workers = 500, Parties = 20;
    private static readonly DateTimeOffset s_first = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task RunAsync(CancellationToken ct)
    {
        using var workshop = new Workshop();
        var portal = await workshop.PublishPortalAsync(ct);
        Directory.CreateDirectory(portal.DataDirectory);
        await portal.RunAsync(["migrate"], ct);
        var key = await portal.RunAsync(["keys", "create", "--name", "benchmark", "--scope", "workers:write", "parties:write", "disclosures:write"], ct);

        var (database, before) = (Path.Combine(portal.DataDirectory, "portal.db"), Path.Combine(portal.DataDirectory, "before.db"));
        double portalRate;
        List<double> waits;
        await using (var running = await portal.StartAsync("/", ct))
        {
            using var http = new HttpClient { BaseAddress = running.Address };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            await AnnounceAsync(http, ct);
            BareInserts.Copy(database, before);
            (portalRate, waits) = await ReportAsync(http, ct);
        }

        var bare = BareInserts.Run(database, before, Events / Batch);
        new Figure($"disclosures ingested, {Events} in batches of {Batch} over HTTP", "events/s", portalRate, Events / bare.Time.TotalSeconds).Print();
        new Figure($"rows those events left", "rows", bare.Rows).Print();
        new Figure("wait for the answer to a batch, p99", "ms", Figure.Quantile(waits, 0.99)).Print();
    }

    internal static async Task AnnounceAsync(HttpClient http, CancellationToken ct)
    {
        for (var i = 0; i < Workers; i++)
            await PutAsync($"/api/v1/workers/w-{i}", new { email = $"w{i}@people.example", name = $"Worker {i}", jurisdiction = "DE" });
        for (var i = 0; i < Parties; i++)
            await PutAsync($"/api/v1/parties/p-{i}", new { name = $"Party {i}", kind = "llm-provider", connector = new { type = "manual" } });

        async Task PutAsync(string address, object body)
        {
            using var answer = await http.PutAsJsonAsync(address, body, ct);
            answer.EnsureSuccessStatusCode();
        }
    }

    private static async Task<(double Rate, List<double> Waits)> ReportAsync(HttpClient http, CancellationToken ct)
    {
        var batches = Enumerable.Range(0, Events).Select(Event).Chunk(Batch).Select(events => new JsonArray([.. events]).ToJsonString()).ToList();
        var waits = new List<double>();
        var watch = Stopwatch.StartNew();
        foreach (var batch in batches)
        {
            var asked = watch.Elapsed;
            using var body = new StringContent(batch, MediaTypeHeaderValue.Parse("application/cloudevents-batch+json"));
            using var answer = await http.PostAsync(new Uri("/api/v1/disclosures", UriKind.Relative), body, ct);
            var said = await answer.Content.ReadFromJsonAsync<JsonNode>(ct);
            if ((int?)said?["accepted"] != Batch) throw new InvalidOperationException($"A batch was not accepted: {said}");
            waits.Add((watch.Elapsed - asked).TotalMilliseconds);
        }

        return (Events / watch.Elapsed.TotalSeconds, waits);
    }

    internal static JsonObject Event(int i) => new()
    {
        ["specversion"] = "1.0",
        ["id"] = string.Create(CultureInfo.InvariantCulture, $"e-{i}"),
        ["source"] = "/benchmark",
        ["type"] = "com.joinarena.disclosure.v1",
        ["time"] = (s_first + (i * TimeSpan.FromSeconds(60))).ToString("O", CultureInfo.InvariantCulture),
        ["data"] = new JsonObject
        {
            ["workerId"] = $"w-{i % Workers}",
            ["partyId"] = $"p-{i / Workers % Parties}",
            ["direction"] = "disclosed",
            ["purpose"] = "candidate-evaluation",
            ["items"] = new JsonArray(new JsonObject { ["id"] = $"rec-{i / Workers / 5}", ["category"] = "interview-recording" }),
            ["interviewId"] = $"int-{i / Workers / 5}",
        },
    };
}
