using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
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

    private readonly Portal _portal = portal;
    private ApiClient _api = null!;
    private RandomEndpoint[] _endpoints = [];

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
                .Select(e => new RandomEndpoint(
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
                    using var answer = await SendAsync(_api, request);
                    var body = await answer.Content.ReadAsStringAsync();
                    var status = (int)answer.StatusCode;
                    (status is >= 200 and < 300 or >= 400 and < 500).ShouldBeTrue($"{status} {request} {body}");
                    answer.Headers.Location.ShouldBeNull();
                    var isHead = request.Method.Equals("HEAD", StringComparison.OrdinalIgnoreCase);
                    if (status < 400)
                        Interlocked.Increment(ref taken);
                    else if (!isHead && !request.IsRefusedByServer)
                        ShouldBeProblem(answer, body, request);
                },
                iter: Requests,
                threads: 4
            );
        taken.ShouldBeGreaterThan(Requests / 100);
    }

    private static async Task<HttpResponseMessage> SendAsync(ApiClient api, RandomRequest request)
    {
        try
        {
            using var message = request.ToMessage();
            return await api.Http.SendAsync(message);
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError is HttpRequestError.ResponseEnded)
        {
            // The server closes a connection after a body that it did not read, and the client may just have used it again.
            // On a connection of its own every request has an answer.
            using var alone = new HttpClient { BaseAddress = api.Http.BaseAddress };
            alone.DefaultRequestHeaders.Authorization = api.Http.DefaultRequestHeaders.Authorization;
            using var message = request.ToMessage();
            return await alone.SendAsync(message);
        }
    }

    private static void ShouldBeProblem(HttpResponseMessage answer, string body, RandomRequest request)
    {
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", request.ToString());
        var problem = JsonNode.Parse(body)!;
        ApiClient.GetProblemKind(problem).ShouldNotBeEmpty(request.ToString());
        ((string?)problem["detail"]).ShouldNotBeNullOrEmpty($"{request} {body}");
        body.Length.ShouldBeLessThan(20_000);
    }

    private Gen<RandomRequest> GenRequest()
    {
        var text = Gen.Frequency<string>((9, Gen.OneOf<string>(RandomRequestParts.Texts)), (1, Gen.String));
        var step = text.Where(t => t.Length is > 0 and < 300).Select(RawText.EncodeStep);
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
            (8, json.Select(RawText.WriteJson)),
            (1, Gen.Byte.Array[0, 50]),
            (1, Gen.OneOf<string>("{", "[", "\uFEFF{}", "{}x", "{\"id\":\"\\uD800\"}").Select(Encoding.UTF8.GetBytes))
        );
        var address = Gen.Select(Gen.Int[0, _endpoints.Length - 1], step.Array[4], text, Gen.Int[0, 9]);
        return Gen.Select(
                address,
                body,
                Gen.OneOf<string>(RandomRequestParts.MediaTypes),
                Gen.OneOf<string>(RandomRequestParts.Codings),
                Gen.Frequency<string>((4, Gen.Const("")), (1, Gen.OneOf<string>(RandomRequestParts.Methods))),
                Gen.OneOf<string>(RandomRequestParts.Accepts)
            )
            .Select(r =>
            {
                var endpoint = _endpoints[r.Item1.Item1];
                // Most requests reach the code behind the address.
                var isPlain = r.Item1.Item4 > 2;
                return new RandomRequest(
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
        Gen.Select(Gen.OneOf<string>(RandomRequestParts.Members), value)
            .Array[0, 12]
            .Select(pairs =>
            {
                var made = new JsonObject();
                foreach (var (name, member) in pairs)
                    made[name] = Copy(member);
                return made;
            });

    private static JsonNode? Copy(JsonNode? node) => node?.DeepClone();

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
                        using var answer = await SendAsync(reader, request);
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
