using System.Net;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Support;

/// <summary>That the portal of the tests is the portal: its pages, its API, its data after a restart.</summary>
public abstract class PortalTests(Portal portal)
{
    [Fact]
    public async Task Anyone_reads_the_policy()
    {
        var person = await portal.CreateAnonymousClient().GoToAsync("/policy");
        person.Status.ShouldBe(200, person.Text);
        person.Page.QuerySelector("h1").ShouldNotBeNull();
    }

    [Fact]
    public async Task The_style_sheets_of_a_page_are_served()
    {
        var person = await portal.CreateAnonymousClient().GoToAsync("/policy");
        foreach (var sheet in person.Page.QuerySelectorAll("link[rel=stylesheet]"))
        {
            using var answer = await person.FetchAsync(sheet.GetAttribute("href")!);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/css");
        }
    }

    [Fact]
    public async Task Announced_and_reported_data_survives_a_restart()
    {
        await (await portal.CreateApiClientAsync()).PutWorkerAsync("w-kept", "kept@people.example", "Kim Kept");
        await (await portal.CreateApiClientAsync()).PutPartyAsync("p-kept", "Keeper", "llm-provider");
        var reported = Given.Disclosure("w-kept", "p-kept");
        await (await portal.CreateApiClientAsync()).DiscloseAsync(reported);

        await portal.RestartAsync();

        var again = await (await portal.CreateApiClientAsync()).ReportAsync(reported);
        ((int?)again["duplicates"]).ShouldBe(1, again.ToJsonString());
    }

    public sealed class OnSqlite(Portal portal) : PortalTests(portal), IClassFixture<Portal>;

    public sealed class OnPostgres(PortalOnPostgres portal) : PortalTests(portal), IClassFixture<PortalOnPostgres>;
}
