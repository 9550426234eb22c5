using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace JoinArena.PrivacyPortal.Tests.Support;

/// <summary>One of JoinArena's systems, calling the API as the contract says it is called.</summary>
public sealed class ApiClient(HttpClient http)
{
    /// <summary>The media type of a batch of events.</summary>
    internal const string Batch = "application/cloudevents-batch+json";

    /// <param name="portal">Where it is.</param>
    /// <param name="key">The system's API key.</param>
    public ApiClient(Uri portal, string key)
        : this(new HttpClient { BaseAddress = portal, DefaultRequestHeaders = { Authorization = new("Bearer", key) } })
    { }

    /// <summary>For what the members here do not say.</summary>
    public HttpClient Http => http;

    /// <summary>The kind of a problem, by the page that its type leads to: <c>not-found</c>.</summary>
    public static string GetProblemKind(JsonNode problem) =>
        new Uri(problem["type"]!.GetValue<string>()).AbsolutePath.Replace("/problems/", "", StringComparison.Ordinal);

    /// <summary>Announces a worker.</summary>
    public Task PutWorkerAsync(
        string id,
        string email,
        string name,
        string jurisdiction = "DE",
        string timeZone = "Europe/Berlin"
    ) =>
        PutAsync(
            $"api/v1/workers/{id}",
            new
            {
                email,
                name,
                jurisdiction,
                locale = "en",
                timeZone,
            }
        );

    /// <summary>Announces a party that a person notifies of erasures.</summary>
    public Task PutPartyAsync(string id, string name, string kind) =>
        PutAsync(
            $"api/v1/parties/{id}",
            new
            {
                name,
                kind,
                country = "US",
                connector = new { type = "manual" },
            }
        );

    /// <summary>Reports disclosures; every one must be accepted.</summary>
    public async Task DiscloseAsync(params JsonObject[] events)
    {
        var answer = await ReportAsync(events);
        ((int?)answer["accepted"]).ShouldBe(events.Length, answer.ToJsonString());
    }

    /// <summary>Reports disclosures.</summary>
    /// <returns>The answer: accepted, duplicates, rejected.</returns>
    public async Task<JsonNode> ReportAsync(params JsonObject[] events)
    {
        using var body = new StringContent(JsonSerializer.Serialize(events), MediaTypeHeaderValue.Parse(Batch));
        using var answer = await http.PostAsync(new Uri("api/v1/disclosures", UriKind.Relative), body);
        var said = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, said);
        return JsonNode.Parse(said)!;
    }

    /// <summary>Reads; the answer must be a success.</summary>
    public async Task<JsonNode> GetAsync(string address) =>
        JsonNode.Parse(await http.GetStringAsync(new Uri(address.TrimStart('/'), UriKind.Relative)))!;

    private async Task PutAsync(string address, object body)
    {
        using var answer = await http.PutAsJsonAsync(address, body);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }
}
