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
        using var workshop = new PublishWorkspace();
        var portal = await workshop.PublishPortalAsync(ct);
        var template = await workshop.PublishTemplateAsync(ct);
        // The database is made and both programs' files are read into the machine's cache; neither is part of the
        // figure.
        await StartAsync(portal, ct);
        await StartAsync(template, ct);

        var (ours, blank) = (new List<double>(), new List<double>());
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
