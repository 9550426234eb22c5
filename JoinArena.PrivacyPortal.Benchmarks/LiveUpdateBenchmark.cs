using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Benchmarks.Intake;
using JoinArena.PrivacyPortal.Benchmarks.Support;

namespace JoinArena.PrivacyPortal.Benchmarks;

/// <summary>
/// From the answer to an event until the page its worker has open shows it. On PostgreSQL the page is open at another
/// node than the one that was told.
/// </summary>
internal static class LiveUpdateBenchmark
{
    private const int WarmUp = 20,
        Events = 300;

    public static async Task RunAsync(string? postgres, CancellationToken ct)
    {
        using var workshop = new PublishWorkspace();
        await using var books = new SeededPortals(workshop, await workshop.PublishPortalAsync(ct), postgres);
        var site = await books.CreateEmptyAsync("latency", ct);
        await site.RunCommandAsync(["demo", "load"], ct);
        var key = await site.RunCommandAsync(
            ["keys", "create", "--name", "benchmark", "--scope", "disclosures:write"],
            ct
        );
        await using var told = await site.StartAsync("/", ct);
        await using var beside = postgres is null
            ? null
            : await (
                site with
                {
                    DataDirectory = Directory.CreateDirectory(workshop.GetPath("beside")).FullName,
                }
            ).StartAsync(
                "/",
                ct,
                ("Portal__Ledger__KeyFile", Path.Combine(site.DataDirectory, "ledger", "signing.key"))
            );

        using var worker = new CookieClient((beside ?? told).Address);
        await worker.SignInAsync(SeededPortals.SmallAccountEmail, SeededPortals.Password, ct);
        await using var page = await BlazorCircuit.OpenAsync(worker, "/my-data", ct);
        using var http = new HttpClient { BaseAddress = told.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var waits = new List<double>();
        for (var i = -WarmUp; i < Events; i++)
        {
            var (shown, watch) = (page.WaitForNextRenderAsync(ct), Stopwatch.StartNew());
            await ReportAsync(http, i, ct);
            var answered = watch.Elapsed;
            await shown;
            // A page that was quicker than the answer did not keep anybody waiting.
            if (i >= 0)
                waits.Add(Math.Max(0, (watch.Elapsed - answered).TotalMilliseconds));
        }

        var where = beside is null ? "the page open" : "the page open at another node";
        foreach (var part in new[] { 0.5, 0.99 })
        {
            new BenchmarkResult(
                $"{books.Provider}: from the answer to an event until {where} shows it, p{part * 100:0}",
                "ms",
                BenchmarkResult.Quantile(waits, part),
                1_000
            ).Print();
        }
    }

    private static async Task ReportAsync(HttpClient http, int i, CancellationToken ct)
    {
        var said = SampleEvents.CreateEvent(i + WarmUp);
        (said["data"]!["workerId"], said["data"]!["partyId"]) = ("w-demo-1", "parley-ai");
        using var body = new StringContent(
            said.ToJsonString(),
            MediaTypeHeaderValue.Parse("application/cloudevents+json")
        );
        using var answer = await http.PostAsync(new Uri("/api/v1/disclosures", UriKind.Relative), body, ct);
        var outcome = JsonNode.Parse(await answer.Content.ReadAsStringAsync(ct));
        if ((int?)outcome?["accepted"] != 1)
            throw new InvalidOperationException($"The event was not taken: {outcome}");
    }
}
