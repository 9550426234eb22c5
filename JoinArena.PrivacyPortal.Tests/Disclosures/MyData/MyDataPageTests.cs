using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.MyData;

/// <summary>The page on which a worker sees who has their data.</summary>
public sealed class MyDataPageTests(SignedInPortal portal) : IClassFixture<SignedInPortal>
{
    private static readonly DateTimeOffset s_now = DateTimeOffset.UtcNow.ToInstant();

    [Fact]
    public async Task A_worker_without_disclosures_reads_that_there_are_none()
    {
        var page = await ReadAsync(await portal.CreateWorkerClientAsync(), "/my-data");

        page.QuerySelector("h1")!.TextContent.ShouldBe("Who has my data");
        Words(page.QuerySelector(".lead")).ShouldContain("No party has received your data.");
        page.QuerySelectorAll(".party").ShouldBeEmpty();
        page.QuerySelector("figure").ShouldBeNull();
    }

    [Fact]
    public async Task A_worker_reads_who_received_what_when_for_what_and_under_which_clause()
    {
        var worker = await portal.CreateWorkerClientAsync();
        await AcceptAsync(worker);
        await TakeAsync(
            worker,
            Report("e-1", "parley-ai", DataCategory.Transcript, days: 2),
            Report("e-2", "parley-ai", DataCategory.Resume, days: 1)
        );

        var page = await ReadAsync(worker, "/my-data");

        Words(page.QuerySelector(".lead"))
            .ShouldContain("1 party has received your data. The last time was yesterday.");
        var party = page.QuerySelectorAll(".party").ShouldHaveSingleItem();
        party.QuerySelector("h3")!.TextContent.ShouldBe("Parley AI");
        Words(party).ShouldContain("2 times");
        Words(party).ShouldContain("Has your data");
        party.QuerySelectorAll(".chip").Select(c => c.TextContent).ShouldBe(["Transcript", "Résumé"]);
        party.QuerySelector("a[href='/policy/1.0#external-evaluation']").ShouldNotBeNull();
        page.QuerySelectorAll(".entry").Length.ShouldBe(2);
        page.QuerySelectorAll(".flow tbody tr").Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_further_choice_or_the_table_view_keeps_what_was_chosen_before()
    {
        var worker = await portal.CreateWorkerClientAsync();
        await AcceptAsync(worker);
        await TakeAsync(worker, Report("e-1", "parley-ai", DataCategory.Transcript, days: 2));

        var page = await ReadAsync(worker, "/my-data?item=x&purpose=hiring&clause=hiring-access&kind=resume");

        page.QuerySelectorAll("form.filters input[type=hidden]")
            .Select(i => $"{i.GetAttribute("name")}={i.GetAttribute("value")}")
            .ShouldBe(["clause=hiring-access", "item=x", "purpose=hiring"]);
        page.QuerySelector("figcaption a")!
            .GetAttribute("href")
            .ShouldBe("/my-data?item=x&purpose=hiring&clause=hiring-access&kind=resume&as=table#picture");
    }

    [Fact]
    public async Task A_disclosure_under_no_clause_is_called_out_with_the_reason()
    {
        var worker = await portal.CreateWorkerClientAsync();
        await AcceptAsync(worker);
        await TakeAsync(
            worker,
            Report("e-1", "portrait-lab", DataCategory.SalaryExpectation, days: 3, Purpose.PhotoGeneration)
        );

        var page = await ReadAsync(worker, "/my-data");

        var note = page.QuerySelector(".note--bad").ShouldNotBeNull();
        note.QuerySelector("h2")!.TextContent.ShouldBe("One disclosure is not covered by the policy you accepted");
        Words(note).ShouldContain("your salary expectation went to Portrait Lab.");
        Words(note)
            .ShouldContain("No clause of version 1.0 lets salary-expectation go to image-api for photo-generation.");
        Words(page.QuerySelector(".party")).ShouldContain("1 not covered");
    }

    [Fact]
    public async Task Every_disclosure_is_counted_for_what_it_is_however_many_there_are()
    {
        var worker = await portal.CreateWorkerClientAsync();
        await AcceptAsync(worker);
        await TakeAsync(
            worker,
            [
                .. Enumerable
                    .Range(0, 30)
                    .Select(n =>
                        Report(
                            $"no-{n}",
                            "portrait-lab",
                            DataCategory.SalaryExpectation,
                            days: 1 + n,
                            Purpose.PhotoGeneration
                        )
                    ),
                .. Enumerable
                    .Range(0, 3)
                    .Select(n => Report($"early-{n}", "parley-ai", DataCategory.Transcript, days: 310 + n)),
            ]
        );

        var page = await ReadAsync(worker, "/my-data");

        page.QuerySelector(".note--bad h2")!
            .TextContent.ShouldBe("30 disclosures are not covered by the policy you accepted");
        Words(page.QuerySelector(".note--wait")).ShouldContain("3 disclosures happened before you accepted the policy");
    }

    [Fact]
    public async Task The_page_says_at_least_when_more_than_a_page_of_disclosures_waits_to_be_counted()
    {
        var worker = await portal.CreateWorkerClientAsync();
        await AcceptAsync(worker);
        await TakeAsync(
            worker,
            [
                .. Enumerable
                    .Range(0, UncoveredCount.MaxCounted + 1)
                    .Select(n =>
                        Report(
                            $"no-{n}",
                            "portrait-lab",
                            DataCategory.SalaryExpectation,
                            days: 1,
                            Purpose.PhotoGeneration
                        )
                    ),
            ]
        );

        var page = await ReadAsync(worker, "/my-data");

        Words(page.QuerySelector(".note--bad h2"))
            .ShouldBe("At least 500 disclosures are not covered by the policy you accepted");
    }

    [Fact]
    public async Task Disclosures_before_acceptance_are_distinguished_from_those_that_broke_a_clause()
    {
        var worker = await portal.CreateWorkerClientAsync();
        await TakeAsync(
            worker,
            Report("e-1", "parley-ai", DataCategory.Transcript, days: 2),
            Report("e-2", "parley-ai", DataCategory.Transcript, days: 1)
        );

        var page = await ReadAsync(worker, "/my-data");

        page.QuerySelector(".note--bad").ShouldBeNull();
        Words(page.QuerySelector(".note--wait"))
            .ShouldContain("2 disclosures happened before you accepted the policy, so no clause covers them.");
    }

    [Fact]
    public async Task The_list_shows_what_was_chosen_and_keeps_it_in_the_query_string()
    {
        var worker = await portal.CreateWorkerClientAsync();
        await TakeAsync(
            worker,
            [
                .. Enumerable
                    .Range(0, 60)
                    .Select(n =>
                        Report(
                            $"e-{n}",
                            "parley-ai",
                            n % 2 == 0 ? DataCategory.Transcript : DataCategory.Resume,
                            days: n
                        )
                    ),
            ]
        );

        var page = await ReadAsync(worker, "/my-data?kind=transcript&each=1");
        page.QuerySelectorAll(".entry").Length.ShouldBe(25);
        page.QuerySelector("select[name=kind] option[selected]")!.GetAttribute("value").ShouldBe("transcript");
        page.QuerySelector(".filters__more")!.HasAttribute("open").ShouldBeTrue("what is chosen is never folded away");

        var older = page.QuerySelector("a[rel=next]")!.GetAttribute("href")!;
        older.ShouldContain("kind=transcript");
        older.ShouldContain("each=1");
        var rest = await ReadAsync(worker, older);
        rest.QuerySelectorAll(".entry").Length.ShouldBe(5);
        rest.QuerySelector("a[rel=next]").ShouldBeNull();
        rest.QuerySelectorAll(".entry").ShouldAllBe(e => e.TextContent.Contains("Transcript"));
        var back = rest.QuerySelector("a[rel=prev]")!.GetAttribute("href")!;
        back.ShouldBe("/my-data?kind=transcript&each=1#entries");
    }

    [Fact]
    public async Task Repeated_disclosures_are_grouped_and_can_be_unfolded()
    {
        var worker = await portal.CreateWorkerClientAsync();
        await TakeAsync(
            worker,
            [
                .. Enumerable
                    .Range(0, 41)
                    .Select(n => Report($"t-{n}", "parley-ai", DataCategory.Transcript, days: 2 + n)),
                Report("photo", "portrait-lab", DataCategory.InterviewImage, days: 5, Purpose.PhotoGeneration),
            ]
        );

        var page = await ReadAsync(worker, "/my-data");

        page.QuerySelectorAll(".entry").Length.ShouldBe(2);
        var repeats = page.QuerySelector(".entry details").ShouldNotBeNull();
        Words(repeats.QuerySelector("summary")).ShouldStartWith("41 times, first ");
        repeats.QuerySelectorAll("li").Length.ShouldBe(13);
        var rest = repeats.QuerySelector("li:last-child a").ShouldNotBeNull();
        rest.TextContent.ShouldBe("and 29 more");
        var more = await ReadAsync(worker, rest.GetAttribute("href")!);
        more.QuerySelectorAll(".entry").Length.ShouldBe(25);
        more.QuerySelectorAll(".entry details").ShouldBeEmpty();
        more.QuerySelectorAll(".entry").ShouldAllBe(e => e.TextContent.Contains("Parley AI"));
    }

    [Fact]
    public async Task Search_words_match_names_whatever_their_case_and_accents()
    {
        var worker = await portal.CreateWorkerClientAsync();
        await TakeAsync(
            worker,
            Report("e-1", "parley-ai", DataCategory.Resume, days: 3),
            Report("e-2", "parley-ai", DataCategory.Transcript, days: 2),
            Report("e-3", "portrait-lab", DataCategory.InterviewImage, days: 1, Purpose.PhotoGeneration)
        );

        (await Listed("resume")).ShouldHaveSingleItem().ShouldContain("Résumé went to Parley AI");
        (await Listed("PORTRAIT")).ShouldHaveSingleItem().ShouldContain("Portrait Lab");
        (await Listed("parley")).Count.ShouldBe(2);
        (await Listed("nobody of that name")).ShouldBeEmpty();

        async Task<List<string>> Listed(string search) =>
            [.. (await ReadAsync(worker, $"/my-data?q={search}")).QuerySelectorAll(".entry").Select(Words)];
    }

    [Fact]
    public async Task Each_filter_is_named_and_can_be_removed_alone()
    {
        var worker = await portal.CreateWorkerClientAsync();
        await TakeAsync(
            worker,
            Report("e-1", "parley-ai", DataCategory.Resume, days: 3),
            Report("e-2", "parley-ai", DataCategory.Transcript, days: 2)
        );

        var page = await ReadAsync(worker, "/my-data?kind=resume&party=parley-ai&from=2020-01-01");

        page.QuerySelectorAll(".chosen a")
            .Select(Words)
            .ShouldBe(["Résumé ×, remove", "Parley AI ×, remove", "from 1 January 2020 ×, remove"]);
        page.QuerySelector(".chosen a")!
            .GetAttribute("href")
            .ShouldBe("/my-data?party=parley-ai&from=2020-01-01#entries");
        page.QuerySelectorAll(".entry").Length.ShouldBe(1);
    }

    [Fact]
    public async Task The_latest_of_many_parties_are_listed_and_a_link_shows_the_rest()
    {
        var worker = await portal.CreateWorkerClientAsync();
        var register = portal.Services.GetRequiredService<PartyRegister>();
        for (var n = 0; n < 15; n++)
        {
            (
                await register.AnnounceAsync($"many-{n}", new($"Company {n}", "hiring-company"), default)
            ).IsSuccess.ShouldBeTrue();
        }

        await TakeAsync(
            worker,
            [
                .. Enumerable
                    .Range(0, 15)
                    .Select(n => Report($"e-{n}", $"many-{n}", DataCategory.Resume, days: n, Purpose.Hiring)),
            ]
        );

        var page = await ReadAsync(worker, "/my-data");

        page.QuerySelectorAll(".party").Length.ShouldBe(12);
        var more = page.QuerySelectorAll("a").Single(a => a.TextContent == "and 3 more");
        (await ReadAsync(worker, more.GetAttribute("href")!)).QuerySelectorAll(".party").Length.ShouldBe(15);
    }

    [Fact]
    public async Task A_party_page_lists_each_time_and_offers_to_have_it_deleted()
    {
        var worker = await portal.CreateWorkerClientAsync();
        await TakeAsync(worker, Report("e-1", "parley-ai", DataCategory.Transcript, days: 2));

        var page = await ReadAsync(worker, "/my-data/parties/parley-ai");

        page.QuerySelector("h1")!.TextContent.ShouldBe("Parley AI");
        Words(page.QuerySelector(".facts")).ShouldContain("United States");
        page.QuerySelectorAll(".entry").Length.ShouldBe(1);
        page.QuerySelector("a[href='/deletion/new?party=parley-ai']")!.TextContent.ShouldBe("Ask this party to delete");
    }

    [Fact]
    public async Task Another_workers_pages_are_not_found()
    {
        var (worker, other) = (await portal.CreateWorkerClientAsync(), await portal.CreateWorkerClientAsync());
        await TakeAsync(worker, Report("e-1", "parley-ai", DataCategory.Transcript, days: 2));
        var entry = (await ReadAsync(worker, "/my-data")).QuerySelector(".entry a")!.GetAttribute("href")!;

        (await StatusAsync(worker, entry)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(other, entry)).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(other, "/my-data/parties/parley-ai")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(other, $"/my-data/disclosures/{Guid.NewGuid()}")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("?before=x&kind=%00&interview=%3Cscript%3E&from=0000-00-00&clause='%20OR%201=1")]
    [InlineData("?before=9223372036854775807-2147483647&from=9999-12-31&to=9999-12-31")]
    [InlineData(
        "?before=0-00000000000000000000000000000000&from=0001-01-01&to=0001-01-01&q=%25_%27%3B--&each=2&parties=none"
    )]
    public async Task A_made_up_query_string_still_shows_the_page(string query) =>
        (await StatusAsync(await portal.CreateWorkerClientAsync(), "/my-data" + query)).ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("/inbox?before=x")]
    [InlineData("/inbox/letters?saved=1")]
    [InlineData("/my-data/looked?skip=x")]
    public async Task The_pages_around_My_data_accept_a_made_up_query_string(string address) =>
        (await StatusAsync(await portal.CreateWorkerClientAsync(), address)).ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task A_name_that_is_markup_is_shown_as_text()
    {
        var worker = await portal.CreateWorkerClientAsync();
        var register = portal.Services.GetRequiredService<PartyRegister>();
        (
            await register.AnnounceAsync(
                "evil",
                new("<script>alert(1)</script> & \"שלום\" 😀", "llm-provider"),
                default
            )
        ).IsSuccess.ShouldBeTrue();
        await TakeAsync(worker, Report("e-1", "evil", DataCategory.Transcript, days: 2));

        var html = await worker.GetStringAsync(new Uri("/my-data", UriKind.Relative));

        html.ShouldNotContain("<script>alert");
        Words((await ReadAsync(worker, "/my-data")).QuerySelector(".party h3"))
            .ShouldBe("<script>alert(1)</script> & \"שלום\" 😀");
    }

