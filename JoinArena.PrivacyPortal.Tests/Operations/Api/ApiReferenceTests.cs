using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Operations.Api;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Operations.Api;

/// <summary>The API's description: complete, true, and of use to a generator of clients.</summary>
public sealed partial class ApiReferenceTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Every_operation_is_described_with_an_example_its_answer_and_its_problems()
    {
        var document = JsonNode.Parse(await ReadAsync("/openapi/v1.json"))!;

        var operations = document["paths"]!
            .AsObject()
            .SelectMany(path =>
                path.Value!.AsObject().Select(operation => (Path: path.Key, Operation: operation.Value!))
            )
            .ToList();
        operations.Count.ShouldBeGreaterThanOrEqualTo(9);
        foreach (var (path, operation) in operations)
        {
            ApiDescriptions
                .HasOperation((string?)operation["operationId"] ?? "")
                .ShouldBeTrue($"{path}: say in ApiDescriptions what {operation["operationId"]} does");
            if (!path.EndsWith("/{link}", StringComparison.Ordinal))
                operation["security"].ShouldNotBeNull($"{path} needs a key, and does not say so");
            var responses = operation["responses"]!.AsObject();
            foreach (var status in new[] { "401", "403", "429" })
                responses.ContainsKey(status).ShouldBeTrue(path);
            foreach (var (status, response) in responses.Where(r => r.Key[0] == '4'))
            {
                ((string?)response!["content"]!["application/problem+json"]!["schema"]!["$ref"]).ShouldBe(
                    "#/components/schemas/Problem",
                    $"{path} {status}"
                );
            }

            foreach (var (status, response) in responses.Where(r => r.Key[0] == '2'))
            {
                var content = response!["content"]!["application/json"]!;
                content["schema"]!["$ref"].ShouldNotBeNull($"{path} {status}");
                content["example"].ShouldNotBeNull($"{path} {status}");
            }

            foreach (var (type, content) in operation["requestBody"]?["content"]?.AsObject() ?? [])
            {
                content!["schema"].ShouldNotBeNull($"{path} {type}");
                (content["example"] ?? content["examples"]).ShouldNotBeNull($"{path} {type}");
            }
        }

        var report = document["paths"]!["/api/v1/disclosures"]!["post"]!;
        report["requestBody"]!["content"]!
            .AsObject()
            .Select(c => c.Key)
            .ShouldBe(["application/cloudevents-batch+json", "application/cloudevents+json", "application/x-ndjson"]);
        report.ToJsonString().ShouldContain("/problems/conflict");
        report["responses"]!["200"]!["content"]!["application/json"]!["schema"].ShouldNotBeNull();
    }

    [Fact]
    public void Every_problem_type_in_the_code_is_described()
    {
        var told = Directory
            .EnumerateFiles(Repository.GetPath("JoinArena.PrivacyPortal"), "*.cs", SearchOption.AllDirectories)
            .Where(file =>
                !file.Contains(
                    $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}",
                    StringComparison.Ordinal
                )
            )
            .SelectMany(file => Told().Matches(File.ReadAllText(file)))
            .Select(match => (Kind: match.Groups["kind"].Value, Title: match.Groups["title"].Value))
            .Distinct()
            .ToList();

        told.Count.ShouldBeGreaterThan(10);
        told.Select(t => t.Kind)
            .Except(ApiProblems.All.Select(p => p.Kind), StringComparer.Ordinal)
            .ShouldBeEmpty("say in ApiProblems when it is answered");
        told.Where(t => ApiProblems.GetByKind(t.Kind).Title is { } title && title != t.Title)
            .ShouldBeEmpty("a kind of problem has one title");
    }

    [Fact]
    public async Task The_reference_page_loads_nothing_from_other_sites_and_allows_its_scripts_by_name()
    {
        using var http = new HttpClient { BaseAddress = portal.Url };
        using var answer = await http.GetAsync(new Uri("/api", UriKind.Relative));
        answer.IsSuccessStatusCode.ShouldBeTrue();
        var page = await answer.Content.ReadAsStringAsync();
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();

        var nonce = Nonce().Match(policy).Groups["nonce"].Value;
        nonce.ShouldNotBeEmpty(policy);
        policy.ShouldContain("script-src 'self' 'nonce-");
        policy.ShouldNotContain("http");
        // One tool writes a plus sign directly, another as a character reference; they mean the same to a browser.
        Scripts()
            .Matches(page)
            .ShouldAllBe(script => WebUtility.HtmlDecode(script.Value).Contains($"nonce=\"{nonce}\""));
        page.ShouldNotContain("https://cdn");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public Task The_reference_looks_like_the_portal_and_offers_nothing_of_its_vendor(ColorScheme scheme) =>
        portal.VisitInBrowserAsync(async person =>
        {
            await person.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await person.GoesToAsync("/api");
            await Assertions
                .Expect(
                    person.Page.GetByRole(
                        AriaRole.Heading,
                        new()
                        {
                            Name = "JoinArena Privacy Portal",
                            Exact = true,
                            Level = 1,
                        }
                    )
                )
                .ToBeVisibleAsync();
            foreach (
                var name in new[] { "Ask AI", "Share", "Generate", "Deploy", "MCP", "Open API Client", "Configure" }
            )
            {
                await Assertions
                    .Expect(person.Page.GetByRole(AriaRole.Button, new() { Name = name }))
                    .ToHaveCountAsync(0);
            }

            (await person.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor")).ShouldBe(
                scheme is ColorScheme.Dark ? "rgb(14, 20, 18)" : "rgb(251, 250, 247)"
            );
            (await Axe.FindViolationsAsync(person.Page, new(1280, scheme))).ShouldBeEmpty();
            await person.FollowsAsync("Problems the API answers with");
            person.ShouldBeAt("/problems");
        });

    private async Task<string> ReadAsync(string address)
    {
        using var http = new HttpClient { BaseAddress = portal.Url };
        return await http.GetStringAsync(new Uri(address, UriKind.Relative));
    }

    [GeneratedRegex(
        """(ApiProblem\s*\.|[^.\w])(Create|CreateDetails)\(\s*\d{3},\s*"(?<kind>[a-z-]+)",\s*"(?<title>[^"]+)""",
        RegexOptions.ExplicitCapture,
        5000
    )]
    private static partial Regex Told();

    [GeneratedRegex("'nonce-(?<nonce>[^']+)'", RegexOptions.None, 10_000)]
    private static partial Regex Nonce();

    [GeneratedRegex("<script[^>]*>", RegexOptions.None, 10_000)]
    private static partial Regex Scripts();
}
