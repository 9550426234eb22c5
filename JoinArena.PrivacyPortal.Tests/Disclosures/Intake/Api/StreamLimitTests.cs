using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Disclosures.Intake.Api;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Intake.Api;

/// <summary>Callers who send everything before they read, who stop, or who fall silent.</summary>
public sealed class StreamLimitTests(Portal portal, StreamLimitTests.StrictPortal strict)
    : IClassFixture<Portal>,
        IClassFixture<StreamLimitTests.StrictPortal>
{
    // A line of 1,000 bytes, which is answered with as many: together more than sockets hold, in both directions.
    private const int Lines = 15_000;

    // Where the portal is slow, sockets hold what is sent, and the caller reads before too much waits: more than that.
    private const int MoreThanCanWait = 4 * Lines;

    private static readonly string s_line = $"{{{new string(' ', 997)}}}\n";

    [Fact]
    public async Task A_caller_who_sends_everything_before_reading_gets_every_answer()
    {
        await using var stream = await OpenAsync(portal);

        await SendAllAsync(stream, Lines);

        var answers = await stream.ReadRemainingAnswersAsync();
        answers.Select(a => (int)a["index"]!).ShouldBe(Enumerable.Range(0, Lines));
        answers.ShouldAllBe(answer => (string?)answer["outcome"] == "rejected");
    }

    [Fact]
    public async Task A_caller_who_sends_more_than_can_wait_reads_where_the_answers_end_and_why()
    {
        await using var stream = await OpenAsync(strict);

        await SendAllAsync(stream, MoreThanCanWait);

        var answers = await stream.ReadRemainingAnswersAsync();
        answers.Count.ShouldBeLessThan(MoreThanCanWait);
        answers.Select(a => (int)a["index"]!).ShouldBe(Enumerable.Range(0, answers.Count));
        AssertEnded(answers[^1], "answers-not-read");
        answers.SkipLast(1).ShouldAllBe(answer => (string?)answer["outcome"] == "rejected");
    }

    [Fact]
    public async Task A_stream_to_which_nothing_comes_is_ended_with_a_line_that_says_so()
    {
        await using var stream = await OpenAsync(strict);
        await stream.SendAsync("{}\n");
        ((int?)(await stream.ReadAnswerAsync())!["index"]).ShouldBe(0);

        AssertEnded((await stream.ReadAnswerAsync())!, "stream-idle");
        (await stream.ReadAnswerAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_caller_who_neither_reads_nor_sends_is_disconnected()
    {
        await using var stream = await OpenAsync(strict);
        for (var n = 0; n < 8; n++)
            await stream.SendAsync(string.Concat(Enumerable.Repeat("{}\n", 1_000)));

        var disconnected = await Eventually.FindAsync(
            async () =>
            {
                try
                {
                    // A blank line is nothing to the portal.
                    await stream.SendAsync("\n");
                    return null;
                }
                catch (IOException fault)
                {
                    return fault;
                }
            },
            () => "still connected"
        );

        disconnected.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_proxy_is_asked_not_to_hold_answers_back()
    {
        await using var stream = await OpenAsync(portal);

        stream.Headers.ShouldContain("X-Accel-Buffering: no");
    }

    private static async Task SendAllAsync(EventStream stream, int lines)
    {
        var many = string.Concat(Enumerable.Repeat(s_line, 500));
        for (var n = 0; n < lines / 500; n++)
            await stream.SendAsync(many).WaitAsync(TimeSpan.FromSeconds(30));
        await stream.EndAsync();
    }

    private static void AssertEnded(JsonNode line, string kind)
    {
        ((string?)line["outcome"]).ShouldBe("ended");
        ApiClient.GetProblemKind(line["problem"]!).ShouldBe(kind);
    }

    private static async Task<EventStream> OpenAsync(Portal at)
    {
        var api = await at.CreateApiClientAsync();
        return await EventStream.OpenAsync(at.Url, api.Http.DefaultRequestHeaders.Authorization!.Parameter!, 64 * 1024);
    }

    /// <summary>A portal that waits for nobody.</summary>
    public sealed class StrictPortal : Portal
    {
        protected override void Replace(IServiceCollection services) =>
            services.AddSingleton(new StreamLimits(256 * 1024, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)));
    }
}
