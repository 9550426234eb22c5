using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Operations.Demo;

/// <summary>
/// Loads the demo data by calling the same use cases as the API and the pages, dated over the last year.
/// </summary>
public sealed partial class DemoData(
    IServiceProvider services,
    IDbContextFactory<PortalDbContext> contexts,
    TimeProvider clock,
    ILogger<DemoData> log
)
{
    /// <summary>
    /// Loads the demo data if it is not complete. Each step can be repeated, so the next start completes a load that
    /// was interrupted.
    /// </summary>
    /// <exception cref="ConfigurationException">
    /// The database has workers that are not the demo's. Anyone could read their data with the demo's public password.
    /// </exception>
    public async Task LoadAsync(CancellationToken ct)
    {
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            string[] own = [.. DemoPeople.Workers.Select(w => w.Id)];
            if (await db.Workers.CountAsync(w => !own.Contains(w.Id), ct) is var others and > 0)
            {
                throw new ConfigurationException(
                    "Portal__Demo__Enabled: the demo's password is public, and this database has workers who are not "
                        + $"the demo's ({others}). Set Portal__Demo__Enabled=false, or use another data directory or "
                        + "database for the demo"
                );
            }

            if (await db.DeletionRequests.CountAsync(r => r.WorkerId == DemoPeople.Mia, ct) >= 2)
                return;
        }

        await LoadAccountsAsync(ct);
        foreach (var (id, announcement) in DemoPeople.Workers)
            GetValueOrThrow(await services.GetRequiredService<WorkerRegister>().AnnounceAsync(id, announcement, ct));
        var register = services.GetRequiredService<PartyRegister>();
        foreach (var (id, announcement) in DemoPeople.Parties)
            GetValueOrThrow(await register.AnnounceAsync(id, announcement, ct));
        await AcceptAsync(DemoPeople.Jonas, ct);
        await AcceptAsync(DemoPeople.Mia, ct);

        var history = DemoHistory.Create(clock.GetInstant());
        var items = services.GetRequiredService<ItemRegister>();
        foreach (var (worker, item, announcement) in history.Items.DistinctBy(i => (i.Worker, i.Item)))
            GetValueOrThrow(await items.AnnounceAsync(worker, item, announcement, ct));
        var outcomes = await services.GetRequiredService<DisclosureIntake>().SubmitAsync(history.Reports, ct);
        if (outcomes.FirstOrDefault(o => o.Outcome is IntakeOutcome.Rejected) is { } rejected)
            throw new InvalidOperationException($"A disclosure of the demo data was rejected: {rejected.Errors[0]}");
        await new DemoRequests(services, clock).LoadAsync(ct);
    }

    /// <summary>Logs a warning if the database has accounts of the demo, which open nothing while it is off.</summary>
    public async Task ReportClosedAccountsAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Accounts.CountAsync(a => a.IsDemo, ct) is var accounts and > 0)
            LogClosedAccounts(accounts);
    }

    [LoggerMessage(
        LogLevel.Warning,
        "This database has {Accounts} accounts of the demo. The demo is off, so they open nothing, and neither do the "
            + "API keys that were made in the demo."
    )]
    private partial void LogClosedAccounts(int accounts);

    private async Task LoadAccountsAsync(CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var seed = scope.ServiceProvider.GetRequiredService<AccountSeeder>();
        foreach (var one in DemoAccounts.SignIns)
            await seed.EnsureAsync(one.Email, DemoAccounts.Password, one.Role, ct);
    }

    private async Task AcceptAsync(string worker, CancellationToken ct)
    {
        var library = services.GetRequiredService<PolicyLibrary>();
        var past = new FixedTimeProvider(clock.GetInstant().AddDays(-350));
        var acceptances = ActivatorUtilities.CreateInstance<AcceptanceService>(services, past);
        var version = library.FindInForce(past.GetInstant()) ?? library.Versions[0];
        GetValueOrThrow(
            await acceptances.AcceptAsync(
                worker,
                version.Name,
                PolicyVersion.English,
                new AcceptanceEvidence("203.0.113.7", "Demo", null),
                ct
            )
        );
    }

    internal static TValue GetValueOrThrow<TValue, TError>(Result<TValue, TError> result)
        where TError : notnull =>
        result.IsSuccess
            ? result.Value
            : throw new InvalidOperationException($"A step of the demo data failed: {result.Error}");
}
