using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Ledger.Log.Publishing;
using JoinArena.PrivacyPortal.Ledger.Log.Reading;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Journeys;

/// <summary>What anyone, and the auditor, sees of the ledger.</summary>
public sealed class LedgerJourneyTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Anyone_reads_the_state_of_the_ledger_and_the_auditor_the_state_of_each_entry()
    {
        var log = portal.Services.GetRequiredService<LedgerLog>();
        await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0"));
        // The publication of the policy in four languages, which the portal records when it starts, and the acceptance.
        await Eventually.FindAsync(
            async () =>
                await log.GetStatusAsync(CancellationToken.None) is { Waiting: 0, Published: 5 } ? "published" : null,
            () => "The acceptance was never published."
        );

        await portal.VisitInBrowserAsync(async person =>
        {
            await person.GoesToAsync("/ledger");
            await person.SeesAsync("anyone who kept a copy of it can see if JoinArena later changes what it recorded");
            await person.SeesAsync("The ledger has 5 entries.");
            (await person.Page.InnerTextAsync("main")).Split("For developers")[0].ShouldNotContain("checkpoint");
            await person.SeesAsync(log.Key.ToString());
            await person.SeesAsync("The ledger has no witnesses yet.");
            await person.SeesAsync("Write to the privacy team");
            await person.ExpectsAccessiblePageAsync();
            await person.FollowsAsync("Check a file");
            person.ShouldBeAt("/verify");
        });
        var auditor = await portal.CreateStaffAccountAsync(Roles.Auditor);
        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(auditor);
            await person.GoesToAsync("/staff/audit");
            await person.SeesAsync("covered by a signed checkpoint.");
            await Assertions.Expect(person.Page.GetByText("published, 0 waiting")).ToBeHiddenAsync();
            await person.SeesAsync("Add one in the settings of the portal, with its address and its key.");
            await Assertions.Expect(person.Page.GetByText("Sequenced", new() { Exact = true })).ToBeHiddenAsync();
            await person.Page.GetByText("How far entries have come, and the ledger’s key").ClickAsync();
            await person.SeesAsync("Sequenced");
            await person.ExpectsAccessiblePageAsync();
        });
    }

    [Fact]
    public async Task An_officer_does_not_audit_their_own_work()
    {
        var officer = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));
        (await officer.GoToAsync("/staff/audit")).Path.ShouldStartWith("/account/denied");
    }
}

/// <summary>A portal whose database was put back from an old copy.</summary>
public sealed class RolledBackLedgerTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_stopped_ledger_says_so_to_every_visitor_and_to_probes()
    {
        var key = portal.Services.GetRequiredService<PortalKey>();
        var kept = portal.Services.GetRequiredService<LastCheckpointFile>();
        var newer = key.Sign(new Checkpoint(key.Origin, 1_000_000, TreeHash.Empty).Text).ToString();
        await portal.RestartAsync(() => kept.Write(newer));
        using var http = new HttpClient { BaseAddress = portal.Url };
        var health = await Eventually.FindAsync(
            async () =>
                await http.GetStringAsync(new Uri("/health/ready", UriKind.Relative)) is var told
                && told.StartsWith("Degraded", StringComparison.Ordinal)
                    ? told
                    : null,
            () => "It was never noticed."
        );

        health.ShouldContain("a checkpoint of 1000000 entries was signed");
        (await portal.CreateAnonymousClient().GoToAsync("/ledger")).Text.ShouldContain("The ledger has stopped");
        var auditor = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Auditor));
        (await auditor.GoToAsync("/staff")).Text.ShouldContain("The ledger has stopped");
        (await auditor.GoToAsync("/staff/audit")).Text.ShouldContain("an old backup was restored");
        // Everything else goes on.
        await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0"));
    }
}
