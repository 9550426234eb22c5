using System.Globalization;
using AngleSharp.Dom;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Statistics.Published;

/// <summary>The figures that anybody can read, beside the file of the team.</summary>
public sealed class PublishedStatisticsPageTests(DeletionPortal portal) : IClassFixture<DeletionPortal>
{
    [Fact]
    public async Task Anybody_reads_the_same_numbers_as_the_team_and_no_small_ones()
    {
        for (var worker = 0; worker < 6; worker++)
            await AskAsync(withdraw: worker == 0);
        var auditor = await portal.SignInStaffAsync(Roles.Auditor);
        using var file = await auditor.FetchAsync("/staff/statistics.csv");
        var csv = Read(await file.Content.ReadAsStringAsync());

        var anyone = await new HtmlClient(portal.Url).GoToAsync("/");
        await anyone.FollowAsync("Deletion figures");

        anyone.Status.ShouldBe(200);
        anyone.Text.ShouldContain("We received 6 deletion requests in ");
        var everywhere = anyone.Page.QuerySelectorAll("section")[0].QuerySelector("dl")!.QuerySelectorAll("dd");
        var germany = anyone
            .Page.QuerySelectorAll("table")[0]
            .QuerySelectorAll("tbody tr")
            .ShouldHaveSingleItem()
            .QuerySelectorAll("td");
        foreach (var (shown, place) in new[] { (everywhere, "all"), (germany, "DE") })
        {
            var team = csv.Single(r => r["place"] == place);
            var cells = shown.Select(c => c.TextContent.Trim()).ToList();
            cells[0].ShouldBe("6");
            cells[0].ShouldBe(team["received"]);
            cells[1].ShouldBe($"{Number(team, "completed") + Number(team, "partlyCompleted")}");
            cells[2].ShouldBe(team["refused"]);
            cells[3].ShouldBe($"{Number(team, "open") + Number(team, "withdrawn")}");
        }

        csv[0]["byPortal"].ShouldBe("6");
    }

    private async Task AskAsync(bool withdraw)
    {
        var id = await portal.CreateWorkerAsync("Northwind");
        var requests = portal.Services.GetRequiredService<RequestService>();
        var number = (await requests.SubmitAsync(id, DeletionScope.Everything, null, default)).Value!;
        var now = portal.Services.GetRequiredService<TimeProvider>().GetInstant();
        (await requests.ConfirmAsync(id, number, new(now), default)).IsSuccess.ShouldBeTrue();
        if (withdraw)
            await requests.WithdrawAsync(id, number, default);
    }

    private static List<Dictionary<string, string>> Read(string csv)
    {
        var lines = csv.TrimStart('\uFEFF')
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var names = lines[0].Split(',').Select(n => n.Trim('"')).ToArray();
        return
        [
            .. lines[1..]
                .Select(line =>
                    names.Zip(line.Split(',').Select(v => v.Trim('"'))).ToDictionary(p => p.First, p => p.Second)
                ),
        ];
    }

    private static int Number(Dictionary<string, string> row, string name) =>
        int.Parse(row[name], CultureInfo.InvariantCulture);
}
