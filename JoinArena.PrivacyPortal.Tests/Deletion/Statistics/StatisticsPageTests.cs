using JoinArena.PrivacyPortal.Access;
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
}
