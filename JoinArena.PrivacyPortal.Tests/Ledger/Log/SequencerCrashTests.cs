using System.Globalization;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Log;

/// <summary>A portal that is killed repeatedly while it adds entries to its log.</summary>
public abstract class SequencerCrashTests(PublishedPortal portal)
{
    [Fact]
    public async Task A_log_that_is_killed_repeatedly_continues_every_published_checkpoint_and_loses_nothing()
    {
        var key = await portal.CreateKeyAsync();
        var seen = new List<string>();
        for (var life = 1; life <= 2; life++)
        {
            await portal.StartAsync();
            var joinArena = new ApiClient(portal.Url, key);
            await joinArena.PutWorkerAsync("w-robin", "robin@people.example", "Robin Vale");
            await joinArena.PutPartyAsync("parley", "Parley AI", "llm-provider");
            using var http = new HttpClient { BaseAddress = portal.Url };
            seen.Add(await ReportUntilKilledAsync(joinArena, http, batches: 4 * life));
        }

        await portal.StartAsync();
        using var last = new HttpClient { BaseAddress = portal.Url };
        var entries = await EntriesAsync();
        await Eventually.FindAsync(
            async () =>
                SizeOf(await last.GetStringAsync(new Uri("/ledger/checkpoint", UriKind.Relative))) == entries
                    ? "all"
                    : null,
            () => $"{entries} entries were never published."
        );

        foreach (var checkpoint in seen)
        {
            var file = Path.Combine(portal.DataDirectory, "seen");
            await File.WriteAllTextAsync(file, checkpoint);
            (await portal.RunCommandAsync("ledger", "verify", "--since", file)).ShouldContain($"{entries} entries");
        }
    }

    /// <returns>The last checkpoint that the portal published.</returns>
    private async Task<string> ReportUntilKilledAsync(ApiClient joinArena, HttpClient http, int batches)
    {
        var checkpoint = "";
        var answered = 0;
        Task? killed = null;
        while (true)
        {
            JsonObject[] batch = [.. Enumerable.Range(0, 50).Select(_ => Given.Disclosure("w-robin", "parley"))];
            try
            {
                await joinArena.DiscloseAsync(batch);
                using var answer = await http.GetAsync(new Uri("/ledger/checkpoint", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                    checkpoint = await answer.Content.ReadAsStringAsync();
                // Killed only after a checkpoint was read, because a checkpoint that no one has seen may still change.
                if (++answered >= batches && checkpoint.Length > 0)
                    killed ??= portal.KillAsync();
            }
            catch (HttpRequestException) when (killed is not null)
            {
                await killed;
                return checkpoint;
            }
        }
    }

    private async Task<long> EntriesAsync()
    {
        await using var db = await portal.Contexts.CreateDbContextAsync();
        return await db.LedgerEntries.LongCountAsync();
    }

    public sealed class OnSqlite(PublishedPortal portal) : SequencerCrashTests(portal), IClassFixture<PublishedPortal>;

    public sealed class OnPostgres(PublishedPortalOnPostgres portal)
        : SequencerCrashTests(portal),
            IClassFixture<PublishedPortalOnPostgres>;

    private static long SizeOf(string checkpoint) =>
        long.Parse(checkpoint.Split('\n')[1], CultureInfo.InvariantCulture);
}
