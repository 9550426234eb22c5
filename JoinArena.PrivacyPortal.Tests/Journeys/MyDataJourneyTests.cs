using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Journeys;

/// <summary>Who has my data, with a year of demo data behind it, and while new data arrives.</summary>
public sealed class MyDataJourneyTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private const string DemoPassword = "Demo-portal-2026!";

    [Theory]
    [InlineData(
        "worker@example.com",
        new[]
        {
            "/",
            "/policy",
            "/policy/history",
            "/policy/accept",
            "/acceptances",
            "/my-data",
            "/my-data?as=table",
            "/my-data?kind=resume&each=1&q=a",
            "/my-data/interviews/int-warehouse",
            "/my-data/items/rec-warehouse",
            "/deletion",
            "/deletion/new",
            "/inbox",
            "/account/manage",
        }
    )]
    [InlineData("worker2@example.com", new[] { "/", "/acceptances", "/my-data", "/deletion", "/inbox" })]
    [InlineData("officer@example.com", new[] { "/", "/staff", "/staff/requests", "/staff/requests?ended=true" })]
    [InlineData("auditor@example.com", new[] { "/staff", "/staff/requests" })]
    [InlineData("admin@example.com", new[] { "/staff" })]
    public Task Every_page_of_the_demo_is_accessible(string email, string[] pages) =>
        portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(email, DemoPassword);
            foreach (var page in pages)
            {
                await person.GoesToAsync(page);
                await person.ExpectsAccessiblePageAsync();
            }
        });

    [Fact]
    public Task An_uncovered_disclosure_is_called_out() =>
        portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync("worker2@example.com", DemoPassword);
            await person.GoesToAsync("/my-data");
            await person.SeesAsync("not covered");
        });

    [Fact]
    public async Task A_new_disclosure_appears_on_the_open_page()
    {
        var worker = await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0").WhoseDataWentTo("live", "Live Eval"));

        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(worker.Email);
            await person.GoesToAsync("/my-data");
            await person.DoesNotSeeAsync("has come in");
            await (await portal.CreateApiClientAsync()).DiscloseAsync(Given.Disclosure(worker.Id, "live"));
            await person.SeesAsync("1 new disclosure has come in.");
            await person.ExpectsAccessiblePageAsync();
        });
    }
}
