using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JoinArena.PrivacyPortal.Tests.Data.Faults;

/// <summary>A portal whose PostgreSQL goes down and comes back.</summary>
public sealed class DatabaseOutageTests(DatabaseOutageTests.PortalBehindRelay portal)
    : IClassFixture<DatabaseOutageTests.PortalBehindRelay>
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task While_the_database_is_down_callers_are_asked_to_wait_and_one_line_a_second_is_logged()
    {
        var api = await portal.CreateApiClientAsync();
        var worker = await portal.SetUpAsync(Given.Worker());
        var person = await portal.SignInAsync(worker.Email);
        (await ReadHealthAsync()).ShouldBe((HttpStatusCode.OK, "Healthy"));
        var before = portal.Log.Entries.Count;

        portal.Relay.Cut();
        var cutAt = DateTimeOffset.UtcNow;
        // The result of a second ago is not asked for again.
        await Eventually.FindAsync(
            async () =>
                (await ReadHealthAsync()).Text is var text
                && text.Contains("\ndatabase: PostgreSQL does not answer", StringComparison.Ordinal)
                    ? text
                    : null,
            () => "the portal is healthy without its database"
        );
        var (status, report) = await ReadHealthAsync();
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        report.Split('\n').Skip(1).ShouldAllBe(line => line.EndsWith(": PostgreSQL does not answer"));

        using var page = await person.FetchAsync("/my-data");
        page.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        page.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        var shown = await page.Content.ReadAsStringAsync();
        shown.ShouldContain("<h1>The portal is not available right now</h1>");
        shown.ShouldContain("<p>If you need help, contact us:</p>");
        shown.ShouldContain("""<a href="mailto:privacy@joinarena.example">privacy@joinarena.example</a>""");
        shown.ShouldContain("""<a href="tel:&#x2B;12025550100" dir="ltr">&#x2B;1 202 555 0100</a>""");

        using var answer = await api.Http.PutAsJsonAsync("/api/v1/workers/w-2", new { email = "two@people.example" });
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        ((string?)problem["type"]).ShouldNotBeNull().ShouldEndWith("/problems/service-unavailable");
        ((string?)problem["detail"]).ShouldNotBeNull().ShouldContain("send the request again");

        for (var i = 0; i < 50; i++)
            (await person.FetchAsync("/my-data")).Dispose();
        var lines = portal.Log.Entries.Skip(before).ToList();
        lines.ShouldNotBeEmpty();
        lines.ShouldAllBe(line => line.StartsWith("The database does not work: PostgreSQL does not answer."));
        lines.Count.ShouldBeLessThanOrEqualTo(2 + (int)(DateTimeOffset.UtcNow - cutAt).TotalSeconds);

        portal.Relay.Restore();
        await Eventually.FindAsync(
            async () => (await ReadHealthAsync()).Status is HttpStatusCode.OK ? "up" : null,
            () => "the portal does not notice that its database is back"
        );
        using var again = await person.FetchAsync("/my-data");
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Events_that_are_reported_while_the_database_goes_and_comes_back_are_each_kept_once()
    {
        var api = await portal.CreateApiClientAsync();
        var worker = await portal.SetUpAsync(Given.Worker());
        await api.PutPartyAsync("outage-party", "Outage Party", "llm-provider");
        var refused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var ending = new CancellationTokenSource();
        var reporters = Enumerable.Range(0, 4).Select(_ => ReportAsync(api, worker.Id, refused, ending.Token)).ToList();

        portal.Relay.Cut();
        await refused.Task.WaitAsync(s_patience);
        portal.Relay.Restore();
        await Eventually.FindAsync(
            async () => (await ReadHealthAsync()).Status is HttpStatusCode.OK ? "up" : null,
            () => "the portal does not notice that its database is back"
        );
        await ending.CancelAsync();
        var reported = (await Task.WhenAll(reporters).WaitAsync(s_patience)).Sum();

        await using var db = await portal
            .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
            .CreateDbContextAsync();
        (await db.Disclosures.CountAsync(d => d.WorkerId == worker.Id)).ShouldBe(reported);
    }

    /// <summary>Reports one batch after the other, each again until it is taken.</summary>
    /// <returns>How many events were reported.</returns>
    private static async Task<int> ReportAsync(
        ApiClient api,
        string worker,
        TaskCompletionSource refused,
        CancellationToken ending
    )
    {
        var events = 0;
        do
        {
            var batch = new JsonArray([
                .. Enumerable.Range(0, 5).Select(_ => Given.Disclosure(worker, "outage-party")),
            ]);
            while (await SendAsync(api, batch) is HttpStatusCode.ServiceUnavailable)
                refused.TrySetResult();
            events += batch.Count;
        } while (!ending.IsCancellationRequested);

        return events;
    }

    private static async Task<HttpStatusCode> SendAsync(ApiClient api, JsonArray batch)
    {
        using var body = new StringContent(batch.ToJsonString(), MediaTypeHeaderValue.Parse(ApiClient.Batch));
        using var answer = await api.Http.PostAsync(new Uri("/api/v1/disclosures", UriKind.Relative), body);
        var said = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable);
        if (answer.StatusCode is HttpStatusCode.OK)
            JsonNode.Parse(said)!["rejected"]!.AsArray().ShouldBeEmpty(said);
        return answer.StatusCode;
    }

    private async Task<(HttpStatusCode Status, string Text)> ReadHealthAsync()
    {
        using var anyone = new HttpClient { BaseAddress = portal.Url };
        using var answer = await anyone.GetAsync(new Uri("/health/ready", UriKind.Relative));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The portal on PostgreSQL, by way of a relay that can be cut.</summary>
    public sealed class PortalBehindRelay : PortalOnPostgres
    {
        internal PostgresRelay Relay { get; private set; } = null!;

        internal ErrorLogCollector Log { get; } = new();

        public override async Task DisposeAsync()
        {
            await base.DisposeAsync();
            Relay.Dispose();
        }

        protected override void Configure(IDictionary<string, string> settings)
        {
            base.Configure(settings);
            Relay ??= new(Connection);
            settings["ConnectionStrings:Portal"] = Relay.ConnectionString;
            settings["Portal:Contact:Email"] = "privacy@joinarena.example";
            settings["Portal:Contact:Phone"] = "+1 202 555 0100";
        }

        protected override void Replace(IServiceCollection services) => services.AddSingleton<ILoggerProvider>(Log);
    }
}
