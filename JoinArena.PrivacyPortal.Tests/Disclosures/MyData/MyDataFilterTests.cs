using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.MyData;

/// <summary>What a worker chooses to see of who has their data.</summary>
public sealed class MyDataFilterTests(SignedInPortal portal) : MyDataPageTestBase(portal), IClassFixture<SignedInPortal>
{
    [Fact]
    public async Task A_further_choice_or_the_table_view_keeps_what_was_chosen_before()
    {
        var worker = await Portal.CreateWorkerClientAsync();
        await AcceptAsync(worker);
        await TakeAsync(worker, Report("e-1", "parley-ai", DataCategory.Transcript, days: 2));

        var page = await ReadAsync(worker, "/my-data?item=x&purpose=hiring&clause=hiring-access&kind=resume");

        page.QuerySelectorAll("form[aria-label=Filter] input[type=hidden]")
            .Select(i => $"{i.GetAttribute("name")}={i.GetAttribute("value")}")
            .ShouldBe(["clause=hiring-access", "item=x"]);
        page.QuerySelector("select[name=purpose] option[selected]")!.GetAttribute("value").ShouldBe("hiring");
        page.QuerySelector("figcaption a")!
            .GetAttribute("href")
            .ShouldBe("/my-data?item=x&purpose=hiring&clause=hiring-access&kind=resume&as=table#picture");
    }

    [Fact]
    public async Task The_list_shows_what_was_chosen_and_keeps_it_in_the_query_string()
    {
        var worker = await Portal.CreateWorkerClientAsync();
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
        page.QuerySelectorAll(DisclosureItems).Length.ShouldBe(25);
        page.QuerySelector("select[name=kind] option[selected]")!.GetAttribute("value").ShouldBe("transcript");
        page.QuerySelector("form[aria-label=Filter] details")!
            .HasAttribute("open")
            .ShouldBeTrue("what is chosen is never folded away");

        var older = page.QuerySelector("a[rel=next]")!.GetAttribute("href")!;
        older.ShouldContain("kind=transcript");
        older.ShouldContain("each=1");
        var rest = await ReadAsync(worker, older);
        rest.QuerySelectorAll(DisclosureItems).Length.ShouldBe(5);
        rest.QuerySelector("a[rel=next]").ShouldBeNull();
        rest.QuerySelectorAll(DisclosureItems).ShouldAllBe(e => e.TextContent.Contains("Transcript"));
        var back = rest.QuerySelector("a[rel=prev]")!.GetAttribute("href")!;
        back.ShouldBe("/my-data?kind=transcript&each=1#entries");
    }

    [Fact]
    public async Task Repeated_disclosures_are_grouped_and_can_be_unfolded()
    {
        var worker = await Portal.CreateWorkerClientAsync();
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

        page.QuerySelectorAll(DisclosureItems).Length.ShouldBe(2);
        var repeats = page.QuerySelector($"{DisclosureItems} details").ShouldNotBeNull();
        Words(repeats.QuerySelector("summary")).ShouldStartWith("41 times, first ");
        repeats.QuerySelectorAll("li").Length.ShouldBe(13);
        var rest = repeats.QuerySelector("li:last-child a").ShouldNotBeNull();
        rest.TextContent.ShouldBe("and 29 more");
        var more = await ReadAsync(worker, rest.GetAttribute("href")!);
        more.QuerySelectorAll(DisclosureItems).Length.ShouldBe(25);
        more.QuerySelectorAll($"{DisclosureItems} details").ShouldBeEmpty();
        more.QuerySelectorAll(DisclosureItems).ShouldAllBe(e => e.TextContent.Contains("Parley AI"));
    }

    [Fact]
    public async Task Search_words_match_names_whatever_their_case_and_accents()
    {
        var worker = await Portal.CreateWorkerClientAsync();
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
            [.. (await ReadAsync(worker, $"/my-data?q={search}")).QuerySelectorAll(DisclosureItems).Select(Words)];
    }

    [Fact]
    public async Task Each_filter_is_named_and_can_be_removed_alone()
    {
        var worker = await Portal.CreateWorkerClientAsync();
        await TakeAsync(
            worker,
            Report("e-1", "parley-ai", DataCategory.Resume, days: 3),
            Report("e-2", "parley-ai", DataCategory.Transcript, days: 2)
        );

        var page = await ReadAsync(worker, "/my-data?kind=resume&party=parley-ai&from=2020-01-01");

        page.QuerySelectorAll("ul[aria-labelledby=filters] a")
            .Select(Words)
            .ShouldBe([
                "Résumé ×, remove this filter",
                "Parley AI ×, remove this filter",
                "from 1 January 2020 ×, remove this filter",
            ]);
        page.QuerySelector("ul[aria-labelledby=filters] a")!
            .GetAttribute("href")
            .ShouldBe("/my-data?party=parley-ai&from=2020-01-01#entries");
        page.QuerySelectorAll(DisclosureItems).Length.ShouldBe(1);
    }
}
