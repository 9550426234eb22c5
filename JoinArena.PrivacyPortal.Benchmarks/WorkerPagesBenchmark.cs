using System.Diagnostics;
using JoinArena.PrivacyPortal.Benchmarks.Seeding;
using JoinArena.PrivacyPortal.Benchmarks.Support;

namespace JoinArena.PrivacyPortal.Benchmarks;

/// <summary>
/// What a worker's pages cost as the book grows: the same page in a book of ten thousand, alternating with it.
/// </summary>
internal static class WorkerPagesBenchmark
{
    private const long Small = 10_000,
        MostOfOne = 100_000;
    private const int WarmUp = 150,
        Rounds = 200;

    public static async Task RunAsync(long disclosures, string? postgres, CancellationToken ct)
    {
        using var workshop = new PublishWorkspace();
        await using var books = new SeededPortals(workshop, await workshop.PublishPortalAsync(ct), postgres);
        var watch = Stopwatch.StartNew();
        var (small, many) = (await books.CreateSeededAsync(Small, 0, ct), Math.Min(MostOfOne, disclosures / 10));
        var large = await books.CreateSeededAsync(disclosures + 1, many, ct);
        new BenchmarkResult(
            $"{books.Provider}: books filled, {disclosures} disclosures",
            "s",
            watch.Elapsed.TotalSeconds
        ).Print();

        await using var yard = await small.StartAsync("/", ct);
        await using var running = await large.StartAsync("/", ct);
        using var fewInSmall = await SignInAsync(yard, SeededPortals.SmallAccountEmail, ct);
        using var fewInLarge = await SignInAsync(running, SeededPortals.SmallAccountEmail, ct);
        using var manyInLarge = await SignInAsync(running, SeededPortals.LargeAccountEmail, ct);
        var (ofFew, ofMany) = (
            await SeededPortals.FindMiddleCursorAsync(large, DisclosureSeeder.SmallAccountId, ct),
            await SeededPortals.FindMiddleCursorAsync(large, DisclosureSeeder.LargeAccountId, ct)
        );
        var inSmall = await SeededPortals.FindMiddleCursorAsync(small, DisclosureSeeder.SmallAccountId, ct);
        (string Name, string Yard, string Few, string Many)[] pages =
        [
            ("/my-data", "", "", ""),
            ("a page in the midst of the list", $"?before={inSmall}", $"?before={ofFew}", $"?before={ofMany}"),
            (
                "the list, each by itself",
                $"?each=1&before={inSmall}",
                $"?each=1&before={ofFew}",
                $"?each=1&before={ofMany}"
            ),
            ("one kind", "?kind=transcript", "?kind=transcript", "?kind=transcript"),
            ("one party", "?party=fill-party-1", "?party=fill-party-1", "?party=fill-party-1"),
            ("only what is not covered", "?uncovered=1", "?uncovered=1", "?uncovered=1"),
            ("a search", "?q=party+1", "?q=party+1", "?q=party+1"),
        ];
        foreach (var page in pages)
        {
            var (y, f, m) = (new List<double>(), new List<double>(), new List<double>());
            for (var i = -WarmUp; i < Rounds; i++)
            {
                var (a, b, c) = (
                    await TimeAsync(fewInSmall, page.Yard, ct),
                    await TimeAsync(fewInLarge, page.Few, ct),
                    await TimeAsync(manyInLarge, page.Many, ct)
                );
                if (i < 0)
                    continue;
                y.Add(a);
                f.Add(b);
                m.Add(c);
            }

            new BenchmarkResult(
                $"{books.Provider}: {page.Name}, worker with {DisclosureSeeder.SmallAccountDisclosures} among {disclosures}, p95",
                "ms",
                BenchmarkResult.Quantile(f, 0.95),
                BenchmarkResult.Quantile(y, 0.95)
            ).Print();
            new BenchmarkResult(
                $"{books.Provider}: {page.Name}, worker with {many} among {disclosures}, p95",
                "ms",
                BenchmarkResult.Quantile(m, 0.95),
                BenchmarkResult.Quantile(y, 0.95)
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
