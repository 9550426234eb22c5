using JoinArena.PrivacyPortal.Benchmarks.Support;

namespace JoinArena.PrivacyPortal.Benchmarks;

/// <summary>
/// The server memory of an idle circuit: how much its resident memory grows by many circuits, divided by their number.
/// </summary>
internal static class CircuitMemoryBenchmark
{
    private const int WarmUp = 50,
        Circuits = 500,
        Parallel = 10,
        Rounds = 5;
    private static readonly TimeSpan s_settle = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(CancellationToken ct)
    {
        using var workspace = new PublishWorkspace();
        var portal = await workspace.PublishPortalAsync(ct);
        var template = await workspace.PublishTemplateAsync(ct);

        // Garbage that is not yet collected is part of the figure, so a single run says little. The median of several
        // alternating runs counts.
        var ours = new List<double>();
        var blank = new List<double>();
        for (var i = 0; i < Rounds; i++)
        {
            ours.Add(await MeasurePortalAsync(portal, ct));
            blank.Add(await MeasureTemplateAsync(template, ct));
        }

        new BenchmarkResult(
            $"memory of an idle circuit on /my-data, of {Circuits}, median of {Rounds} runs",
            "KiB",
            BenchmarkResult.Quantile(ours, 0.5),
            BenchmarkResult.Quantile(blank, 0.5)
        ).Print();
    }

    private static async Task<double> MeasurePortalAsync(PublishedSite portal, CancellationToken ct)
    {
        await using var running = await portal.StartAsync("/", ct, ("Portal__Demo__Enabled", "true"));
        using var worker = new CookieClient(running.Address);
        await worker.SignInAsync("worker@example.com", "Demo-portal-2026!", ct);
        return await MeasureCircuitsAsync(running, worker, "/my-data", ct);
    }

    private static async Task<double> MeasureTemplateAsync(PublishedSite template, CancellationToken ct)
    {
        await using var running = await template.StartAsync("/", ct);
        using var visitor = new CookieClient(running.Address);
        return await MeasureCircuitsAsync(running, visitor, "/counter", ct);
    }

    private static async Task<double> MeasureCircuitsAsync(
        RunningSite site,
        CookieClient client,
        string path,
        CancellationToken ct
    )
    {
        // Warm-up, so that costs that arise only once are not counted.
        var open = await OpenAsync(WarmUp, client, path, ct);
        await Task.Delay(s_settle, ct);
        var before = site.ResidentKiB;
        open.AddRange(await OpenAsync(Circuits, client, path, ct));
        await Task.Delay(s_settle, ct);
        var after = site.ResidentKiB;
        foreach (var circuit in open)
            await circuit.DisposeAsync();
        return (after - before) / Circuits;
    }

    private static async Task<List<BlazorCircuit>> OpenAsync(
        int count,
        CookieClient client,
        string path,
        CancellationToken ct
    )
    {
        var opened = new List<BlazorCircuit>(count);
        foreach (var some in Enumerable.Range(0, count).Chunk(Parallel))
            opened.AddRange(await Task.WhenAll(some.Select(_ => BlazorCircuit.OpenAsync(client, path, ct))));
        return opened;
    }
}
