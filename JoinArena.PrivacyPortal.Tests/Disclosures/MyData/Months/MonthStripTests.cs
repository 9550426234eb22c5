using System.Globalization;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.MyData.Months;

/// <summary>The months over the timeline, as a worker reads them.</summary>
public sealed class MonthStripTests(SignedInPortal portal) : MyDataPageTestBase(portal), IClassFixture<SignedInPortal>
{
    [Fact]
    public async Task Each_month_says_its_name_and_number_and_leads_to_its_disclosures()
    {
        var worker = await Portal.CreateWorkerClientAsync();
        await TakeAsync(
            worker,
            Report("e-1", "parley-ai", DataCategory.Resume, days: 62),
            Report("e-2", "parley-ai", DataCategory.Transcript, days: 62),
            Report("e-3", "parley-ai", DataCategory.Transcript, days: 0)
        );
        var month = Now.AddDays(-62);
        var name = month.ToString("MMMM yyyy", CultureInfo.GetCultureInfo("en"));

        var page = await ReadAsync(worker, "/my-data/timeline?party=parley-ai");

        var link = page.QuerySelectorAll("nav[aria-labelledby=months] a")[0];
        Words(link.QuerySelector("span:not([aria-hidden])")).ShouldBe($"{name}: 2 disclosures");
        page.QuerySelector("nav[aria-labelledby=months] [aria-current]").ShouldBeNull();
        var address = link.GetAttribute("href")!;
        address.ShouldStartWith($"/my-data/timeline?party=parley-ai&from={month:yyyy-MM}-01&to={month:yyyy-MM}-");

        var chosen = await ReadAsync(worker, address);
        chosen.QuerySelectorAll("#entries > ol > li").Length.ShouldBe(2);
        Words(chosen.QuerySelector("nav[aria-labelledby=months] [aria-current=true] > span:not([aria-hidden])"))
            .ShouldBe($"{name}: 2 disclosures");
        chosen
            .QuerySelectorAll("nav[aria-labelledby=months] > p a")
            .Select(a => (Words(a), a.GetAttribute("href")))
            .ShouldBe([("All months", "/my-data/timeline?party=parley-ai#entries")]);
    }

    [Fact]
    public async Task A_single_month_needs_no_strip()
    {
        var worker = await Portal.CreateWorkerClientAsync();
        await TakeAsync(worker, Report("e-1", "parley-ai", DataCategory.Resume, days: 0));

        (await ReadAsync(worker, "/my-data/timeline")).QuerySelector("nav[aria-labelledby=months]").ShouldBeNull();
    }
}
