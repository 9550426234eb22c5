using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Operations.Api;

/// <summary>
/// Random texts, times, media types, codings and methods at every address of the API: each is answered, never with a
/// fault of ours, never with a redirect, and what is refused is a problem that says why.
/// </summary>
public abstract class RandomRequestTests(Portal portal) : IAsyncLifetime
{
    private const int Requests = 1_000;

    private static readonly string[] s_texts =
    [
        "w-1",
        "p-1",
        "",
        " ",
        "a\0b",
        "\0",
        "a\tb",
        "a\r\nb",
        "a\u0085b",
        "\u202Eab",
        "\uD83D",
        "x\uDE00",
        "\uFFFF",
        "\uFEFF",
        "é日本\U0001F600",
        "%00",
        "%2500",
        "../..",
        "'; --",
        "{0}",
        "$..[0]",
        "<b>",
        new string('x', 5_000),
        "2026-11-20T10:15:00Z",
        "2026-11-20T10:15:00.123456789Z",
        "2026-11-20t10:15:00z",
        "2026-11-20T10:15:00+0100",
        "2026-11-20T10:15:00",
        "0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59Z",
        "9999-12-31T23:59:59.9999999-14:00",
        "0001-01-01",
        "9999-12-31",
        "2026-02-30",
        "DE",
        "UK",
        "EU",
        "XX",
        "US-CA",
        "es_MX",
        "localtime",
        "right/Europe/Lisbon",
        "Europe/Lisbon",
        "ana@example.com",
        "ana@b\u00FCcher.example",
        "llm-provider",
        "interview-recording",
        "disclosed",
        "candidate-evaluation",
        "erased",
        "retained",
        "refused",
        "webhook",
        "email",
        "manual",
        "https://example.com/",
        "whsec_",
        "1.0",
        "/evaluator",
        "com.joinarena.disclosure.v1",
        "com.joinarena.disclosure.retracted.v1",
        "https://[::1",
        "mailto:",
        "gdpr-legal-claims",
    ];

    private static readonly string[] s_members =
    [
        "email",
        "name",
        "jurisdiction",
        "locale",
        "timeZone",
        "kind",
        "country",
        "website",
        "privacyContact",
        "connector",
        "type",
        "url",
        "secret",
        "recipe",
        "rotate",
        "category",
        "interviewId",
        "interviewAt",
        "jobLocation",
        "label",
        "createdAt",
        "completeSince",
        "completeUntil",
        "covers",
        "outcome",
        "ground",
        "until",
        "note",
        "code",
        "returnUrl",
        "specversion",
        "id",
        "source",
        "time",
        "data",
        "workerId",
        "partyId",
        "direction",
        "purpose",
        "items",
        "detail",
        "refersTo",
        "reason",
    ];

    private static readonly string[] s_mediaTypes =
    [
        "application/json",
        "APPLICATION/JSON",
        "application/json; charset=utf-8",
        "application/json; charset=utf-7",
        "application/json; charset=utf-16",
        "application/json; charset=\"",
        "application/cloudevents+json",
        "Application/CloudEvents+JSON",
        "application/cloudevents-batch+json",
        "application/x-ndjson",
        "application/jsonl",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
        "*/*",
        "x",
        "",
    ];

    private static readonly string[] s_codings =
    [
        "",
        "",
        "",
        "",
        "identity",
        "gzip",
        "GZIP",
        "br",
        "deflate",
        "gzip, gzip",
        "x",
    ];
    private static readonly string[] s_methods =
    [
        "GET",
        "HEAD",
        "POST",
        "PUT",
        "PATCH",
        "DELETE",
        "OPTIONS",
        "TRACE",
        "QUERY",
    ];
    private static readonly string[] s_accepts = ["", "*/*", "text/html", "application/json", "image/png"];

    private readonly Portal _portal = portal;
    private ApiClient _api = null!;
    private Endpoint[] _endpoints = [];

