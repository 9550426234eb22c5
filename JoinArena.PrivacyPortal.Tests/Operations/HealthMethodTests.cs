using System.Net;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Operations;

/// <summary>How the health of a portal is asked.</summary>
public sealed class HealthMethodTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task A_probe_gets_its_answer_by_GET_and_HEAD_alone(string probe)
    {
        string[] refused = ["POST", "PUT", "DELETE", "PATCH", "TRACE"];
        foreach (var method in new[] { "GET", "HEAD" })
            (await AskAsync(method, probe)).ShouldBe(HttpStatusCode.OK, method);
        foreach (var method in refused)
            (await AskAsync(method, probe)).ShouldBe(HttpStatusCode.MethodNotAllowed, method);
    }

    private async Task<HttpStatusCode> AskAsync(string method, string probe)
    {
        using var http = new HttpClient { BaseAddress = portal.Url };
        using var request = new HttpRequestMessage(new HttpMethod(method), probe);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
