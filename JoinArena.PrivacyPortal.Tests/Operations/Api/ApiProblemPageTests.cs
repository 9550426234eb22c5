using System.Net;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Operations.Api;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Operations.Api;

/// <summary>The pages that the types of problems lead to.</summary>
public sealed class ApiProblemPageTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task The_type_of_a_problem_is_the_address_of_a_page_that_explains_it()
    {
        using var http = new HttpClient { BaseAddress = portal.Url };
        using var answer = await http.GetAsync(new Uri("/api/v1/erasures", UriKind.Relative));
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

        var page = await http.GetStringAsync(new Uri((string)problem["type"]!));

        page.ShouldContain("<h1>No valid key</h1>");
        page.ShouldContain("The key is missing, revoked or expired.");
    }

    [Fact]
    public async Task The_type_inside_of_an_answer_is_such_an_address_too()
    {
        var answer = await (await portal.CreateApiClientAsync()).ReportAsync(Given.Disclosure("w-unknown", "nobody"));
        var type = (string)answer["rejected"]![0]!["problem"]!["type"]!;

        using var http = new HttpClient();
        (await http.GetStringAsync(new Uri(type))).ShouldContain("<h1>This is not announced yet</h1>");
    }

    [Fact]
    public async Task Every_problem_has_a_page_and_nothing_else_has()
    {
        using var http = new HttpClient { BaseAddress = portal.Url };
        var list = await http.GetStringAsync(new Uri("/problems", UriKind.Relative));
        list.ShouldContain("These pages are in English only.");
        foreach (var problem in ApiProblems.All)
        {
            list.ShouldContain($"href=\"/problems/{problem.Kind}\"");
            var page = await http.GetStringAsync(new Uri($"/problems/{problem.Kind}", UriKind.Relative));
            page.ShouldContain($"<h1>{WebUtility.HtmlEncode(problem.GetTitle())}</h1>");
            page.ShouldContain($"&quot;type&quot;: &quot;{portal.Url}problems/{problem.Kind}&quot;");
        }

        using var missing = await http.GetAsync(new Uri("/problems/no-such-problem", UriKind.Relative));
        missing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
