using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Journeys;

/// <summary>Who has my data, with a year of demo data behind it, and while new data arrives.</summary>
public sealed class MyDataJourneyTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private const string DemoPassword = "Demo-portal-2026!";

    [Theory]
    [InlineData("worker@example.com", new[] { "/", "/policy", "/policy/history", "/policy/accept", "/acceptances", "/my-data", "/my-data?as=table", "/my-data?kind=resume&each=1&q=a", "/my-data/interviews/int-warehouse", "/my-data/items/rec-warehouse", "/deletion", "/deletion/new", "/inbox", "/account/manage" })]
    [InlineData("worker2@example.com", new[] { "/", "/acceptances", "/my-data", "/deletion", "/inbox" })]
    [InlineData("officer@example.com", new[] { "/", "/staff", "/staff/requests", "/staff/requests?ended=true" })]
    [InlineData("auditor@example.com", new[] { "/staff", "/staff/requests" })]
    [InlineData("admin@example.com", new[] { "/staff" })]
    public Task Every_page_of_the_demo_is_sound(string email, string[] pages) => portal.VisitAsync(async person =>
    {
        await person.SignsInAsync(email, DemoPassword);
        foreach (var page in pages)
        {
            await person.GoesToAsync(page);
            await person.FindsPageSoundAsync();
        }
    });

    [Fact]
    public Task What_is_not_covered_is_called_out() => portal.VisitAsync(async person =>
    {
        await person.SignsInAsync("worker2@example.com", DemoPassword);
        await person.GoesToAsync("/my-data");
        await person.SeesAsync("not covered");
    });

    [Fact]
    public async Task A_disclosure_that_has_just_come_in_is_told_on_the_open_page()
    {
        var worker = await portal.HasAsync(Given.Worker().WhoAccepted("1.0").WhoseDataWentTo("live", "Live Eval"));

        await portal.VisitAsync(async person =>
        {
            await person.SignsInAsync(worker.Email);
            await person.GoesToAsync("/my-data");
            await person.DoesNotSeeAsync("has just come in");
            await (await portal.ApiAsync()).DiscloseAsync(Given.Disclosure(worker.Id, "live"));
            await person.SeesAsync("1 new entry has just come in.");
            await person.FindsPageSoundAsync();
        });
    }
}
