using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Operations.Demo;

/// <summary>
/// Loads the demo data by calling the same use cases as the API and the pages, dated over the last year.
/// </summary>
public sealed class DemoData(IServiceProvider services, IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    public const string Password = "Demo-portal-2026!";

    /// <summary>The accounts that can sign in, each with a description.</summary>
    public static readonly IReadOnlyList<(string Email, string What)> SignIns =
    [
        ("worker@example.com", "a worker who has accepted nothing yet"),
        ("worker2@example.com", "a worker with a finished and a running request"),
        ("officer@example.com", "works on deletion requests"),
        ("auditor@example.com", "reads everything, changes nothing"),
        ("admin@example.com", "manages staff, keys and parties"),
    ];

    /// <summary>
    /// Loads the demo data if it is not complete. Each step can be repeated, so the next start completes a load that
    /// was interrupted.
    /// </summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            if (await db.DeletionRequests.CountAsync(r => r.WorkerId == DemoPeople.Jonas, ct) >= 2)
                return;
        }

        await LoadAccountsAsync(ct);
        foreach (var (id, announcement) in DemoPeople.Workers)
            GetValueOrThrow(await services.GetRequiredService<WorkerRegister>().AnnounceAsync(id, announcement, ct));
        var register = services.GetRequiredService<PartyRegister>();
        foreach (var (id, announcement) in DemoPeople.Parties)
            GetValueOrThrow(await register.AnnounceAsync(id, announcement, ct));
        await AcceptAsync(ct);

        var history = DemoHistory.Create(clock.GetInstant());
        var items = services.GetRequiredService<ItemRegister>();
        foreach (var (worker, item, announcement) in history.Items.DistinctBy(i => (i.Worker, i.Item)))
            GetValueOrThrow(await items.AnnounceAsync(worker, item, announcement, ct));
        var outcomes = await services.GetRequiredService<DisclosureIntake>().SubmitAsync(history.Reports, ct);
        if (outcomes.FirstOrDefault(o => o.Outcome is IntakeOutcome.Rejected) is { } rejected)
            throw new InvalidOperationException($"A disclosure of the demo data was rejected: {rejected.Errors[0]}");
        await new DemoRequests(services, clock).LoadAsync(ct);
    }

    private async Task LoadAccountsAsync(CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var seed = scope.ServiceProvider.GetRequiredService<AccountSeeder>();
        string[] roles = [Roles.Worker, Roles.Worker, Roles.Officer, Roles.Auditor, Roles.Administrator];
        foreach (var (who, role) in SignIns.Zip(roles))
            await seed.EnsureAsync(who.Email, Password, role, ct);
    }

    private async Task AcceptAsync(CancellationToken ct)
    {
        var library = services.GetRequiredService<PolicyLibrary>();
        var past = new FixedTimeProvider(clock.GetInstant().AddDays(-350));
        var acceptances = ActivatorUtilities.CreateInstance<AcceptanceService>(services, past);
        var version = library.FindInForce(past.GetInstant()) ?? library.Versions[0];
        GetValueOrThrow(
            await acceptances.AcceptAsync(
                DemoPeople.Jonas,
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
