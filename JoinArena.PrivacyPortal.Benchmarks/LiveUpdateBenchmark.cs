using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Benchmarks.Intake;
using JoinArena.PrivacyPortal.Benchmarks.Support;

namespace JoinArena.PrivacyPortal.Benchmarks;

/// <summary>
/// From the answer to an event until the page its worker has open shows it. On PostgreSQL the page is open on another node
/// than the one that received the event.
/// </summary>
internal static class LiveUpdateBenchmark
{
    private const int WarmUp = 20,
        Events = 300;

    public static async Task RunAsync(string? postgres, CancellationToken ct)
    {
        using var workspace = new PublishWorkspace();
        await using var portals = new SeededPortals(workspace, await workspace.PublishPortalAsync(ct), postgres);
        var site = await portals.CreateEmptyAsync("latency", ct);
        await site.LoadDemoAsync(ct);
        var key = await site.RunCommandAsync(
            ["keys", "create", "--name", "benchmark", "--scope", "disclosures:write"],
            ct
        );
        (string, string) asDemo = ("Portal__Demo__Enabled", "true");
        await using var receiving = await site.StartAsync("/", ct, asDemo);
        await using var otherNode = postgres is null
            ? null
            : await (
                site with
                {
                    DataDirectory = Directory.CreateDirectory(workspace.GetPath("other-node")).FullName,
                }
            ).StartAsync(
                "/",
                ct,
                asDemo,
                ("Portal__Ledger__KeyFile", Path.Combine(site.DataDirectory, "ledger", "signing.key")),
                ("Portal__Keys__KeyFile", Path.Combine(site.DataDirectory, "data-protection.key"))
            );

        using var worker = new CookieClient((otherNode ?? receiving).Address);
        await worker.SignInAsync(SeededPortals.SmallAccountEmail, SeededPortals.Password, ct);
        await using var page = await BlazorCircuit.OpenAsync(worker, "/my-data", ct);
        using var http = new HttpClient { BaseAddress = receiving.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var waits = new List<double>();
        for (var i = -WarmUp; i < Events; i++)
        {
            var shown = page.WaitForNextRenderAsync(ct);
            var watch = Stopwatch.StartNew();
            await ReportAsync(http, i, ct);
            var answered = watch.Elapsed;
            await shown;
            // A page that was faster than the answer kept no one waiting.
            if (i >= 0)
                waits.Add(Math.Max(0, (watch.Elapsed - answered).TotalMilliseconds));
        }

        var where = otherNode is null ? "the page open" : "the page open on another node";
        foreach (var quantile in new[] { 0.5, 0.99 })
        {
            new BenchmarkResult(
                $"{portals.Provider}: from the answer to an event until {where} shows it, p{quantile * 100:0}",
                "ms",
                BenchmarkResult.Quantile(waits, quantile),
                1_000
            ).Print();
        }
    }

    private static async Task ReportAsync(HttpClient http, int i, CancellationToken ct)
    {
        var disclosure = SampleEvents.CreateEvent(i + WarmUp);
        disclosure["data"]!["workerId"] = "w-demo-1";
        disclosure["data"]!["partyId"] = "parley-ai";
        using var body = new StringContent(
            disclosure.ToJsonString(),
            MediaTypeHeaderValue.Parse("application/cloudevents+json")
        );
        using var answer = await http.PostAsync(new Uri("/api/v1/disclosures", UriKind.Relative), body, ct);
        var outcome = JsonNode.Parse(await answer.Content.ReadAsStringAsync(ct));
        if ((int?)outcome?["accepted"] != 1)
            throw new InvalidOperationException($"The event was not accepted: {outcome}");
    }
}
