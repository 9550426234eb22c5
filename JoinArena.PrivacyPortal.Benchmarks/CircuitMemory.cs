using JoinArena.PrivacyPortal.Benchmarks.Support;

namespace JoinArena.PrivacyPortal.Benchmarks;

/// <summary>What an idle circuit costs the server: the growth of its resident memory over many, divided by them.</summary>
internal static class CircuitMemory
{
    private const int WarmUp = 50, Circuits = 500, Parallel = 10, Rounds = 5;
    private static readonly TimeSpan s_settle = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(CancellationToken ct)
    {
        using var workshop = new Workshop();
        var portal = await workshop.PublishPortalAsync(ct);
        var template = await workshop.PublishTemplateAsync(ct);

        // Garbage that is not yet collected is in the figure, so that of one run says little: the median of several, alternating.
        var (ours, blank) = (new List<double>(), new List<double>());
        for (var i = 0; i < Rounds; i++)
        {
            ours.Add(await PortalAsync(portal, ct));
            blank.Add(await TemplateAsync(template, ct));
        }

        new Figure($"memory of an idle circuit on /my-data, of {Circuits}, median of {Rounds} runs", "KiB", Figure.Quantile(ours, 0.5), Figure.Quantile(blank, 0.5)).Print();
    }

    private static async Task<double> PortalAsync(Site portal, CancellationToken ct)
    {
        await using var running = await portal.StartAsync("/", ct, ("Portal__Demo__Enabled", "true"));
        using var worker = new Client(running.Address);
        await worker.SignInAsync("worker@example.com", "Demo-portal-2026!", ct);
        return await CostAsync(running, worker, "/my-data", ct);
    }

    private static async Task<double> TemplateAsync(Site template, CancellationToken ct)
    {
        await using var running = await template.StartAsync("/", ct);
        using var visitor = new Client(running.Address);
        return await CostAsync(running, visitor, "/counter", ct);
    }

    private static async Task<double> CostAsync(RunningSite site, Client client, string path, CancellationToken ct)
    {
        // Warm, so that what is paid once is not counted.
        var open = await OpenAsync(WarmUp, client, path, ct);
        await Task.Delay(s_settle, ct);
        var before = site.ResidentKiB;
        open.AddRange(await OpenAsync(Circuits, client, path, ct));
        await Task.Delay(s_settle, ct);
        var after = site.ResidentKiB;
        foreach (var circuit in open) await circuit.DisposeAsync();
        return (after - before) / Circuits;
    }

    private static async Task<List<Circuit>> OpenAsync(int count, Client client, string path, CancellationToken ct)
    {
        var opened = new List<Circuit>(count);
        foreach (var some in Enumerable.Range(0, count).Chunk(Parallel))
            opened.AddRange(await Task.WhenAll(some.Select(_ => Circuit.OpenAsync(client, path, ct))));
        return opened;
    }
}
