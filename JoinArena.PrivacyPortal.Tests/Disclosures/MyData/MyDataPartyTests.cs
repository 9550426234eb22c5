using System.Net;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.MyData;

/// <summary>The pages about parties that have a worker's data.</summary>
public sealed class MyDataPartyTests(SignedInPortal portal) : MyDataPageTestBase(portal), IClassFixture<SignedInPortal>
{
    [Fact]
    public async Task The_latest_of_many_parties_are_listed_and_a_link_shows_the_rest()
    {
        var worker = await Portal.CreateWorkerClientAsync();
        var register = Portal.Services.GetRequiredService<PartyRegister>();
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

        page.QuerySelectorAll(PartyItems).Length.ShouldBe(5);
        var more = page.QuerySelectorAll("a").Single(a => a.TextContent == "Show all 15 parties");
        (await ReadAsync(worker, more.GetAttribute("href")!)).QuerySelectorAll(PartyItems).Length.ShouldBe(15);
    }

    [Fact]
    public async Task A_party_page_lists_each_time_and_offers_to_have_it_deleted()
    {
        var worker = await Portal.CreateWorkerClientAsync();
        await TakeAsync(worker, Report("e-1", "parley-ai", DataCategory.Transcript, days: 2));

        var page = await ReadAsync(worker, "/my-data/parties/parley-ai");

        page.QuerySelector("h1")!.TextContent.ShouldBe("Parley AI");
        Words(page.QuerySelector("[aria-labelledby=about] dl")).ShouldContain("United States");
        page.QuerySelectorAll(DisclosureItems).Length.ShouldBe(1);
        page.QuerySelector("a[href='/deletion/new?party=parley-ai']")!.TextContent.ShouldBe("Ask this party to delete");
    }

    [Fact]
    public async Task Deletion_is_not_offered_at_a_party_that_only_gave_data()
    {
        var worker = await Portal.CreateWorkerClientAsync();
        await AcceptAsync(worker);
        await TakeAsync(worker, Direction.Collected, Report("e-1", "parley-ai", DataCategory.Transcript, days: 2));

        var note = (await ReadAsync(worker, "/my-data")).QuerySelectorAll("[role=note]").ShouldHaveSingleItem();

        Words(note).ShouldContain("your transcript came from Parley AI");
        note.QuerySelectorAll("a").Select(Words).ShouldBe(["See this disclosure", "Ask about it"]);
        var disclosure = note.QuerySelector("a")!.GetAttribute("href")!;
        (await ReadAsync(worker, disclosure))
            .QuerySelectorAll("[role=note] a")
            .Select(Words)
            .ShouldBe(["Ask about it"]);
    }

    [Fact]
    public async Task Deletion_is_offered_where_a_disclosure_that_no_clause_covers_is_shown()
    {
        var worker = await Portal.CreateWorkerClientAsync();
        await AcceptAsync(worker);
        await TakeAsync(
            worker,
            Report("e-1", "portrait-lab", DataCategory.SalaryExpectation, days: 3, Purpose.PhotoGeneration)
        );
        var listed = (await ReadAsync(worker, "/my-data")).QuerySelector($"{DisclosureItems} a")!;

        var page = await ReadAsync(worker, listed.GetAttribute("href")!);

        page.QuerySelectorAll("[role=note] a")
            .Select(Words)
            .ShouldBe(["Ask about it", "Request deletion of everything Portrait Lab has"]);
    }

    [Fact]
    public async Task Another_workers_pages_are_not_found()
    {
        var worker = await Portal.CreateWorkerClientAsync();
        var other = await Portal.CreateWorkerClientAsync();
        await TakeAsync(worker, Report("e-1", "parley-ai", DataCategory.Transcript, days: 2));
        var entry = (await ReadAsync(worker, "/my-data")).QuerySelector($"{DisclosureItems} a")!.GetAttribute("href")!;

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
        (await StatusAsync(await Portal.CreateWorkerClientAsync(), "/my-data" + query)).ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("/inbox?before=x")]
    [InlineData("/inbox/letters?saved=1")]
    [InlineData("/my-data/looked?skip=x")]
    public async Task The_pages_around_My_data_accept_a_made_up_query_string(string address) =>
        (await StatusAsync(await Portal.CreateWorkerClientAsync(), address)).ShouldBe(HttpStatusCode.OK);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient worker, string address)
    {
        using var answer = await worker.GetAsync(new Uri(address, UriKind.Relative));
        return answer.StatusCode;
    }
}
