using System.Globalization;
using AngleSharp.Dom;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.MyData.Interviews;

/// <summary>An item that was made in one interview and sent with another, too: what the pages of both say.</summary>
public sealed class SharedItemTests(SignedInPortal portal) : MyDataPageTestBase(portal), IClassFixture<SignedInPortal>
{
    private static readonly DateTimeOffset s_first = Now.AddDays(-200);
    private static readonly DateTimeOffset s_second = Now.AddDays(-20);

    [Fact]
    public async Task What_was_sent_with_an_interview_and_made_elsewhere_is_listed_apart()
    {
        var worker = await InterviewedTwiceAsync();

        var page = await ReadAsync(worker, "/my-data/interviews/int-second");

        Words(page.QuerySelector("h1 + p"))
            .ShouldContain("3 parties outside JoinArena have received data from it or with it.");
        Names(page, "copies").ShouldBe(["Interview recording", "Résumé"]);
        Names(page, "also-sent").ShouldBe(["Salary expectation"]);
        var salary = page.QuerySelector("[aria-labelledby=also-sent] article")!;
        salary.QuerySelector("h3 a")!.GetAttribute("href").ShouldBe("/my-data/items/salary");
        salary
            .QuerySelectorAll("li")
            .Select(Words)
            .ShouldAllBe(line => line.Contains(" once, ", StringComparison.Ordinal));
        Words(page.QuerySelector("main"))
            .ShouldContain("We ask each party to erase what it received with this interview.");
    }

    [Fact]
    public async Task An_interview_that_nothing_else_was_sent_with_has_no_such_list()
    {
        var page = await ReadAsync(await InterviewedTwiceAsync(), "/my-data/interviews/int-first");

        page.QuerySelector("#also-sent").ShouldBeNull();
        Names(page, "copies").ShouldBe(["Salary expectation"]);
    }

    [Fact]
    public async Task A_copy_that_no_clause_covered_says_so_wherever_it_is_listed()
    {
        var worker = await InterviewedTwiceAsync();

        foreach (var address in new[] { "/my-data/items/salary", "/my-data/interviews/int-second" })
        {
            // By class: the list is what its card is about, and has no name of its own.
            var copies = (await ReadAsync(worker, address)).QuerySelectorAll(".copy-list li");
            copies
                .Where(copy => copy.TextContent.Contains("Not covered", StringComparison.Ordinal))
                .Select(copy => Words(copy.QuerySelector("a")))
                .ShouldBe(["Portrait Lab"], address);
        }
    }

    [Fact]
    public async Task An_interview_says_that_only_a_part_of_what_a_party_received_was_not_covered()
    {
        var worker = await InterviewedTwiceAsync();
        (await DescribeStepAsync(worker, "Portrait Lab")).ShouldContain("Not covered");
        await AnnounceAsync(worker, "image", new("interview-image", "int-second", CreatedAt: s_second.ToIso()));
        var covered = new DisclosureReport(
            "/test",
            $"{worker.GetWorkerId()}-image",
            s_second.AddDays(2),
            worker.GetWorkerId(),
            "portrait-lab",
            Direction.Disclosed,
            Purpose.PhotoGeneration,
            [new("image", DataCategory.InterviewImage)],
            "int-second",
            null
        );
        await Portal.Services.GetRequiredService<DisclosureIntake>().SubmitAsync([covered], default);

        (await DescribeStepAsync(worker, "Portrait Lab")).ShouldContain("Partly not covered");
    }

    [Fact]
    public async Task A_copy_that_was_sent_again_after_its_erasure_is_listed_beside_the_erased_one()
    {
        var worker = await InterviewedTwiceAsync();
        await using (
            var db = await Portal
                .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
                .CreateDbContextAsync()
        )
        {
            var workerId = worker.GetWorkerId();
            var held = await db.Holdings.SingleAsync(h =>
                h.WorkerId == workerId && h.PartyId == "shared-firm" && h.ItemId == "salary"
            );
            held.MarkErased(s_first.AddDays(30));
            await db.SaveChangesAsync();
        }

        // By class: the list is what its card is about, and has no name of its own.
        var copy = (await ReadAsync(worker, "/my-data/items/salary")).QuerySelector(".copy-list li");
        var party = await ReadAsync(worker, "/my-data/parties/shared-firm");
        var card = (await ReadAsync(worker, "/my-data"))
            .QuerySelectorAll(PartyItems)
            .Single(item => item.QuerySelector("h3")!.TextContent == "Shared Firm");
        var timeline = await ReadAsync(worker, "/my-data/timeline?party=shared-firm");

        Words(copy).ShouldStartWith("Shared Firm Has 1 copy 1 copy erased, ");
        Words(card).ShouldStartWith("Shared Firm Has 2 copies 1 copy erased, ");
        Words(party.QuerySelector("[aria-labelledby=about] dd")).ShouldStartWith("Has 2 copies 1 copy erased, ");
        Words(party.QuerySelector("[aria-labelledby=about] dl"))
            .ShouldContain("Salary expectation: 2 times 1 copy erased, ");
        timeline
            .QuerySelectorAll("#entries > ol > li")
            .Count(line => Words(line).Contains(" Erased ", StringComparison.Ordinal))
            .ShouldBe(1);
    }

