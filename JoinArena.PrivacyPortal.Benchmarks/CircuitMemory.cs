namespace JoinArena.PrivacyPortal.Benchmarks;

/// <summary>What an idle circuit costs the server: the growth of its resident memory over many, divided by them.</summary>
internal static class CircuitMemory
{
    private const int WarmUp = 50, Circuits = 500, Parallel = 10;
    private static readonly TimeSpan s_settle = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(CancellationToken ct)
    {
        using var workshop = new Workshop();
        var portal = await workshop.PublishPortalAsync(ct);
        var template = await workshop.PublishTemplateAsync(ct);

        double blank, ours;
        await using (var running = await template.StartAsync("/", ct))
        {
            using var visitor = new Client(running.Address);
            blank = await CostAsync(running, visitor, "/counter", ct);
        }

        await using (var running = await portal.StartAsync("/", ct, ("Portal__Demo__Enabled", "true")))
        {
            using var worker = new Client(running.Address);
            await worker.SignInAsync("worker@example.com", "Demo-portal-2026!", ct);
            ours = await CostAsync(running, worker, "/my-data", ct);
        }

        new Figure($"memory of an idle circuit on /my-data, of {Circuits}", "KiB", ours, blank).Print();
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
