using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Statistics;

public sealed class StatisticsPageTests(DeletionPortal portal) : IClassFixture<DeletionPortal>
{
    [Fact]
    public async Task The_team_reads_and_downloads_the_figures_and_a_worker_cannot()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Northwind");
        var auditor = await (await portal.SignInStaffAsync(Roles.Auditor)).GoToAsync("/staff");
        await auditor.GoToAsync("/staff/statistics");
        auditor.Status.ShouldBe(200);

        using var file = await auditor.FetchAsync("/staff/statistics.csv");
        (await file.Content.ReadAsStringAsync()).ShouldStartWith(
            """
            "year","place","received","completed","partlyCompleted","refused","withdrawn","open","overdue","extended",
            """
                + """
                "onTimePercent","medianDays","meanDays","deleted","optedOut","exempted","notFound","byPortal","byEmail",
                """
                + """
                "byMail","byPhone","bySupport","byAgent","byEmployer"
                """
        );
        using var parties = await auditor.FetchAsync("/staff/statistics/parties.csv");
        (await parties.Content.ReadAsStringAsync()).ShouldStartWith(
            """
            "year","partyId","name","asked","answered","overdue","onTimePercent","medianDays"
            """
        );

        (await worker.GoToAsync("/staff/statistics")).Text.ShouldContain("This page is not for your account");
    }

    [Fact]
    public async Task A_party_that_was_always_on_time_has_no_bar_and_the_median_says_of_what_it_is()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Northwind");
        var number = await worker.ConfirmRequestAsync();
        var officer = await (await portal.SignInStaffAsync(Roles.Officer)).GoToAsync($"/staff/requests/{number}");
        await officer.PressAsync("Start now");
        await officer.PressAsync("Mark as notified: Northwind");
        await officer.Type("What Northwind answered", "erased").PressAsync("Record the answer: Northwind");

        await officer.GoToAsync("/staff/statistics");

        var share = officer.Page.QuerySelector("tbody td[data-label='On time']")!;
        share.TextContent.Trim().ShouldBe("100%");
        share.QuerySelector("svg").ShouldBeNull();
        officer.Page.QuerySelectorAll("thead th").Select(h => h.TextContent).ShouldContain("Median time to answer");
    }
}