    public async Task InitializeAsync()
    {
        _api = await _portal.CreateApiClientAsync();
        await _api.PutWorkerAsync("w-1", "ana@example.com", "Ana");
        await _api.PutPartyAsync("p-1", "Parley", "llm-provider");
        _endpoints =
        [
            .. _portal
                .Services.GetServices<EndpointDataSource>()
                .SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Where(e =>
                    e.RoutePattern.RawText?.TrimStart('/').StartsWith("api/v1/", StringComparison.Ordinal) is true
                )
                .Select(e => new Endpoint(
                    e.RoutePattern.RawText!.TrimStart('/'),
                    e.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods[0]
                )),
        ];
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task No_request_finds_a_fault_of_ours_or_a_redirect()
    {
        _endpoints.Length.ShouldBeGreaterThan(10);
        var taken = 0;
        await GenRequest()
            .SampleAsync(
                async request =>
                {
                    using var message = request.ToMessage();
                    using var answer = await _api.Http.SendAsync(message);
                    var body = await answer.Content.ReadAsStringAsync();
                    var status = (int)answer.StatusCode;
                    (status is >= 200 and < 300 or >= 400 and < 500).ShouldBeTrue($"{status} {request} {body}");
                    answer.Headers.Location.ShouldBeNull();
                    if (status < 400)
                        Interlocked.Increment(ref taken);
                    else if (message.Method != HttpMethod.Head && !request.IsRefusedByServer)
                        ShouldBeProblem(answer, body, request);
                },
                iter: Requests,
                threads: 4
            );
        taken.ShouldBeGreaterThan(Requests / 50);
    }

    private static void ShouldBeProblem(HttpResponseMessage answer, string body, Request request)
    {
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", request.ToString());
        var problem = JsonNode.Parse(body)!;
        ApiClient.GetProblemKind(problem).ShouldNotBeEmpty(request.ToString());
        ((string?)problem["detail"]).ShouldNotBeNullOrEmpty($"{request} {body}");
        body.Length.ShouldBeLessThan(20_000);
    }

    private Gen<Request> GenRequest()
    {
        var text = Gen.Frequency<string>((9, Gen.OneOf<string>(s_texts)), (1, Gen.String));
        var step = text.Where(t => t.Length is > 0 and < 300).Select(EncodeStep);
        var value = Gen.Recursive<JsonNode?>(
            (depth, deeper) =>
                depth > 4
                    ? text.Select(t => (JsonNode?)JsonValue.Create(t))
                    : Gen.Frequency<JsonNode?>(
                        (8, text.Select(t => (JsonNode?)JsonValue.Create(t))),
                        (1, Gen.OneOf<JsonNode?>(null, true, -1, 1e300)),
                        (1, deeper.Array[0, 3].Select(items => (JsonNode?)new JsonArray([.. items.Select(Copy)]))),
                        (2, GenObject(deeper).Select(o => (JsonNode?)o))
                    )
        );
        var json = Gen.OneOf<JsonNode?>(
            GenObject(value).Select(o => (JsonNode?)o),
            value,
            GenObject(value).Array[0, 4].Select(items => (JsonNode?)new JsonArray([.. items.Select(Copy)]))
        );
        var body = Gen.Frequency<byte[]>(
            (8, json.Select(WriteRaw)),
            (1, Gen.Byte.Array[0, 50]),
            (1, Gen.OneOf<string>("{", "[", "\uFEFF{}", "{}x", "{\"id\":\"\\uD800\"}").Select(Encoding.UTF8.GetBytes))
        );
        var address = Gen.Select(Gen.Int[0, _endpoints.Length - 1], step.Array[4], text, Gen.Int[0, 9]);
        return Gen.Select(
                address,
                body,
                Gen.OneOf<string>(s_mediaTypes),
                Gen.OneOf<string>(s_codings),
                Gen.Frequency<string>((4, Gen.Const("")), (1, Gen.OneOf<string>(s_methods))),
                Gen.OneOf<string>(s_accepts)
            )
            .Select(r =>
            {
                var endpoint = _endpoints[r.Item1.Item1];
                // Most requests reach the code behind the address.
                var isPlain = r.Item1.Item4 > 2;
                return new Request(
                    r.Item5.Length > 0 ? r.Item5 : endpoint.Method,
                    endpoint.Fill(isPlain ? ["w-1", "p-1", "x", "y"] : r.Item1.Item2, r.Item1.Item3),
                    isPlain && r.Item5.Length == 0 ? endpoint.UsualMediaType(r.Item3) : r.Item3,
                    isPlain ? "" : r.Item4,
                    r.Item6,
                    r.Item2
                );
            });
    }

    private static Gen<JsonObject> GenObject(Gen<JsonNode?> value) =>
        Gen.Select(Gen.OneOf<string>(s_members), value)
            .Array[0, 12]
            .Select(pairs =>
            {
                var made = new JsonObject();
                foreach (var (name, member) in pairs)
                    made[name] = Copy(member);
                return made;
            });

    private static JsonNode? Copy(JsonNode? node) => node?.DeepClone();

    // Halves of pairs are written as escapes, as programs do that do not look at what they send.
    private static byte[] WriteRaw(JsonNode? node)
    {
        var json = new StringBuilder();
        Write(node, json);
        return Encoding.UTF8.GetBytes(json.ToString());
    }

    private static void Write(JsonNode? node, StringBuilder json)
    {
        switch (node)
        {
            case null:
                json.Append("null");
                break;
            case JsonObject made:
                json.Append('{');
                foreach (var (index, (name, member)) in made.Index())
                {
                    json.Append(index > 0 ? "," : "").Append('"').Append(name).Append("\":");
                    Write(member, json);
                }

                json.Append('}');
                break;
            case JsonArray list:
                json.Append('[');
                foreach (var (index, item) in list.Index())
                {
                    json.Append(index > 0 ? "," : "");
                    Write(item, json);
                }

                json.Append(']');
                break;
            case JsonValue value when value.TryGetValue<string>(out var text):
                json.Append('"');
                foreach (var c in text)
                    json.Append(c is '"' or '\\' or < ' ' || char.IsSurrogate(c) ? $"\\u{(int)c:X4}" : c);
                json.Append('"');
                break;
            default:
                json.Append(node.ToJsonString());
                break;
        }
    }

    private static string EncodeStep(string text)
    {
        var encoded = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(text))
            encoded.Append(char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' ? (char)b : $"%{b:X2}");
        return encoded.ToString();
    }

    private sealed record Endpoint(string Template, string Method)
    {
        public string Fill(string[] steps, string query)
        {
            var filled = Template
                .Split('/')
                .Select(
                    (step, i) =>
                        !step.StartsWith('{') ? step
                        : step.Contains(":guid", StringComparison.Ordinal) ? "019ac3b0-0000-7000-8000-00000000000a"
                        : steps[i % steps.Length]
                );
            var value = EncodeStep(query);
            return $"/{string.Join('/', filled)}?party={value}&state={value}&after={value}&x={value}";
        }

        public string UsualMediaType(string other) =>
            !Template.EndsWith("/disclosures", StringComparison.Ordinal) ? "application/json"
            : other.Contains("cloudevents", StringComparison.OrdinalIgnoreCase) || other.Contains("json") ? other
            : "application/x-ndjson";
    }

    private sealed record Request(
        string Method,
        string Address,
        string MediaType,
        string Coding,
        string Accept,
        byte[] Body
    )
    {
        /// <summary>The server refuses it before the portal is asked: a null character in a path, or a line too long.</summary>
        public bool IsRefusedByServer =>
            Address.Length > 8_000 || Address.Split('?')[0].Contains("%00", StringComparison.Ordinal);

        public HttpRequestMessage ToMessage()
        {
            var message = new HttpRequestMessage(new(Method), new Uri(Address, UriKind.Relative));
            if (Accept.Length > 0)
                message.Headers.TryAddWithoutValidation("Accept", Accept);
            if (Method is "GET" or "HEAD" or "TRACE")
                return message;
            message.Content = new ByteArrayContent(
                Coding.StartsWith("gz", StringComparison.Ordinal) ? Compress(Body) : Body
            );
            if (MediaType.Length > 0)
                message.Content.Headers.TryAddWithoutValidation("Content-Type", MediaType);
            if (Coding.Length > 0)
                message.Content.Headers.TryAddWithoutValidation("Content-Encoding", Coding);
            return message;
        }

        public override string ToString() =>
            $"{Method} {Address} {MediaType} {Coding} {Accept} {Encoding.UTF8.GetString(Body)}";

        private static byte[] Compress(byte[] body)
        {
            using var compressed = new MemoryStream();
            using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
                gzip.Write(body);
            return compressed.ToArray();
        }
    }

    public sealed class OnSqlite(Portal portal) : RandomRequestTests(portal), IClassFixture<Portal>
    {
        [Fact]
        public async Task A_key_that_may_only_read_changes_nothing_whatever_it_sends()
        {
            RandomRequestTests all = this;
            var reader = await all._portal.CreateApiClientAsync(Scopes.WorkersRead);
            var before = await KeptRows.DescribeAsync(all._portal);

            await all.GenRequest()
                .SampleAsync(
                    async request =>
                    {
                        using var message = request.ToMessage();
                        using var answer = await reader.Http.SendAsync(message);
                        ((int)answer.StatusCode).ShouldBeLessThan(500, request.ToString());
                    },
                    iter: Requests / 3,
                    threads: 4
                );

            (await KeptRows.DescribeAsync(all._portal)).ShouldBe(before);
        }
    }

    public sealed class OnPostgres(PortalOnPostgres portal)
        : RandomRequestTests(portal),
            IClassFixture<PortalOnPostgres>;
}
