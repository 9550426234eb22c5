using System.Diagnostics;
using JoinArena.PrivacyPortal.Benchmarks.Seeding;
using JoinArena.PrivacyPortal.Benchmarks.Support;

namespace JoinArena.PrivacyPortal.Benchmarks;

/// <summary>
/// What a worker's pages cost as the number of disclosures grows: each page alternates with the same page of a portal
/// that has ten thousand.
/// </summary>
internal static class WorkerPagesBenchmark
{
    private const long Small = 10_000,
        MaxOfOneWorker = 100_000;
    private const int WarmUp = 150,
        Rounds = 200;

    public static async Task RunAsync(long disclosures, string? postgres, CancellationToken ct)
    {
        using var workspace = new PublishWorkspace();
        await using var portals = new SeededPortals(workspace, await workspace.PublishPortalAsync(ct), postgres);
        var watch = Stopwatch.StartNew();
        var small = await portals.CreateSeededAsync(Small, 0, ct);
        var many = Math.Min(MaxOfOneWorker, disclosures / 10);
        var large = await portals.CreateSeededAsync(disclosures + 1, many, ct);
        new BenchmarkResult(
            $"{portals.Provider}: databases filled, {disclosures} disclosures",
            "s",
            watch.Elapsed.TotalSeconds
        ).Print();

        await using var runningSmall = await small.StartAsync("/", ct);
        await using var runningLarge = await large.StartAsync("/", ct);
        using var fewInSmall = await SignInAsync(runningSmall, SeededPortals.SmallAccountEmail, ct);
        using var fewInLarge = await SignInAsync(runningLarge, SeededPortals.SmallAccountEmail, ct);
        using var manyInLarge = await SignInAsync(runningLarge, SeededPortals.LargeAccountEmail, ct);
        var ofFew = await SeededPortals.FindMiddleCursorAsync(large, DisclosureSeeder.SmallAccountId, ct);
        var ofMany = await SeededPortals.FindMiddleCursorAsync(large, DisclosureSeeder.LargeAccountId, ct);
        var inSmall = await SeededPortals.FindMiddleCursorAsync(small, DisclosureSeeder.SmallAccountId, ct);
        (string Name, string Baseline, string Few, string Many)[] pages =
        [
            ("/my-data", "", "", ""),
            ("a page in the middle of the list", $"?before={inSmall}", $"?before={ofFew}", $"?before={ofMany}"),
            ("the ungrouped list", $"?each=1&before={inSmall}", $"?each=1&before={ofFew}", $"?each=1&before={ofMany}"),
            ("one category", "?kind=transcript", "?kind=transcript", "?kind=transcript"),
            ("one party", "?party=fill-party-1", "?party=fill-party-1", "?party=fill-party-1"),
            ("only what is not covered", "?uncovered=1", "?uncovered=1", "?uncovered=1"),
            ("a search", "?q=party+1", "?q=party+1", "?q=party+1"),
        ];
        foreach (var page in pages)
        {
            var baseline = new List<double>();
            var few = new List<double>();
            var most = new List<double>();
            for (var i = -WarmUp; i < Rounds; i++)
            {
                var ofBaseline = await TimeAsync(fewInSmall, page.Baseline, ct);
                var ofFewInLarge = await TimeAsync(fewInLarge, page.Few, ct);
                var ofManyInLarge = await TimeAsync(manyInLarge, page.Many, ct);
                if (i < 0)
                    continue;
                baseline.Add(ofBaseline);
                few.Add(ofFewInLarge);
                most.Add(ofManyInLarge);
            }

            new BenchmarkResult(
                $"{portals.Provider}: {page.Name}, "
                    + $"worker with {DisclosureSeeder.SmallAccountDisclosures} among {disclosures}, p95",
                "ms",
                BenchmarkResult.Quantile(few, 0.95),
                BenchmarkResult.Quantile(baseline, 0.95)
            ).Print();
            new BenchmarkResult(
                $"{portals.Provider}: {page.Name}, worker with {many} among {disclosures}, p95",
                "ms",
                BenchmarkResult.Quantile(most, 0.95),
                BenchmarkResult.Quantile(baseline, 0.95)
            ).Print();
        }
    }

    private static async Task<CookieClient> SignInAsync(RunningSite site, string email, CancellationToken ct)
    {
        var client = new CookieClient(site.Address);
        await client.SignInAsync(email, SeededPortals.Password, ct);
        return client;
    }

    private static async Task<double> TimeAsync(CookieClient client, string query, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        await client.GetAsync($"/my-data{query}", ct);
        return watch.Elapsed.TotalMilliseconds;
    }
}
