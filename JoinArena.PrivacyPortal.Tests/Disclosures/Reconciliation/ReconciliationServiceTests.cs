using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Reconciliation;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Reconciliation;

/// <summary>The portal's counts compared with a recount of the stored disclosures.</summary>
public abstract class ReconciliationServiceTests(Portal portal)
{
    [Fact]
    public async Task Reports_corrections_and_retractions_reconcile_and_a_missing_row_is_detected()
    {
        var api = await portal.CreateApiClientAsync();
        await api.PutWorkerAsync("w-count", "count@people.example", "Kim Count");
        await api.PutPartyAsync("p-count", "Counter", "llm-provider");
        await api.DiscloseAsync([
            .. Enumerable
                .Range(0, 20)
                .Select(n => Given.Disclosure("w-count", "p-count", id: $"n-{n}", item: $"rec-{n % 3}")),
        ]);
        await api.DiscloseAsync(
            Given.Correction("n-1", Given.Disclosure("w-count", "p-count", item: "rec-9")),
            Given.Retraction("n-2", "w-count")
        );
        var check = portal.Services.GetRequiredService<ReconciliationService>();

        var report = await check.RunAndSaveAsync(default);

        report.Disclosures.ShouldBe(21);
        report.Differences.ShouldBeEmpty();
        (await HealthAsync()).ShouldBe(HealthStatus.Healthy);

        await using (
            var db = await portal
                .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
                .CreateDbContextAsync()
        )
        {
            var disclosures = db.Disclosures;
            var lost = await disclosures.SingleAsync(d => d.EventId == "n-7");
            await db.Set<DisclosureItem>().Where(i => i.DisclosureId == lost.Id).ExecuteDeleteAsync();
            await disclosures.Where(d => d.Id == lost.Id).ExecuteDeleteAsync();
        }

        var found = (await check.RunAndSaveAsync(default)).Differences;
        found.Select(d => d.Kind).Order().ShouldBe(["accepted", "disclosure-no-row", "holding", "party-totals"]);
        found
            .Single(d => d.Kind == "accepted")
            .ShouldSatisfyAllConditions(
                d => d.Key.ShouldStartWith("/evaluator 2"),
                d => d.Expected.ShouldBe(21),
                d => d.Found.ShouldBe(20)
            );
        found.Single(d => d.Kind == "holding").Key.ShouldBe("w-count p-count rec-1");
        (await HealthAsync()).ShouldBe(HealthStatus.Degraded);
        var administrator = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Administrator));
        (await administrator.GoToAsync("/")).Text.ShouldContain("The disclosure counts do not add up");
    }

    private async Task<HealthStatus> HealthAsync() =>
        (await portal.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync())
            .Entries["disclosures"]
            .Status;

    public sealed class OnSqlite(UnreconciledPortal portal)
        : ReconciliationServiceTests(portal),
            IClassFixture<UnreconciledPortal>;

    public sealed class OnPostgres(UnreconciledPortalOnPostgres portal)
        : ReconciliationServiceTests(portal),
            IClassFixture<UnreconciledPortalOnPostgres>;
}
