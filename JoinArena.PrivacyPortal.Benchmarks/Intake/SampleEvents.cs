using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace JoinArena.PrivacyPortal.Benchmarks.Intake;

/// <summary>
/// The events that are reported: of 500 workers, to 20 parties, each with one item and an interview. They
/// are twenty seconds apart, so that a million of them are not in the future, which the intake refuses.
/// </summary>
internal static class SampleEvents
{
    public const int WorkerCount = 500,
        PartyCount = 20;

    /// <summary>When the first event happened.</summary>
    public static readonly DateTimeOffset FirstEventAt = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The id of a worker by number.</summary>
    public static string GetWorkerId(int i) => $"w-{i % WorkerCount}";

    /// <summary>Announces the workers and parties the events name.</summary>
    public static async Task AnnounceWorkersAndPartiesAsync(Uri portal, string key, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = portal };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        await AnnounceWorkersAndPartiesAsync(http, ct);
    }

    /// <inheritdoc cref="AnnounceWorkersAndPartiesAsync(Uri, string, CancellationToken)"/>
    public static async Task AnnounceWorkersAndPartiesAsync(HttpClient http, CancellationToken ct)
    {
        for (var i = 0; i < WorkerCount; i++)
        {
            await PutAsync(
                $"/api/v1/workers/{GetWorkerId(i)}",
                new
                {
                    email = $"w{i}@people.example",
                    name = $"Worker {i}",
                    jurisdiction = "DE",
                }
            );
        }

        for (var i = 0; i < PartyCount; i++)
        {
            await PutAsync(
                $"/api/v1/parties/p-{i}",
                new
                {
                    name = $"Party {i}",
                    kind = "llm-provider",
                    connector = new { type = "manual" },
                }
            );
        }

        async Task PutAsync(string address, object body)
        {
            using var answer = await http.PutAsJsonAsync(address, body, ct);
            answer.EnsureSuccessStatusCode();
        }
    }

    /// <summary>An event by number.</summary>
    public static JsonObject CreateEvent(int i) =>
        new()
        {
            ["specversion"] = "1.0",
            ["id"] = string.Create(CultureInfo.InvariantCulture, $"e-{i}"),
            ["source"] = "/benchmark",
            ["type"] = "com.joinarena.disclosure.v1",
            ["time"] = (FirstEventAt + (i * TimeSpan.FromSeconds(20))).ToString("O", CultureInfo.InvariantCulture),
            ["data"] = new JsonObject
            {
                ["workerId"] = GetWorkerId(i),
                ["partyId"] = $"p-{i / WorkerCount % PartyCount}",
                ["direction"] = "disclosed",
                ["purpose"] = "candidate-evaluation",
                ["items"] = new JsonArray(
                    new JsonObject { ["id"] = $"rec-{i / WorkerCount / 5}", ["category"] = "interview-recording" }
                ),
                ["interviewId"] = $"int-{i / WorkerCount / 5}",
            },
        };

    /// <summary>An event as a row of one table, with its time in milliseconds.</summary>
    public static object[] CreateRow(int i) =>
        [
            "/benchmark",
            string.Create(CultureInfo.InvariantCulture, $"e-{i}"),
            GetWorkerId(i),
            $"p-{i / WorkerCount % PartyCount}",
            (FirstEventAt + (i * TimeSpan.FromSeconds(20))).ToUnixTimeMilliseconds(),
            "candidate-evaluation",
            $"rec-{i / WorkerCount / 5}",
            $"int-{i / WorkerCount / 5}",
        ];

    /// <summary>An event as one line, with the line's end.</summary>
    public static byte[] CreateLine(int i) => Encoding.UTF8.GetBytes(CreateEvent(i).ToJsonString() + "\n");

    /// <summary>Events as the body of a batch.</summary>
    public static byte[] CreateBatch(int first, int count) =>
        Encoding.UTF8.GetBytes(new JsonArray([.. Enumerable.Range(first, count).Select(CreateEvent)]).ToJsonString());
}
