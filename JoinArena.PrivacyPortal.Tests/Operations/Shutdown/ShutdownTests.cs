using System.Net;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Operations.Shutdown;

/// <summary>A portal that is told to stop, as systemd and container engines do.</summary>
public sealed class ShutdownTests(PublishedPortal portal) : IClassFixture<PublishedPortal>
{
    [Fact]
    public async Task A_stopping_node_says_not_ready_serves_on_finishes_what_is_under_way_and_exits_with_0()
    {
        portal.Settings["Portal__Shutdown__DrainSeconds"] = "2";
        var key = await portal.CreateKeyAsync();
        await portal.StartAsync();
        var joinArena = new ApiClient(portal.Url, key);
        await joinArena.PutWorkerAsync("w-robin", "robin@people.example", "Robin Vale");
        await joinArena.PutPartyAsync("parley", "Parley AI", "llm-provider");
        await using var stream = await EventStream.OpenAsync(portal.Url, key);
        await stream.SendAsync(Given.Disclosure("w-robin", "parley"));
        ((string?)(await stream.ReadAnswerAsync())!["outcome"]).ShouldBe("accepted");
        using var visitor = new HttpClient { BaseAddress = portal.Url };

        await portal.SendTerminationAsync();

        var report = await Eventually.FindAsync(
            async () => await ReadNotReadyAsync(visitor),
            () => "It still says that it is ready."
        );
        report.ShouldContain("node: this node is stopping");
        (await visitor.GetStringAsync(new Uri("/health/live", UriKind.Relative))).ShouldBe("Healthy");
        (await visitor.GetAsync(new Uri("/policy", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Eventually.FindAsync(async () => await IsClosedAsync(portal.Url), () => "It still listens.");
        // Longer than anything but the portal's own time for stopping allows.
        await Task.Delay(TimeSpan.FromSeconds(3));
        await stream.SendAsync(Given.Disclosure("w-robin", "parley"));
        ((string?)(await stream.ReadAnswerAsync())!["outcome"]).ShouldBe("accepted");
        await stream.EndAsync();

        (await portal.WaitForEndAsync()).ShouldBe(0);
    }

    private static async Task<string?> ReadNotReadyAsync(HttpClient visitor)
    {
        using var answer = await visitor.GetAsync(new Uri("/health/ready", UriKind.Relative));
        return answer.StatusCode is HttpStatusCode.ServiceUnavailable ? await answer.Content.ReadAsStringAsync() : null;
    }

    private static async Task<string?> IsClosedAsync(Uri portal)
    {
        using var stranger = new HttpClient { BaseAddress = portal };
        try
        {
            using var answer = await stranger.GetAsync(new Uri("/health/live", UriKind.Relative));
            return null;
        }
        catch (HttpRequestException)
        {
            return "closed";
        }
    }
}