    [Fact]
    public async Task A_disclosure_names_its_interview_alike_on_the_pages_of_an_item_and_of_a_party()
    {
        var worker = await InterviewedTwiceAsync();
        var first = $"Interview of {Day(s_first)}";
        var second = $"Interview of {Day(s_second)}";

        var item = await ReadAsync(worker, "/my-data/items/salary");
        var party = await ReadAsync(worker, "/my-data/parties/shared-firm");

        InterviewsOf(item.QuerySelector("[aria-labelledby=entries]")!).ShouldBe([second, second, first]);
        InterviewsOf(party.QuerySelector("[aria-labelledby=entries]")!).ShouldBe([second, first]);
        // The way back leads to the interview of the item.
        InterviewsOf(item.QuerySelector("main")!).First().ShouldBe(first);

        static string Day(DateTimeOffset at) => at.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

        static IEnumerable<string> InterviewsOf(IElement part) =>
            part.QuerySelectorAll("a[href^='/my-data/interviews/']").Select(Words);
    }

    [Fact]
    public async Task An_item_says_in_which_interview_it_was_made_and_no_name_that_only_repeats_its_kind()
    {
        var worker = await InterviewedTwiceAsync();

        (await ListTermsAsync(worker, "recording")).ShouldBe(["Made in", "Created on", "JoinArena’s id"]);
        (await ListTermsAsync(worker, "salary")).ShouldBe(["Belongs to", "Created on", "JoinArena’s id"]);
    }

    private static async Task<IEnumerable<string>> ListTermsAsync(HttpClient worker, string item) =>
        (await ReadAsync(worker, $"/my-data/items/{item}"))
            .QuerySelectorAll("[aria-labelledby=about] dt")
            .Select(Words);

    private static async Task<string> DescribeStepAsync(HttpClient worker, string party) =>
        (await ReadAsync(worker, "/my-data/interviews/int-second"))
            .QuerySelectorAll("[aria-labelledby=story] li")
            .Select(Words)
            .Single(step => step.Contains(party, StringComparison.Ordinal));

    private static IEnumerable<string> Names(IDocument page, string section) =>
        page.QuerySelectorAll($"[aria-labelledby={section}] h3").Select(Words);

    private async Task<HttpClient> InterviewedTwiceAsync()
    {
        var worker = await Portal.CreateWorkerClientAsync();
        await AcceptAsync(worker);
        var parties = Portal.Services.GetRequiredService<PartyRegister>();
        (
            await parties.AnnounceAsync("shared-firm", new("Shared Firm", "hiring-company"), default)
        ).IsSuccess.ShouldBeTrue();
        (
            await parties.AnnounceAsync("shared-mail", new("Shared Mail", "other-service"), default)
        ).IsSuccess.ShouldBeTrue();
        (
            await parties.AnnounceAsync("portrait-lab", new("Portrait Lab", "image-api"), default)
        ).IsSuccess.ShouldBeTrue();
        await AnnounceAsync(
            worker,
            "salary",
            new("salary-expectation", "int-first", s_first.ToIso(), "Salary expectation", s_first.ToIso())
        );
        await AnnounceAsync(
            worker,
            "recording",
            new("interview-recording", "int-second", s_second.ToIso(), null, s_second.ToIso())
        );
        await AnnounceAsync(worker, "cv", new("resume", CreatedAt: s_first.ToIso()));
        var salary = new ReportedItem("salary", DataCategory.SalaryExpectation);
        List<DisclosureReport> reports =
        [
            Sent("int-first", "shared-firm", s_first, Purpose.Hiring, salary),
            Sent(
                "int-second",
                "shared-firm",
                s_second,
                Purpose.Hiring,
                salary,
                new("recording", DataCategory.InterviewRecording)
            ),
            Sent(
                "int-second",
                "shared-mail",
                s_second,
                Purpose.CandidateEvaluation,
                new ReportedItem("cv", DataCategory.Resume)
            ),
            Sent("int-second", "portrait-lab", s_second, Purpose.PhotoGeneration, salary),
        ];
        (await Portal.Services.GetRequiredService<DisclosureIntake>().SubmitAsync(reports, default)).ShouldAllBe(o =>
            o.Outcome == IntakeOutcome.Accepted
        );
        return worker;

        DisclosureReport Sent(
            string interview,
            string party,
            DateTimeOffset at,
            Purpose purpose,
            params ReportedItem[] items
        ) =>
            new(
                "/test",
                $"{worker.GetWorkerId()}-{party}-{interview}",
                at.AddDays(1),
                worker.GetWorkerId(),
                party,
                Direction.Disclosed,
                purpose,
                items,
                interview,
                null
            );
    }

    private async Task AnnounceAsync(HttpClient worker, string id, ItemAnnouncement item) =>
        (
            await Portal
                .Services.GetRequiredService<ItemRegister>()
                .AnnounceAsync(worker.GetWorkerId(), id, item, default)
        ).IsSuccess.ShouldBeTrue();
}
