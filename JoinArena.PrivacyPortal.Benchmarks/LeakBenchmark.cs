using System.Globalization;
using JoinArena.PrivacyPortal.Benchmarks.Support;

namespace JoinArena.PrivacyPortal.Benchmarks;

/// <summary>
/// What the server still holds after many circuits were opened and closed and many requests answered, beside what it held
/// after a tenth of them.
/// </summary>
internal static class LeakBenchmark
{
    private const int Parallel = 10;

    /// <summary>The memory at the end by that at the beginning, at most.</summary>
    private const double Allowed = 1.2;

    /// <summary>Circuits of the warm-up: the server keeps some that were left, and 500 of them for half an hour.</summary>
    private const int LeastWarmUp = 700;

    private static readonly string[] s_pages =
    [
        "/",
        "/my-data",
        "/my-data/timeline",
        "/deletion",
        "/acceptances",
        "/inbox",
        "/policy",
        "/ledger",
        "/account/manage",
    ];

    /// <returns>1 if the memory grew by more than a fifth, else 0.</returns>
    public static async Task<int> RunAsync(int circuits, int requests, CancellationToken ct)
    {
        using var workspace = new PublishWorkspace();
        var portal = await workspace.PublishPortalAsync(ct);
        var metrics = new Uri(
            string.Create(CultureInfo.InvariantCulture, $"http://localhost:{PublishedSite.FindFreePort()}")
        );
        await using var running = await portal.StartAsync(
            "/",
            ct,
            ("Portal__Demo__Enabled", "true"),
            ("Portal__Metrics__Url", metrics.ToString())
        );
        using var worker = new CookieClient(running.Address);
        await worker.SignInAsync("worker@example.com", "Demo-portal-2026!", ct);
        var heap = new ManagedHeap(running.Process.Id, metrics);

        await UseAsync(worker, Math.Max(circuits / 10, LeastWarmUp), requests / 10, ct);
        var before = await heap.ReadAfterCollectionAsync(ct);
        var residentBefore = running.ResidentKiB;
        await UseAsync(worker, circuits, requests, ct);
        var after = await heap.ReadAfterCollectionAsync(ct);
        var residentAfter = running.ResidentKiB;

        var what = string.Create(
            CultureInfo.InvariantCulture,
            $"after {circuits} circuits on /my-data and {requests} pages, against after the warm-up"
        );
        var result = new BenchmarkResult($"managed memory in use {what}", "KiB", after / 1024, before / 1024);
        result.Print();
        new BenchmarkResult($"resident memory {what}", "KiB", residentAfter, residentBefore).Print();
        return result.Ratio > Allowed ? 1 : 0;
    }

    private static async Task UseAsync(CookieClient worker, int circuits, int requests, CancellationToken ct)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = ct };
        await System.Threading.Tasks.Parallel.ForAsync(
            0,
            circuits,
            options,
            async (_, stop) => await (await BlazorCircuit.OpenAsync(worker, "/my-data", stop)).DisposeAsync()
        );
        await System.Threading.Tasks.Parallel.ForAsync(
            0,
            requests,
            options,
            async (i, stop) => await worker.GetAsync(s_pages[i % s_pages.Length], stop)
        );
    }
}
