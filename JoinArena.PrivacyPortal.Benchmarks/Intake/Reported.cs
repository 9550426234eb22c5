using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace JoinArena.PrivacyPortal.Benchmarks.Intake;

/// <summary>What is reported: events of 500 workers to 20 parties, each with one item and an interview, a minute apart.</summary>
internal static class Reported
{
    public const int Workers = 500, Parties = 20;

    /// <summary>When the first of them happened.</summary>
    public static readonly DateTimeOffset First = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The worker of that number.</summary>
    public static string WorkerId(int i) => $"w-{i % Workers}";

    /// <summary>Announces everyone the events name.</summary>
    public static async Task AnnounceAsync(Uri portal, string key, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = portal };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        await AnnounceAsync(http, ct);
    }

    /// <inheritdoc cref="AnnounceAsync(Uri, string, CancellationToken)"/>
    public static async Task AnnounceAsync(HttpClient http, CancellationToken ct)
    {
        for (var i = 0; i < Workers; i++)
            await PutAsync($"/api/v1/workers/{WorkerId(i)}", new { email = $"w{i}@people.example", name = $"Worker {i}", jurisdiction = "DE" });
        for (var i = 0; i < Parties; i++)
            await PutAsync($"/api/v1/parties/p-{i}", new { name = $"Party {i}", kind = "llm-provider", connector = new { type = "manual" } });

        async Task PutAsync(string address, object body)
        {
            using var answer = await http.PutAsJsonAsync(address, body, ct);
            answer.EnsureSuccessStatusCode();
        }
    }

    /// <summary>The event of that number.</summary>
    public static JsonObject Event(int i) => new()
    {
        ["specversion"] = "1.0",
        ["id"] = string.Create(CultureInfo.InvariantCulture, $"e-{i}"),
        ["source"] = "/benchmark",
        ["type"] = "com.joinarena.disclosure.v1",
        ["time"] = (First + (i * TimeSpan.FromSeconds(60))).ToString("O", CultureInfo.InvariantCulture),
        ["data"] = new JsonObject
        {
            ["workerId"] = WorkerId(i),
            ["partyId"] = $"p-{i / Workers % Parties}",
            ["direction"] = "disclosed",
            ["purpose"] = "candidate-evaluation",
            ["items"] = new JsonArray(new JsonObject { ["id"] = $"rec-{i / Workers / 5}", ["category"] = "interview-recording" }),
            ["interviewId"] = $"int-{i / Workers / 5}",
        },
    };

    /// <summary>The event as one line, with its end.</summary>
    public static byte[] Line(int i) => Encoding.UTF8.GetBytes(Event(i).ToJsonString() + "\n");

    /// <summary>Events as one body.</summary>
    public static byte[] Body(int first, int count) => Encoding.UTF8.GetBytes(new JsonArray([.. Enumerable.Range(first, count).Select(Event)]).ToJsonString());
}
