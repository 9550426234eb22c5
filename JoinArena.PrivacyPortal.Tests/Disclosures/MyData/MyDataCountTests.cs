using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.MyData;

/// <summary>The numbers on the page "Who has my data": every one of them follows from the same disclosures.</summary>
public sealed partial class MyDataCountTests(SignedInPortal portal)
    : MyDataPageTestBase(portal),
        IClassFixture<SignedInPortal>
{
    private const int Receiving = 9;
    private const int Giving = 2;

    [Fact]
    public async Task The_sentence_the_count_the_picture_and_the_list_count_the_same_parties()
    {
        var worker = await Portal.CreateWorkerClientAsync();
        foreach (var n in Enumerable.Range(0, Receiving))
        {
            await ReportAsync(worker, $"to-{n}", "llm-provider", Direction.Disclosed, DataCategory.Transcript);
        }

        foreach (var n in Enumerable.Range(0, Giving))
        {
            await ReportAsync(
                worker,
                $"from-{n}",
                "external-source",
                Direction.Collected,
                DataCategory.ExternalProfile
            );
        }

        var page = await ReadAsync(worker, "/my-data");

        var sentence = Words(page.QuerySelector("h1 + p"));
        sentence.ShouldContain("9 parties have received your data.");
        sentence.ShouldContain("2 more parties gave us data about you and received none.");
        Words(page.QuerySelector("#found")).ShouldBe("11 parties · 11 disclosures");
        CountOf(page.QuerySelectorAll("svg[role=group] a text:first-of-type")).ShouldBe(Receiving);
        CountOf(page.QuerySelectorAll("figure ul strong")).ShouldBe(Receiving);
        page.QuerySelectorAll("figure tbody tr").Length.ShouldBe(Receiving);
        Words(page.QuerySelector("a[href*='parties=all']")).ShouldBe("Show all 11 parties");
        Words(page.QuerySelector("figure p a")).ShouldBe("6 more parties that received data");
        var all = await ReadAsync(worker, "/my-data?parties=all");
        all.QuerySelectorAll(PartyItems).Length.ShouldBe(Receiving + Giving);
    }

    [Theory]
    [InlineData(1, 1, "It has none of it any more.")]
    [InlineData(2, 2, "None of them has any of it any more.")]
    [InlineData(3, 2, "1 of them still has some of it.")]
    [InlineData(3, 1, "2 of them still have some of it.")]
    public async Task Where_parties_have_erased_it_the_page_says_how_many_still_have_data(
        int received,
        int erased,
        string sentence
    )
    {
        var worker = await Portal.CreateWorkerClientAsync();
        foreach (var n in Enumerable.Range(0, received))
        {
            await ReportAsync(worker, $"to-{n}", "llm-provider", Direction.Disclosed, DataCategory.Transcript);
        }

        await using (
            var db = await Portal
                .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
                .CreateDbContextAsync()
        )
        {
            var workerId = worker.GetWorkerId();
            var holdings = await db
                .Holdings.Where(h => h.WorkerId == workerId)
                .OrderBy(h => h.PartyId)
                .Take(erased)
                .ToListAsync();
            holdings.ForEach(h => h.MarkErased(Now));
            await db.SaveChangesAsync();
        }

        Words((await ReadAsync(worker, "/my-data")).QuerySelector("h1 + p")).ShouldContain(sentence);
    }

    // "3 more parties" are three; every other name is one.
    private static int CountOf(IEnumerable<IElement> names) =>
        names
            .Select(name => Words(name))
            .Where(name => name != "Transcript")
            .Sum(name =>
                More().Match(name) is { Success: true } more
                    ? int.Parse(more.Groups["count"].Value, CultureInfo.InvariantCulture)
                    : 1
            );

    private async Task ReportAsync(
        HttpClient worker,
        string party,
        string kind,
        Direction direction,
        DataCategory category
    )
    {
        (
            await Portal
                .Services.GetRequiredService<PartyRegister>()
                .AnnounceAsync($"count-{party}", new($"Party {party}", kind), default)
        ).IsSuccess.ShouldBeTrue();
        var outcomes = await Portal
            .Services.GetRequiredService<DisclosureIntake>()
            .SubmitAsync(
                [
                    new DisclosureReport(
                        "/test",
                        $"{worker.GetWorkerId()}-{party}",
                        Now.AddDays(-1),
                        worker.GetWorkerId(),
                        $"count-{party}",
                        direction,
                        direction is Direction.Disclosed ? Purpose.CandidateEvaluation : Purpose.ProfileEnrichment,
                        [new($"{category}", category)],
                        null,
                        null
                    ),
                ],
                default
            );
        outcomes.ShouldHaveSingleItem().Outcome.ShouldBe(IntakeOutcome.Accepted);
    }

    [GeneratedRegex("^(?<count>[0-9]+) more part", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex More();
}
