using JoinArena.PrivacyPortal.Benchmarks.Support;

namespace JoinArena.PrivacyPortal.Benchmarks;

/// <summary>
/// How long a visitor waits after the process is started: the median of starts that alternate with the template's.
/// </summary>
internal static class ColdStartBenchmark
{
    private const int Starts = 11;

    public static async Task RunAsync(CancellationToken ct)
    {
        using var workspace = new PublishWorkspace();
        var portal = await workspace.PublishPortalAsync(ct);
        var template = await workspace.PublishTemplateAsync(ct);
        // Creates the database, and brings both programs' files into the machine's cache. Neither is part of the figure.
        await StartAsync(portal, ct);
        await StartAsync(template, ct);

        var ours = new List<double>();
        var blank = new List<double>();
        for (var i = 0; i < Starts; i++)
        {
            ours.Add(await StartAsync(portal, ct));
            blank.Add(await StartAsync(template, ct));
        }

        new BenchmarkResult(
            "cold start to the first 200 of /, median",
            "ms",
            BenchmarkResult.Quantile(ours, 0.5),
            BenchmarkResult.Quantile(blank, 0.5)
        ).Print();
    }

    private static async Task<double> StartAsync(PublishedSite site, CancellationToken ct)
    {
        await using var running = await site.StartAsync("/", ct);
        return running.StartedIn.TotalMilliseconds;
    }
}
