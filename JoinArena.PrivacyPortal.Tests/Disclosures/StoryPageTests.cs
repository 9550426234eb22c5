using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Disclosures;

/// <summary>One interview as a story, and one item with all its copies.</summary>
public sealed class StoryPageTests(SignedInPortal portal) : IClassFixture<SignedInPortal>
{
    private static readonly DateTimeOffset s_day = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task An_interview_is_shown_from_its_recording_to_the_parties_that_received_it()
    {
        var worker = await InterviewedAsync();

        var page = await ReadAsync(worker, "/my-data/interviews/int-1");

        page.QuerySelector("h1")!.TextContent.ShouldBe("Interview of 3 March 2026 (Interview for dispatcher)");
        Words(page.QuerySelector("h1 + p"))
            .ShouldContain(
                "You gave this interview on 3 March 2026. 3 parties outside JoinArena "
                    + "have received data from it or with it."
            );
        page.QuerySelectorAll("[aria-labelledby=story] > ol > li > div:first-child")
            .Select(Words)
            .ShouldBe([
                "Recorded",
                "Sent to Platform to assess your interview",
                "Processed by Scribewell",
                "Turned into text",
                "Scored by Parley AI",
                "Shown to Northwind",
            ]);
        Words(page.QuerySelectorAll("[aria-labelledby=story] > ol > li")[4]).ShouldContain("3 times, all on 3 March");
    }

    [Fact]
    public async Task A_data_set_that_JoinArena_trains_its_models_with_is_no_party_outside_JoinArena()
    {
        var worker = await InterviewedAsync("talent-eval");

        Words((await ReadAsync(worker, "/my-data/interviews/int-1")).QuerySelector("h1 + p"))
            .ShouldContain(
                "3 parties outside JoinArena have received data from it or with it. JoinArena added data from it, "
                    + "or data sent with it, to a data set that it trains its models with."
            );
    }

    [Fact]
    public async Task Each_item_says_where_each_copy_went_and_what_became_of_it()
    {
        var worker = await InterviewedAsync();

        var items = (await ReadAsync(worker, "/my-data/interviews/int-1")).QuerySelectorAll("article");

        items.Select(i => Words(i.QuerySelector("h3"))).ShouldBe(["Interview recording", "Transcript"]);
        items[0]
            .QuerySelectorAll("ul > li")
            .Select(l => Words(l.QuerySelector("a")))
            .ShouldBe(["Platform", "Scribewell", "Northwind"]);
        Words(items[1].QuerySelector("ul > li")).ShouldBe("Parley AI Has your data 3 times, all on 3 March");
        items[0].QuerySelector("h3 a")!.GetAttribute("href").ShouldBe("/my-data/items/rec-1");
    }

    [Fact]
    public async Task An_item_says_which_parties_have_a_copy_and_each_time_it_was_disclosed()
    {
        var worker = await InterviewedAsync();

        var page = await ReadAsync(worker, "/my-data/items/txt-1");

        page.QuerySelector("h1")!.TextContent.ShouldBe("Transcript");
        Words(page.QuerySelector("h1 + p")).ShouldContain("1 party has received a copy.");
        Words(page.QuerySelector("[aria-labelledby=entries] > ol > li"))
            .ShouldContain("Transcript went to Parley AI to assess your interview.");
        Words(page.QuerySelector("[aria-labelledby=entries] > ol > li summary")).ShouldStartWith("3 times");
        page.QuerySelector("a[href='/my-data/interviews/int-1']").ShouldNotBeNull();
    }

    [Fact]
    public async Task An_item_that_was_never_disclosed_says_so()
    {
        var worker = await portal.CreateWorkerClientAsync();
        (
            await Items.AnnounceAsync(worker.GetWorkerId(), "kept", new("resume", CreatedAt: s_day.ToIso()), default)
        ).IsSuccess.ShouldBeTrue();

        Words((await ReadAsync(worker, "/my-data/items/kept")).QuerySelector("h1 + p"))
            .ShouldContain("No party has received it.");
    }

