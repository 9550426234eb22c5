using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.Http;
using CloudNative.CloudEvents.SystemTextJson;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Intake.Api;

/// <summary>Events as the CloudEvents SDKs send them by default: attributes in headers, data in the body.</summary>
public sealed class BinaryModeTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly Lazy<Task<string>> s_sender = new(() =>
        NodeFolder.InstallAsync("JoinArena.PrivacyPortal.Tests", "Disclosures", "Intake", "Api", "sender")
    );

    private readonly string _worker = $"w-{Guid.NewGuid():N}";

    [Theory]
    [InlineData("binary", "application/json")]
    [InlineData("structured", "application/cloudevents+json")]
    public async Task An_event_of_the_JavaScript_SDK_is_accepted_in_both_modes(string mode, string type)
    {
        var api = await ArrangeAsync();
        var happened = Given.Disclosure(_worker, "parley-ai").ToJsonString();
        var key = api.Http.DefaultRequestHeaders.Authorization!.Parameter!;
        using var node = Process.Start(
            new ProcessStartInfo(NodeFolder.Node, ["send.mjs", portal.Url.AbsoluteUri, key, happened, mode])
            {
                WorkingDirectory = await s_sender.Value,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;

        var said = await node.StandardOutput.ReadToEndAsync();

        said.ShouldStartWith(type);
        said.ShouldContain("\"accepted\":1");
        await node.WaitForExitAsync();
    }

    [Theory]
    [InlineData(ContentMode.Binary)]
    [InlineData(ContentMode.Structured)]
    public async Task An_event_of_the_NET_SDK_is_accepted_in_both_modes(ContentMode mode)
    {
        var api = await ArrangeAsync();
        var happened = Given.Disclosure(_worker, "parley-ai");
        var sent = new CloudEvent
        {
            Id = (string)happened["id"]!,
            Source = new Uri((string)happened["source"]!, UriKind.RelativeOrAbsolute),
            Type = (string)happened["type"]!,
            Time = DateTimeOffset.Parse((string)happened["time"]!, System.Globalization.CultureInfo.InvariantCulture),
            DataContentType = "application/json",
            Data = happened["data"],
        };
        using var content = sent.ToHttpContent(mode, new JsonEventFormatter());

        using var answer = await api.Http.PostAsync(new Uri("/api/v1/disclosures", UriKind.Relative), content);

        (await answer.Content.ReadAsStringAsync()).ShouldContain("\"accepted\":1");
        // The same event in the other form is the same event.
        ((int?)(await api.ReportAsync(happened))["duplicates"]).ShouldBe(1);
    }

    [Theory]
    // Percent-encoded as the binding says: é, and a quoted value.
    [InlineData("ce-id", "caf%C3%A9", "accepted")]
    [InlineData("ce-id", "\"a \\\"quoted\\\" id\"", "accepted")]
    [InlineData("ce-type", "com.example.other", "/type")]
    [InlineData("ce-time", "yesterday", "/time")]
    [InlineData("ce-source", "", "/source")]
    public async Task The_attributes_of_a_binary_event_are_read_from_headers(
        string header,
        string value,
        string expected
    )
    {
        var api = await ArrangeAsync();
        using var request = CreateRequest(Given.Disclosure(_worker, "parley-ai"));
        request.Headers.Remove(header);
        if (value.Length > 0)
            request.Headers.TryAddWithoutValidation(header, value).ShouldBeTrue();

        using var answer = await api.Http.SendAsync(request);

        var said = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        if (expected == "accepted")
            ((int?)said["accepted"]).ShouldBe(1, said.ToJsonString());
        else
            ((string?)said["rejected"]![0]!["problem"]!["errors"]![0]!["pointer"]).ShouldBe(expected);
    }

    [Theory]
    [InlineData("{\"workerId\":", "application/json", HttpStatusCode.BadRequest, "malformed")]
    [InlineData("a=b", "application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType, "media-type")]
    public async Task A_binary_event_with_data_that_is_not_JSON_is_refused(
        string body,
        string type,
        HttpStatusCode status,
        string kind
    )
    {
        var api = await ArrangeAsync();
        using var request = CreateRequest(Given.Disclosure(_worker, "parley-ai"));
        request.Content = new StringContent(body, Encoding.UTF8, type);

        using var answer = await api.Http.SendAsync(request);

        answer.StatusCode.ShouldBe(status);
        ApiClient.GetProblemKind(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!).ShouldBe(kind);
    }

    private static HttpRequestMessage CreateRequest(JsonObject happened)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/disclosures", UriKind.Relative))
        {
            Content = new StringContent(happened["data"]!.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in happened)
        {
            if (name is not "data")
                request.Headers.Add($"ce-{name}", (string)value!);
        }

        return request;
    }

    private async Task<ApiClient> ArrangeAsync()
    {
        var api = await portal.CreateApiClientAsync();
        await api.PutWorkerAsync(_worker, $"{_worker}@people.example", "Ana");
        await api.PutPartyAsync("parley-ai", "Parley AI", "llm-provider");
        return api;
    }
}
