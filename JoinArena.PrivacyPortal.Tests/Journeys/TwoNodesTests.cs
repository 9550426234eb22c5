using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Journeys;

/// <summary>Two nodes on one PostgreSQL: which of them was told makes no difference to the page that is open.</summary>
public sealed class TwoNodesTests(PortalOnPostgres here) : IClassFixture<PortalOnPostgres>, IAsyncLifetime
{
    private readonly SecondNodePortal _there = new(here);

    public Task InitializeAsync() => _there.InitializeAsync();

    public Task DisposeAsync() => _there.DisposeAsync();

    [Fact]
    public async Task A_disclosure_accepted_by_one_node_appears_on_a_page_open_at_another()
    {
        var worker = await here.SetUpAsync(Given.Worker().WhoseDataWentTo("far", "Far Eval"));

        await _there.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(worker.Email);
            await person.GoesToAsync("/my-data");
            await person.DoesNotSeeAsync("has come in");
            await (await here.CreateApiClientAsync()).DiscloseAsync(Given.Disclosure(worker.Id, "far"));
            await person.SeesAsync("1 new disclosure has come in.");
            await (await here.CreateApiClientAsync()).DiscloseAsync(
                Given.Disclosure(worker.Id, "far"),
                Given.Disclosure(worker.Id, "far")
            );
            await person.SeesAsync("3 new disclosures have come in.");
        });
    }
}