    [Fact]
    public async Task Another_workers_interview_and_item_are_not_found()
    {
        await InterviewedAsync();
        var other = await portal.CreateWorkerClientAsync();

        foreach (
            var address in new[]
            {
                "/my-data/interviews/int-1",
                "/my-data/items/rec-1",
                "/my-data/interviews/..%2F..",
                "/my-data/items/%27%20OR%201",
            }
        )
        {
            (await StatusAsync(other, address)).ShouldBe(HttpStatusCode.NotFound, address);
        }
    }

    private ItemRegister Items => portal.Services.GetRequiredService<ItemRegister>();

    private PartyRegister Register => portal.Services.GetRequiredService<PartyRegister>();

    private async Task<HttpClient> InterviewedAsync(string? training = null)
    {
        var worker = await portal.CreateWorkerClientAsync();
        foreach (
            var (id, name, kind) in new[]
            {
                ("platform", "Platform", "joinarena-system"),
                ("scribewell", "Scribewell", "other-service"),
                ("parley-ai", "Parley AI", "llm-provider"),
                ("northwind", "Northwind", "hiring-company"),
                ("talent-eval", "Talent-eval", "model-training"),
            }
        )
        {
            (await Register.AnnounceAsync(id, new(name, kind), default)).IsSuccess.ShouldBeTrue();
        }

        (
            await Items.AnnounceAsync(
                worker.GetWorkerId(),
                "rec-1",
                new("interview-recording", "int-1", s_day.ToIso(), "Interview for dispatcher", s_day.ToIso()),
                default
            )
        ).IsSuccess.ShouldBeTrue();
        (
            await Items.AnnounceAsync(
                worker.GetWorkerId(),
                "txt-1",
                new("transcript", "int-1", s_day.ToIso(), "Interview for dispatcher", s_day.AddHours(1).ToIso()),
                default
            )
        ).IsSuccess.ShouldBeTrue();
        var recording = new ReportedItem("rec-1", DataCategory.InterviewRecording);
        var transcript = new ReportedItem("txt-1", DataCategory.Transcript);
        await AcceptAsync(worker);
        List<DisclosureReport> reports =
        [
            Sent("platform", 1, Purpose.CandidateEvaluation, recording),
            Sent("scribewell", 30, Purpose.CandidateEvaluation, recording),
            .. Enumerable.Range(0, 3).Select(n => Sent("parley-ai", 120 + n, Purpose.CandidateEvaluation, transcript)),
            Sent("northwind", 3000, Purpose.Hiring, recording),
        ];
        if (training is not null)
            reports.Add(Sent(training, 4000, Purpose.ModelImprovement, transcript));
        (await portal.Services.GetRequiredService<DisclosureIntake>().SubmitAsync(reports, default)).ShouldAllBe(o =>
            o.Outcome == IntakeOutcome.Accepted
        );
        return worker;

        DisclosureReport Sent(string party, int minutes, Purpose purpose, ReportedItem item) =>
            new(
                "/test",
                $"{worker.GetWorkerId()}-{party}-{minutes}",
                s_day.AddMinutes(minutes),
                worker.GetWorkerId(),
                party,
                Direction.Disclosed,
                purpose,
                [item],
                "int-1",
                null
            );
    }

    private async Task AcceptAsync(HttpClient worker)
    {
        await using var db = await portal
            .Services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<PortalDbContext>>()
            .CreateDbContextAsync();
        db.Set<PolicyAcceptance>()
            .Add(
                new()
                {
                    WorkerId = worker.GetWorkerId(),
                    Version = "1.0",
                    Language = "en",
                    TextSha256 = new string('0', 64),
                    AcceptedAt = s_day.AddDays(-30),
                }
            );
        await db.SaveChangesAsync();
    }

    private static async Task<IDocument> ReadAsync(HttpClient worker, string address)
    {
        using var answer = await worker.GetAsync(new Uri(address, UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient worker, string address)
    {
        using var answer = await worker.GetAsync(new Uri(address, UriKind.Relative));
        return answer.StatusCode;
    }

    private static string Words(INode? node) =>
        string.Join(
            ' ',
            node.ShouldNotBeNull().TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
}
