using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Operations.Shutdown;

/// <summary>Two nodes behind a real nginx, restarted one after the other while they are used.</summary>
[Trait("Speed", "slow")]
public sealed class RollingRestartTests : IAsyncLifetime
{
    private const string Email = "robin@people.example";
    private const int BatchSize = 5;
    private const string Proxied = """
        location / {
            proxy_pass http://portal;
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
        }
        """;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly DirectoryInfo _keys = Directory.CreateTempSubdirectory("jpp-keys-");
    private string _connection = "";
    private PublishedNodeOnPostgres _first = null!;
    private PublishedNodeOnPostgres _second = null!;

    public async Task InitializeAsync()
    {
        _connection = await (await PostgresCluster.GetRunningAsync()).CreateDatabaseAsync();
        _first = new(_connection, _keys.FullName);
        _second = new(_connection, _keys.FullName);
        await _first.InitializeAsync();
        await _second.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
        await (await PostgresCluster.GetRunningAsync()).DropDatabaseAsync(_connection);
        _keys.Delete(recursive: true);
    }

    [Fact]
    public async Task Who_uses_the_portal_meanwhile_notices_nothing_and_every_event_is_kept_once()
    {
        var key = await _first.CreateKeyAsync();
        await _first.StartAsync();
        await using var nginx = await Nginx.StartAsync(Proxied, Serve(_first));
        var platform = new ApiClient(nginx.Url, key);
        await platform.PutWorkerAsync("w-robin", Email, "Robin Vale");
        await platform.PutPartyAsync("parley", "Parley AI", "llm-provider");
        var robin = await RegisterAsync(nginx.Url);
        await _second.StartAsync();
        await nginx.ReloadAsync(Serve(_first, _second));
        using var restarted = new CancellationTokenSource();

        var reading = ReadAsync(nginx.Url, restarted.Token);
        var reporting = ReportAsync(platform, restarted.Token);
        var choosing = ChooseAsync(robin, restarted.Token);
        foreach (var (node, other) in new[] { (_first, _second), (_second, _first) })
        {
            await nginx.ReloadAsync(Serve(other));
            await node.SendTerminationAsync();
            (await node.WaitForEndAsync()).ShouldBe(0);
            await node.StartAsync();
            await nginx.ReloadAsync(Serve(_first, _second));
        }

        await restarted.CancelAsync();

        (await reading).ShouldBeGreaterThan(0);
        (await choosing).ShouldBeGreaterThan(0);
        var batches = await reporting;
        batches.Count.ShouldBeGreaterThan(0);
        (await _first.RunCommandAsync("disclosures", "check")).ShouldContain(
            $"{batches.Count * BatchSize} disclosures"
        );
    }

    // While the first node is alone, so that it sends the email.
    private async Task<HtmlClient> RegisterAsync(Uri portal)
    {
        var robin = new HtmlClient(portal);
        await (await robin.GoToAsync("/account/register"))
            .Type("Email", Email)
            .Type("Password", Given.Password)
            .PressAsync("Create account");
        await (
            await robin.GoToAsync((await _first.Mail.WaitForEmailToAsync(Email)).FindLink("/account/confirm-email"))
        ).PressAsync("Confirm my email address");
        await robin.SignInAsync(Email, Given.Password);
        return robin;
    }

    /// <summary>A visitor reads the policy until told to stop.</summary>
    /// <returns>How often; every time it was there.</returns>
    private static async Task<int> ReadAsync(Uri portal, CancellationToken stop)
    {
        using var visitor = new HttpClient { BaseAddress = portal };
        var times = 0;
        while (!stop.IsCancellationRequested)
        {
            (await visitor.GetStringAsync(new Uri("/policy", UriKind.Relative), CancellationToken.None)).ShouldContain(
                "Privacy Policy"
            );
            times++;
            await Task.Delay(s_pause, CancellationToken.None);
        }

        return times;
    }

    /// <summary>The platform reports batches until told to stop.</summary>
    /// <returns>The batches; each was accepted at the first try.</returns>
    private static async Task<List<JsonObject[]>> ReportAsync(ApiClient platform, CancellationToken stop)
    {
        var batches = new List<JsonObject[]>();
        while (!stop.IsCancellationRequested)
        {
            JsonObject[] batch = [.. Enumerable.Range(0, BatchSize).Select(_ => Given.Disclosure("w-robin", "parley"))];
            await platform.DiscloseAsync(batch);
            batches.Add(batch);
            await Task.Delay(s_pause, CancellationToken.None);
        }

        return batches;
    }

    /// <summary>A signed-in worker sends a form again and again until told to stop.</summary>
    /// <returns>How often; every time it was saved.</returns>
    private static async Task<int> ChooseAsync(HtmlClient robin, CancellationToken stop)
    {
        var times = 0;
        while (!stop.IsCancellationRequested)
        {
            await (await robin.GoToAsync("/inbox/letters")).PressAsync("Save your choice");
            robin.Path.ShouldBe("/inbox/letters?saved=true");
            times++;
            await Task.Delay(s_pause, CancellationToken.None);
        }

        return times;
    }

    private static string Serve(params PublishedNodeOnPostgres[] nodes) =>
        $"upstream portal {{ {string.Concat(nodes.Select(node => $"server {node.Url.Authority}; "))}}}";
}
