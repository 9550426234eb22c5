using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Acceptance;

/// <summary>What JoinArena's platform reads of who has accepted.</summary>
public sealed class AcceptanceStatusApiTests(SignedInPortal portal) : IClassFixture<SignedInPortal>
{
    [Fact]
    public async Task The_platform_reads_the_acceptance_status_of_a_worker()
    {
        var worker = await portal.CreateWorkerClientAsync();
        var platform = await portal.CreatePlatformClientAsync(Scopes.WorkersRead);

        var before = await platform.GetFromJsonAsync<JsonElement>($"/api/v1/workers/{worker.GetWorkerId()}/acceptance");
        await worker.PostAsync("/policy/accept", await FormAsync(worker, ticked: true));
        var after = await platform.GetFromJsonAsync<JsonElement>($"/api/v1/workers/{worker.GetWorkerId()}/acceptance");

        before.GetProperty("status").GetString().ShouldBe("none");
        before.GetProperty("version").ValueKind.ShouldBe(JsonValueKind.Null);
        before.GetProperty("currentVersion").GetString().ShouldBe("1.0");
        before.GetProperty("acceptUrl").GetString().ShouldBe("https://privacy.example/policy/accept");
        after.GetProperty("status").GetString().ShouldBe("accepted");
        after.GetProperty("version").GetString().ShouldBe("1.0");
        after.GetProperty("acceptedAt").GetDateTimeOffset().ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task The_platform_gets_an_answer_about_a_worker_it_never_announced()
    {
        var answer = await (await portal.CreatePlatformClientAsync(Scopes.WorkersRead)).GetAsync(
            "/api/v1/workers/nobody/acceptance"
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("type")
            .GetString()
            .ShouldEndWith("/problems/unknown-worker");
    }

    [Fact]
    public async Task A_key_without_the_scope_reads_no_acceptance_status()
    {
        (
            await (await portal.CreatePlatformClientAsync(Scopes.WorkersWrite)).GetAsync(
                "/api/v1/workers/nobody/acceptance"
            )
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await portal.CreateAnonymousClient().GetAsync("/api/v1/workers/nobody/acceptance")).StatusCode.ShouldBe(
            HttpStatusCode.Unauthorized
        );
    }

    private static async Task<FormUrlEncodedContent> FormAsync(HttpClient worker, bool ticked) =>
        (await worker.GetPageAsync("/policy/accept")).GetAcceptFormContent(ticked);
}
