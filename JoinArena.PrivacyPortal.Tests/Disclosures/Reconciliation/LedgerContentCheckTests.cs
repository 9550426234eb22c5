using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Reconciliation;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Reconciliation;

/// <summary>Disclosures as pages show them, compared with what was sealed when they were accepted.</summary>
public abstract class LedgerContentCheckTests(Portal portal)
{
    [Fact]
    public async Task A_disclosure_that_was_changed_by_hand_is_detected_though_every_count_agrees()
    {
        var api = await portal.CreateApiClientAsync();
        await api.PutWorkerAsync("w-changed", "changed@people.example", "Kim Changed");
        await api.PutPartyAsync("p-changed", "Changer", "llm-provider");
        await api.DiscloseAsync(
            Given.Disclosure("w-changed", "p-changed", id: "c-1"),
            Given.Disclosure("w-changed", "p-changed", id: "c-2"),
            Given.Disclosure("w-changed", "p-changed", id: "c-3")
        );
        await api.DiscloseAsync(Given.Correction("c-3", Given.Disclosure("w-changed", "p-changed", item: "rec-9")));
        var check = portal.Services.GetRequiredService<ReconciliationService>();
        (await check.RunAsync(default)).Differences.ShouldBeEmpty();

        await using (
            var db = await portal
                .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
                .CreateDbContextAsync()
        )
        {
            await db
                .Disclosures.Where(d => d.EventId == "c-2")
                .ExecuteUpdateAsync(s => s.SetProperty(d => d.Purpose, Purpose.LegalDuty));
        }

        (await check.RunAndSaveAsync(default)).Differences.ShouldContain(d =>
            d.Kind == "content" && d.Key == "/evaluator c-2"
        );
        (await portal.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync())
            .Entries["disclosure-book"]
            .Status.ShouldBe(HealthStatus.Degraded);
        var administrator = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Administrator));
        (await administrator.GoToAsync("/")).Text.ShouldContain("The disclosure counts do not add up");
    }

    public sealed class OnSqlite(Portal portal) : LedgerContentCheckTests(portal), IClassFixture<Portal>;

    public sealed class OnPostgres(PortalOnPostgres portal)
        : LedgerContentCheckTests(portal),
            IClassFixture<PortalOnPostgres>;
}
