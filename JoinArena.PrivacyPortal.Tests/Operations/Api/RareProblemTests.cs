using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Operations.Api;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Operations.Api;

/// <summary>
/// The problems that need more than a wrong request: a limit that is used up, a request that has ended, a database that
/// fails. Each is what the description says of its kind.
/// </summary>
public sealed class RareProblemTests(RareProblemTests.LimitedPortal portal)
    : IClassFixture<RareProblemTests.LimitedPortal>
{
    private const int PerSecond = 60;

    [Fact]
    public async Task A_key_that_asks_too_often_or_has_reported_enough_is_told_so()
    {
        var api = await portal.CreateApiClientAsync();
        await api.PutWorkerAsync("w-rare", "rare@people.example", "Ana Lopes");
        await api.PutPartyAsync("p-rare", "Rare", "llm-provider");
        var report = JsonNode.Parse(
            new JsonArray([.. Enumerable.Range(0, 4).Select(_ => Given.Disclosure("w-rare", "p-rare"))]).ToJsonString()
        );
        using var batch = new StringContent(report!.ToJsonString(), Encoding.UTF8);
        batch.Headers.ContentType = new("application/cloudevents-batch+json");
        using var reported = await api.Http.PostAsync(new Uri("/api/v1/disclosures", UriKind.Relative), batch);
        var answer = JsonNode.Parse(await reported.Content.ReadAsStringAsync())!;
        ShouldBe("quota-used-up", answer["rejected"]?[0]?["problem"] ?? answer);

        var hasty = (await portal.CreateApiClientAsync()).Http;
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, PerSecond * 3)
                .Select(_ => hasty.GetAsync(new Uri("/api/v1/erasures", UriKind.Relative)))
        );
        var refused = answers.First(a => (int)a.StatusCode == 429);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        ShouldBe("too-many-requests", JsonNode.Parse(await refused.Content.ReadAsStringAsync())!);
    }

    [Fact]
    public async Task A_request_that_is_none_is_answered_with_what_is_wrong()
    {
        var http = (await portal.CreateApiClientAsync()).Http;
        using var body = new ByteArrayContent([1, 2, 3]);
        body.Headers.ContentType = new("application/json");
        body.Headers.ContentEncoding.Add("gzip");
        using var broken = await http.PutAsync(new Uri("/api/v1/workers/w-1", UriKind.Relative), body);
        ShouldBe("bad-request", JsonNode.Parse(await broken.Content.ReadAsStringAsync())!);

        using var deleted = await http.DeleteAsync(new Uri("/api/v1/disclosures", UriKind.Relative));
        ShouldBe("method-not-allowed", JsonNode.Parse(await deleted.Content.ReadAsStringAsync())!);
    }

    [Fact]
    public async Task An_answer_to_a_request_that_is_not_in_progress_is_refused()
    {
        var worker = await portal.SetUpAsync(Given.Worker().WhoseDataWentTo("p-ended", "Ended", "llm-provider"));
        var person = await portal.SignInAsync(worker.Email);
        await person.GoToAsync("/deletion/new");
        await person.Choose("Form.Kind", "everything").PressAsync("Continue");
        await person.PressAsync("Continue");
        await person.Type("Password", Given.Password).PressAsync("Confirm deletion request");
        await person.PressAsync("Notify the parties now");
        await using var db = await OpenAsync();
        var request = await db.DeletionRequests.Include(r => r.Tasks).SingleAsync(r => r.WorkerId == worker.Id);
        await db.ExecuteSqlAsync(
            $"""UPDATE "DeletionRequests" SET "State" = 'Confirmed' WHERE "Id" = {request.Id}""",
            default
        );

        var http = (await portal.CreateApiClientAsync()).Http;
        using var answer = await http.PostAsJsonAsync(
            $"/api/v1/erasures/{request.Tasks[0].Id}/outcome",
            new { outcome = "erased" }
        );

        ShouldBe("not-now", JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    [Fact]
    public async Task A_line_of_a_stream_that_could_not_be_stored_may_be_sent_again()
    {
        var api = await portal.CreateApiClientAsync();
        await api.PutWorkerAsync("w-lost", "lost@people.example", "Ana Lopes");
        await api.PutPartyAsync("p-lost", "Lost", "llm-provider");
        await using var db = await OpenAsync();
        await using var stream = await EventStream.OpenAsync(
            portal.Url,
            api.Http.DefaultRequestHeaders.Authorization!.Parameter!
        );
        await db.ExecuteSqlAsync($"""ALTER TABLE "Disclosures" RENAME TO "DisclosuresAway" """, default);

        await stream.SendAsync(Given.Disclosure("w-lost", "p-lost"));
        var answer = await stream.ReadAnswerAsync();

        await db.ExecuteSqlAsync($"""ALTER TABLE "DisclosuresAway" RENAME TO "Disclosures" """, default);
        ShouldBe("unavailable", answer!["problem"]!);
    }

    private static void ShouldBe(string kind, JsonNode problem)
    {
        ApiClient.GetProblemKind(problem).ShouldBe(kind, problem.ToJsonString());
        var known = ApiProblems.GetByKind(kind);
        ((string?)problem["title"], (int?)problem["status"]).ShouldBe((known.GetTitle(), known.Status));
    }

    private Task<PortalDbContext> OpenAsync() =>
        portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();

    public sealed class LimitedPortal : Portal
    {
        protected override void Configure(IDictionary<string, string> settings)
        {
            settings["Portal:Limits:RequestsPerKeyAndSecond"] = $"{PerSecond}";
            settings["Portal:Limits:EventsPerKeyAndDay"] = "3";
        }
    }
}