    private static (string Id, string Party, DataCategory Kind, int Days, Purpose Purpose) Report(
        string id,
        string party,
        DataCategory kind,
        int days,
        Purpose purpose = Purpose.CandidateEvaluation
    ) => (id, party, kind, days, purpose);

    private async Task TakeAsync(
        HttpClient worker,
        params (string Id, string Party, DataCategory Kind, int Days, Purpose Purpose)[] reports
    )
    {
        var register = portal.Services.GetRequiredService<PartyRegister>();
        (
            await register.AnnounceAsync("parley-ai", new("Parley AI", "llm-provider", "US"), default)
        ).IsSuccess.ShouldBeTrue();
        (
            await register.AnnounceAsync("portrait-lab", new("Portrait Lab", "image-api", "EE"), default)
        ).IsSuccess.ShouldBeTrue();
        var outcomes = await portal
            .Services.GetRequiredService<DisclosureIntake>()
            .SubmitAsync(
                [
                    .. reports.Select(r => new DisclosureReport(
                        "/test",
                        $"{worker.GetWorkerId()}-{r.Id}",
                        s_now.AddDays(-r.Days),
                        worker.GetWorkerId(),
                        r.Party,
                        Direction.Disclosed,
                        r.Purpose,
                        [new($"{r.Kind}", r.Kind)],
                        null,
                        null
                    )),
                ],
                default
            );
        outcomes.ShouldAllBe(o => o.Outcome == IntakeOutcome.Accepted);
    }

    private async Task AcceptAsync(HttpClient worker)
    {
        await using var db = await portal
            .Services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<PortalDbContext>>()
            .CreateDbContextAsync();
        await db.AddAcceptanceAsync(
            new()
            {
                WorkerId = worker.GetWorkerId(),
                Version = "1.0",
                Language = "en",
                TextSha256 = new string('0', 64),
                AcceptedAt = s_now.AddDays(-300),
            },
            default
        );
        await db.SaveChangesAsync();
    }

    private static async Task<IDocument> ReadAsync(HttpClient worker, string address)
    {
        using var answer = await worker.GetAsync(new Uri(address, UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
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
