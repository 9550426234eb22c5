using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Intake.Api;

/// <summary>Streams of one event a line, also from callers who are slow, fast or disconnect.</summary>
public abstract class ReportStreamTests(Portal portal)
{
    private readonly string _worker = $"w-{Guid.NewGuid():N}";

    [Fact]
    public async Task A_line_is_answered_while_the_stream_continues()
    {
        await using var stream = await ArrangeAsync();
        for (var n = 0; n < 3; n++)
        {
            await stream.SendAsync(Given.Disclosure(_worker, "parley-ai", id: $"{_worker}-{n}"));
            var answer = (await stream.ReadAnswerAsync()).ShouldNotBeNull();
            ((int?)answer["index"], (string?)answer["id"], (string?)answer["outcome"]).ShouldBe(
                (n, $"{_worker}-{n}", "accepted")
            );
            (await TimesAsync()).ShouldBe(n + 1);
        }

        await stream.EndAsync();
        (await stream.ReadAnswerAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Each_bad_line_gets_its_own_answer_in_order_and_the_stream_continues()
    {
        await using var stream = await ArrangeAsync();
        var good = Given.Disclosure(_worker, "parley-ai", id: $"{_worker}-good");

        await stream.SendAsync("\uFEFF");
        await stream.SendAsync(good);
        await stream.SendAsync("\r\n  \n");
        await stream.SendAsync(good.ToJsonString() + "\r\n");
        await stream.SendAsync("{\"id\":\n");
        await stream.SendAsync(new string('[', 1000) + new string(']', 1000) + "\n");
        await stream.SendAsync([.. "{\"id\":\""u8, 0xC3, 0x28, .. "\"}\n"u8]);
        await stream.SendAsync("{\"id\":1,\"id\":2}\n");
        await stream.SendAsync(Given.Disclosure(_worker, "nobody", id: "unknown-party"));
        await stream.SendAsync(Given.Disclosure(_worker, "parley-ai", purpose: "legal-duty", id: $"{_worker}-good"));
        // The last line has no end.
        await stream.SendAsync(Given.Disclosure(_worker, "parley-ai", id: $"{_worker}-last").ToJsonString());
        await stream.EndAsync();

        var answers = await stream.ReadRemainingAnswersAsync();
        answers
            .Select(a => (string?)a["outcome"])
            .ShouldBe([
                "accepted",
                "duplicate",
                "rejected",
                "rejected",
                "rejected",
                "rejected",
                "rejected",
                "rejected",
                "accepted",
            ]);
        answers.Select(a => (int?)a["index"]).ShouldBe(Enumerable.Range(0, 9).Select(n => (int?)n));
        ((string?)answers[6]["problem"]!["type"]).ShouldEndWith("/problems/not-announced");
        ((string?)answers[6]["problem"]!["errors"]![0]!["pointer"]).ShouldBe("/data/partyId");
        ((string?)answers[7]["problem"]!["type"]).ShouldEndWith("/problems/conflict");
        (await TimesAsync()).ShouldBe(2);
    }

    [Theory]
    [InlineData(64 * 1024 + 1)]
    [InlineData(10 * 1024 * 1024)]
    public async Task A_line_that_is_too_long_is_refused_and_the_next_is_accepted(int bytes)
    {
        await using var stream = await ArrangeAsync();

        await stream.SendAsync(Given.Disclosure(_worker, "parley-ai"));
        await stream.SendAsync(new string('x', bytes));
        await stream.SendAsync("\n");
        await stream.SendAsync(Given.Disclosure(_worker, "parley-ai"));
        await stream.EndAsync();

        (await stream.ReadRemainingAnswersAsync())
            .Select(a => (string?)a["outcome"])
            .ShouldBe(["accepted", "rejected", "accepted"]);
    }

    [Fact]
    public async Task A_line_of_the_maximum_length_is_read()
    {
        await using var stream = await ArrangeAsync();
        var line = Given.Disclosure(_worker, "parley-ai").ToJsonString();

        await stream.SendAsync(line + new string(' ', (64 * 1024) - line.Length) + "\n");
        await stream.EndAsync();

        (await stream.ReadRemainingAnswersAsync()).ShouldHaveSingleItem()["outcome"]!
            .GetValue<string>()
            .ShouldBe("accepted");
    }

    [Fact]
    public async Task A_line_cut_off_by_a_lost_connection_is_no_event_and_the_answered_lines_remain()
    {
        await using var stream = await ArrangeAsync();
        await stream.SendAsync(Given.Disclosure(_worker, "parley-ai"));
        (await stream.ReadAnswerAsync()).ShouldNotBeNull();

        // Complete as JSON, but not as a line: the caller may not have finished.
        await stream.SendAsync(Given.Disclosure(_worker, "parley-ai").ToJsonString());
        stream.Abort();

        var api = await portal.CreateApiClientAsync();
        await api.DiscloseAsync(Given.Disclosure(_worker, "parley-ai"));
        (await TimesAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_key_that_is_revoked_during_a_stream_accepts_nothing_more()
    {
        await using var stream = await ArrangeAsync();
        var keys = portal.Services.GetRequiredService<ApiKeyStore>();
        await stream.SendAsync(Given.Disclosure(_worker, "parley-ai"));
        ((string?)(await stream.ReadAnswerAsync()).ShouldNotBeNull()["outcome"]).ShouldBe("accepted");

        foreach (var key in await keys.ListAsync(default))
            await keys.RevokeAsync(key.Name, default);
        await stream.SendAsync(Given.Disclosure(_worker, "parley-ai"));

        var refused = (await stream.ReadRemainingAnswersAsync()).ShouldHaveSingleItem();
        ((string?)refused["outcome"], ApiClient.GetProblemKind(refused["problem"]!)).ShouldBe(("rejected", "no-key"));
        (await TimesAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_caller_who_sends_faster_than_they_read_gets_every_answer_in_order()
    {
        await using var stream = await ArrangeAsync();
        const int Lines = 20_000;
        var first = Given.Disclosure(_worker, "parley-ai", id: $"{_worker}-again").ToJsonString() + "\n";
        var many = string.Concat(Enumerable.Repeat(first, 500));

        var sending = Task.Run(async () =>
        {
            for (var n = 0; n < Lines / 500; n++)
                await stream.SendAsync(many);
            await stream.EndAsync();
        });
        var answers = await stream.ReadRemainingAnswersAsync();
        await sending;

        answers.Count.ShouldBe(Lines);
        answers.Select(a => a["index"]!.GetValue<int>()).ShouldBe(Enumerable.Range(0, Lines));
        answers.Count(a => (string?)a["outcome"] == "accepted").ShouldBe(1);
        answers.Count(a => (string?)a["outcome"] == "duplicate").ShouldBe(Lines - 1);
    }

    private async Task<int> TimesAsync() =>
        (await portal.Services.GetRequiredService<DisclosureQueries>().ListPartiesAsync(_worker, default)).Sum(p =>
            p.Times
        );

    private async Task<EventStream> ArrangeAsync()
    {
        var api = await portal.CreateApiClientAsync();
        await api.PutWorkerAsync(_worker, $"{_worker}@people.example", "Ana");
        await api.PutPartyAsync("parley-ai", "Parley AI", "llm-provider");
        return await EventStream.OpenAsync(portal.Url, api.Http.DefaultRequestHeaders.Authorization!.Parameter!);
    }

    public sealed class OnSqlite(Portal portal) : ReportStreamTests(portal), IClassFixture<Portal>;

    public sealed class OnPostgres(PortalOnPostgres portal)
        : ReportStreamTests(portal),
            IClassFixture<PortalOnPostgres>;
}
