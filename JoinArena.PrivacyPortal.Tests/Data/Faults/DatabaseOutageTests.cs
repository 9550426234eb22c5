using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JoinArena.PrivacyPortal.Tests.Data.Faults;

/// <summary>A portal whose PostgreSQL goes down and comes back.</summary>
public sealed class DatabaseOutageTests(DatabaseOutageTests.PortalBehindRelay portal)
    : IClassFixture<DatabaseOutageTests.PortalBehindRelay>
{
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
        (await page.Content.ReadAsStringAsync()).ShouldContain("<h1>The portal is not available right now</h1>");

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
        }

        protected override void Replace(IServiceCollection services) => services.AddSingleton<ILoggerProvider>(Log);
    }
}
