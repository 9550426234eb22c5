using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.MyData;

/// <summary>The page on which a worker sees who has their data.</summary>
public sealed class MyDataPageTests(SignedInPortal portal) : MyDataPageTestBase(portal), IClassFixture<SignedInPortal>
{
    [Fact]
    public async Task A_worker_without_disclosures_reads_that_there_are_none()
    {
        var page = await ReadAsync(await Portal.CreateWorkerClientAsync(), "/my-data");

        page.QuerySelector("h1")!.TextContent.ShouldBe("Who has my data");
        Words(page.QuerySelector("h1 + p")).ShouldContain("Our record names no party that has received your data.");
        page.QuerySelectorAll(PartyItems).ShouldBeEmpty();
        page.QuerySelector("figure").ShouldBeNull();
    }

    [Fact]
    public async Task A_worker_reads_who_received_what_when_for_what_and_under_which_clause()
    {
        var worker = await Portal.CreateWorkerClientAsync();
        await AcceptAsync(worker);
        await TakeAsync(
            worker,
            Report("e-1", "parley-ai", DataCategory.Transcript, days: 2),
            Report("e-2", "parley-ai", DataCategory.Resume, days: 1)
        );

        var page = await ReadAsync(worker, "/my-data");

        Words(page.QuerySelector("h1 + p"))
            .ShouldContain("1 party has received your data. The last time was yesterday.");
        var party = page.QuerySelectorAll(PartyItems).ShouldHaveSingleItem();
        party.QuerySelector("h3")!.TextContent.ShouldBe("Parley AI");
        Words(party).ShouldContain("2 times");
        Words(party).ShouldContain("Has your data");
        Words(party).ShouldContain("Transcript and Résumé");
        party.QuerySelector("a[href='/policy/1.0#external-evaluation']").ShouldNotBeNull();
        page.QuerySelectorAll(DisclosureItems).Length.ShouldBe(2);
        page.QuerySelectorAll("figure tbody tr").Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_disclosure_under_no_clause_is_called_out_with_the_reason()
    {
        var worker = await Portal.CreateWorkerClientAsync();
        await AcceptAsync(worker);
        await TakeAsync(
            worker,
            Report("e-1", "portrait-lab", DataCategory.SalaryExpectation, days: 3, Purpose.PhotoGeneration)
        );

        var page = await ReadAsync(worker, "/my-data");

        var note = page.QuerySelectorAll("[role=note]").ShouldHaveSingleItem();
        note.ClassList.ShouldContain("note--bad", "it looks like the alarm that it is");
        note.QuerySelector("h2")!.TextContent.ShouldBe("One disclosure is not covered by the policy you accepted");
        Words(note)
            .ShouldContain(
                "your salary expectation went to Portrait Lab to make professional photos. "
                    + "Version 1.0 has no clause that allows this. Our privacy team is notified"
            );
        note.QuerySelectorAll("a")
            .Select(Words)
            .ShouldBe(["See this disclosure", "Ask about it", "Request deletion of everything Portrait Lab has"]);
        Words(page.QuerySelector(PartyItems)).ShouldContain("1 not covered");
    }

    [Fact]
    public async Task Every_disclosure_is_counted_for_what_it_is_however_many_there_are()
    {
        var worker = await Portal.CreateWorkerClientAsync();
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

        page.QuerySelector("[role=note] h2")!
            .TextContent.ShouldBe("30 disclosures are not covered by the policy you accepted");
        Words(page.QuerySelector("[role=note]:not(:has(h2))"))
            .ShouldStartWith("3 disclosures happened while you had not accepted the policy.");
    }

    [Fact]
    public async Task The_page_says_at_least_when_more_than_a_page_of_disclosures_waits_to_be_counted()
    {
        var worker = await Portal.CreateWorkerClientAsync();
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

        Words(page.QuerySelector("[role=note] h2"))
            .ShouldBe("At least 500 disclosures are not covered by the policy you accepted");
    }

    [Fact]
    public async Task Disclosures_before_acceptance_are_distinguished_from_those_that_broke_a_clause()
    {
        var worker = await Portal.CreateWorkerClientAsync();
        await TakeAsync(
            worker,
            Report("e-1", "parley-ai", DataCategory.Transcript, days: 2),
            Report("e-2", "parley-ai", DataCategory.Transcript, days: 1)
        );

        var page = await ReadAsync(worker, "/my-data");

        // By class: the colour itself would be an alarm.
        page.QuerySelector(".note--bad, .note--wait, .tag--bad, .tag--wait").ShouldBeNull("nothing went wrong");
        page.QuerySelector("path.off").ShouldBeNull();
        Words(page.QuerySelector("[role=note]"))
            .ShouldStartWith(
                "2 disclosures happened while you had not accepted the policy. You have not accepted any version"
            );
    }

    [Fact]
    public async Task A_name_that_is_markup_is_shown_as_text()
    {
        var worker = await Portal.CreateWorkerClientAsync();
        var register = Portal.Services.GetRequiredService<PartyRegister>();
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
        Words((await ReadAsync(worker, "/my-data")).QuerySelector($"{PartyItems} h3"))
            .ShouldBe("<script>alert(1)</script> & \"שלום\" 😀");
    }
}
