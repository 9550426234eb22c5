using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Journeys;

/// <summary>A stream of events whose other end is killed.</summary>
public sealed class StreamCrashTests(PublishedPortal portal) : IClassFixture<PublishedPortal>
{
    private const int Lines = 20_000;

    [Fact]
    public async Task A_portal_killed_during_a_stream_keeps_every_accepted_event_exactly_once()
    {
        var key = await portal.CreateKeyAsync();
        await portal.StartAsync();
        var joinArena = new ApiClient(portal.Url, key);
        await joinArena.PutWorkerAsync("w-robin", "robin@people.example", "Robin Vale");
        await joinArena.PutPartyAsync("parley", "Parley AI", "llm-provider");
        string[] lines =
        [
            .. Enumerable
                .Range(0, Lines)
                .Select(n =>
                    Given.Disclosure("w-robin", "parley", id: $"e-{n}", item: $"rec-{n % 50}").ToJsonString() + "\n"
                ),
        ];

        var accepted = 0;
        for (var kill = 1; kill <= 3; kill++)
        {
            var answered = await StreamAsync(key, lines, killAfter: accepted + 500);
            // What was answered as accepted before is there, and not a second time.
            answered.Take(accepted).ShouldAllBe(outcome => outcome == "duplicate");
            answered.ShouldAllBe(outcome => outcome == "accepted" || outcome == "duplicate");
            answered.Count.ShouldBeGreaterThan(accepted);
            accepted = answered.Count;
            await portal.StartAsync();
        }

        var whole = await StreamAsync(key, lines, killAfter: null);
        whole.Count.ShouldBe(Lines);
        whole.Take(accepted).ShouldAllBe(outcome => outcome == "duplicate");
        (await StreamAsync(key, lines, killAfter: null)).ShouldAllBe(outcome => outcome == "duplicate");
        (await portal.RunCommandAsync("disclosures", "check")).ShouldContain($"{Lines} disclosures");
    }

    /// <summary>Sends every line, reading the answers meanwhile, until the end or the kill.</summary>
    private async Task<List<string>> StreamAsync(string key, string[] lines, int? killAfter)
    {
        var outcomes = new List<string>();
        await using var stream = await EventStream.OpenAsync(portal.Url, key);
        var sending = Task.Run(async () =>
        {
            foreach (var part in lines.Chunk(250))
                await stream.SendAsync(string.Concat(part));
            await stream.EndAsync();
        });
        Task killed = Task.CompletedTask;
        try
        {
            while (await stream.ReadAnswerAsync() is { } answer)
            {
                outcomes.Add((string?)answer["outcome"] ?? "");
                if (outcomes.Count == killAfter)
                    killed = portal.KillAsync();
            }

            await sending;
        }
        catch (IOException) when (killAfter is not null)
        {
            await sending.ContinueWith(sent => sent.Exception, TaskScheduler.Default);
        }

        await killed;
        return outcomes;
    }
}
