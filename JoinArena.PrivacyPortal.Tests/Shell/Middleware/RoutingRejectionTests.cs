using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Shell.Middleware;

/// <summary>What a program is told when it calls an address the wrong way: never to sign in.</summary>
public sealed class RoutingRejectionTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly string[] s_methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"];

    private readonly string _outcome = $"/api/v1/erasures/{Guid.CreateVersion7()}/outcome/secret-link";

    [Fact]
    public async Task An_answer_to_an_outcome_link_that_is_not_JSON_is_told_what_is_taken()
    {
        using var form = new FormUrlEncodedContent([new("{\"outcome\":\"erased\"}", "")]);
        using var answer = await SendAsync("POST", _outcome, form);

        await ShouldBeProblemAsync(answer, HttpStatusCode.UnsupportedMediaType);
        answer.Headers.GetValues("Accept").ShouldBe(["application/json"]);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("application/json");
    }

    [Fact]
    public async Task Every_API_address_names_its_methods_to_one_it_does_not_have()
    {
        var addresses = ListApiEndpoints()
            .GroupBy(
                endpoint => Fill(endpoint.RoutePattern.RawText!),
                endpoint => endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods[0]
            )
            .ToList();
        addresses.Count.ShouldBeGreaterThan(9);
        foreach (var address in addresses)
        {
            using var options = await SendAsync("OPTIONS", address.Key);
            options.StatusCode.ShouldBe(HttpStatusCode.NoContent, address.Key);
            var allowed = ReadAllow(options);
            address.Except(allowed).ShouldBeEmpty(address.Key);
            foreach (var method in s_methods.Except(allowed))
            {
                using var answer = await SendAsync(method, address.Key);
                await ShouldBeProblemAsync(answer, HttpStatusCode.MethodNotAllowed);
                ReadAllow(answer).ShouldBe(allowed, $"{method} {address.Key}");
            }
        }
    }

    [Fact]
    public async Task Every_API_address_takes_what_a_415_says_it_takes()
    {
        var bodies = ListApiEndpoints().Where(e => e.Metadata.GetMetadata<IAcceptsMetadata>() is not null).ToList();
        bodies.Count.ShouldBeGreaterThan(6);
        foreach (var endpoint in bodies)
        {
            var method = endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods[0];
            using var csv = new StringContent("a;b", Encoding.UTF8, "text/csv");
            using var answer = await SendAsync(method, Fill(endpoint.RoutePattern.RawText!), csv);

            await ShouldBeProblemAsync(answer, HttpStatusCode.UnsupportedMediaType);
            answer
                .Headers.GetValues("Accept")
                .ShouldBe(endpoint.Metadata.GetRequiredMetadata<IAcceptsMetadata>().ContentTypes);
        }
    }

    [Theory]
    [InlineData("GET", "/api/v2")]
    [InlineData("DELETE", "/api/v2/workers/w-1")]
    [InlineData("POST", "/API/V1/no-such-thing")]
    [InlineData("GET", "/api/v1/erasures/not-a-guid/outcome")]
    [InlineData("GET", "/openapi/none")]
    [InlineData("GET", "/openapi/v9.json")]
    [InlineData("HEAD", "/openapi/v9.json")]
    [InlineData("GET", "/openapi/v1.yaml")]
    [InlineData("GET", "/api/v9")]
    public async Task An_unknown_address_for_programs_is_a_problem(string method, string address)
    {
        using var answer = await SendAsync(method, address);

        await ShouldBeProblemAsync(answer, HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("POST", "/api/v1/sources/x", "GET, HEAD, OPTIONS, PUT")]
    [InlineData("POST", "/api/v1/sources/%2Fevaluator", "GET, HEAD, OPTIONS, PUT")]
    [InlineData("POST", "/api/v1/sources/a/b", "GET, HEAD, OPTIONS, PUT")]
    [InlineData("PUT", "/api/v1/sources/x/heartbeat", "OPTIONS, POST")]
    [InlineData("GET", "/api/v1/sources/a/b/heartbeat", "OPTIONS, POST")]
    [InlineData("DELETE", "/openapi/v1.json", "GET, HEAD, OPTIONS")]
    public async Task An_address_for_programs_names_its_methods(string method, string address, string allowed)
    {
        using var answer = await SendAsync(method, address);

        await ShouldBeProblemAsync(answer, HttpStatusCode.MethodNotAllowed);
        string.Join(", ", ReadAllow(answer)).ShouldBe(allowed);
    }

    [Fact]
    public async Task Every_address_of_the_portal_answers_every_method_without_a_fault_or_a_sign_in_page_for_programs()
    {
        var faults = new List<string>();
        var addresses = portal
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText is not null)
            .Select(endpoint => Fill(endpoint.RoutePattern.RawText!))
            .Where(address => !address.StartsWith("/_", StringComparison.Ordinal) && !address.Contains('.'))
            // Health checks are asked with whatever method a monitor uses.
            .Where(address => !address.StartsWith("/health", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal);
        foreach (var address in addresses)
        {
            using var options = await SendAsync("OPTIONS", address);
            if ((int)options.StatusCode is not (204 or 401 or 404))
                faults.Add($"OPTIONS {address}: {(int)options.StatusCode}");
            foreach (var method in s_methods.Except(ReadAllow(options)))
            {
                using var answer = await SendAsync(method, address);
                var isRight =
                    options.StatusCode is HttpStatusCode.NoContent
                        ? answer.StatusCode is HttpStatusCode.MethodNotAllowed
                            && ReadAllow(answer).SequenceEqual(ReadAllow(options))
                        : (int)answer.StatusCode is >= 400 and < 500;
                if (!isRight)
                    faults.Add($"{method} {address}: {(int)answer.StatusCode}");
            }
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_caller_who_wants_a_page_gets_a_problem_too()
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, new Uri("/api/v1/disclosures", UriKind.Relative));
        request.Headers.Accept.ParseAdd("text/html");
        using var http = CreateHttp();
        using var answer = await http.SendAsync(request);

        await ShouldBeProblemAsync(answer, HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData("POST", "/_blazor/negotiate?negotiateVersion=1", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "/_blazor?id=1", HttpStatusCode.Unauthorized)]
    [InlineData("DELETE", "/_blazor/initializers", HttpStatusCode.Unauthorized)]
    public async Task The_hub_sends_nobody_to_the_sign_in_page(string method, string address, HttpStatusCode status)
    {
        using var answer = await SendAsync(method, address);

        await ShouldBeProblemAsync(answer, status);
    }

    [Fact]
    public async Task HEAD_answers_as_GET_without_a_body()
    {
        var api = await portal.CreateApiClientAsync();
        using var request = new HttpRequestMessage(HttpMethod.Head, "/api/v1/erasures");
        using var answer = await api.Http.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_that_takes_no_such_method_says_so_instead_of_asking_to_sign_in()
    {
        using var answer = await SendAsync("DELETE", "/my-data");

        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        ReadAllow(answer).ShouldBe(["GET", "HEAD", "OPTIONS", "POST"]);
    }

    [Theory]
    [InlineData("""{"name":5}""", "/name")]
    [InlineData("""{"connector":{"type":"email","email":["a"]}}""", "/connector/email")]
    [InlineData("""{"connector":[]}""", "/connector")]
    public async Task A_member_of_the_wrong_type_is_pointed_at(string body, string pointer)
    {
        var api = await portal.CreateApiClientAsync();
        using var json = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await api.Http.PutAsync(new Uri("/api/v1/parties/wrong", UriKind.Relative), json);

        var problem = await ShouldBeProblemAsync(answer, HttpStatusCode.BadRequest);
        ApiClient.GetProblemKind(problem).ShouldBe("invalid");
        ((string?)problem["errors"]![0]!["pointer"]).ShouldBe(pointer);
    }

    private IEnumerable<RouteEndpoint> ListApiEndpoints() =>
        portal
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint =>
                endpoint.RoutePattern.RawText?.TrimStart('/').StartsWith("api/v1/", StringComparison.Ordinal) is true
            );

    private static string Fill(string template) =>
        "/"
        + string.Join(
            '/',
            template
                .TrimStart('/')
                .Split('/')
                .Select(step =>
                    !step.StartsWith('{') ? step
                    : step.EndsWith("(\\x2Fheartbeat$)}", StringComparison.Ordinal) ? "x-1/heartbeat"
                    : step.Contains(":guid", StringComparison.Ordinal) ? "019ac3b0-0000-7000-8000-00000000000a"
                    : "x-1"
                )
        );

    private static string[] ReadAllow(HttpResponseMessage answer) =>
        [.. answer.Content.Headers.Allow.Order(StringComparer.Ordinal)];

    private static async Task<JsonNode> ShouldBeProblemAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        var body = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, $"{answer.RequestMessage} {body}");
        answer.Headers.Location.ShouldBeNull();
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        if (answer.RequestMessage!.Method == HttpMethod.Head)
            return new JsonObject();
        var problem = JsonNode.Parse(body)!;
        ApiClient.GetProblemKind(problem).ShouldNotBeEmpty(body);
        ((string?)problem["detail"]).ShouldNotBeNullOrEmpty(body);
        ((int?)problem["status"]).ShouldBe((int)status);
        return problem;
    }

    private HttpClient CreateHttp() =>
        new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = portal.Url };

    private async Task<HttpResponseMessage> SendAsync(string method, string address, HttpContent? body = null)
    {
        using var http = CreateHttp();
        using var request = new HttpRequestMessage(new(method), address) { Content = body };
        return await http.SendAsync(request);
    }
}
