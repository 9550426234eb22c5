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
/// Loads the demo through the use cases that the API and the pages call, as they would have been called over the last
/// year.
/// </summary>
public sealed class DemoData(IServiceProvider services, IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    public const string Password = "Demo-portal-2026!";

    /// <summary>Who can sign in, and as what.</summary>
    public static readonly IReadOnlyList<(string Email, string What)> SignIns =
    [
        ("worker@example.com", "a worker who has accepted nothing yet"),
        ("worker2@example.com", "a worker with a finished and a running request"),
        ("officer@example.com", "works the requests"),
        ("auditor@example.com", "reads all, changes nothing"),
        ("admin@example.com", "manages staff, keys and parties"),
    ];

    /// <summary>
    /// Loads it unless it is there; each step is harmless when repeated, so a start that was killed half-way is mended
    /// by the next.
    /// </summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            if (await db.DeletionRequests.CountAsync(r => r.WorkerId == DemoPeople.Jonas, ct) >= 2)
                return;
        }

        await LoadAccountsAsync(ct);
        foreach (var (id, said) in DemoPeople.Workers)
            GetValueOrThrow(await services.GetRequiredService<WorkerRegister>().AnnounceAsync(id, said, ct));
        var register = services.GetRequiredService<PartyRegister>();
        foreach (var (id, said) in DemoPeople.Parties)
            GetValueOrThrow(await register.AnnounceAsync(id, said, ct));
        await AcceptAsync(ct);

        var story = DemoHistory.Create(clock.GetInstant());
        var items = services.GetRequiredService<ItemRegister>();
        foreach (var (worker, item, said) in story.Items.DistinctBy(i => (i.Worker, i.Item)))
            GetValueOrThrow(await items.AnnounceAsync(worker, item, said, ct));
        var outcomes = await services.GetRequiredService<DisclosureIntake>().SubmitAsync(story.Reports, ct);
        if (outcomes.FirstOrDefault(o => o.Outcome is IntakeOutcome.Rejected) is { } bad)
            throw new InvalidOperationException($"The demo reports what the intake refuses: {bad.Errors[0]}");
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
        var at = new FixedTimeProvider(clock.GetInstant().AddDays(-350));
        var desk = ActivatorUtilities.CreateInstance<AcceptanceService>(services, at);
        var version = library.FindInForce(at.GetInstant()) ?? library.Versions[0];
        GetValueOrThrow(
            await desk.AcceptAsync(
                DemoPeople.Jonas,
                version.Name,
                PolicyVersion.English,
                new AcceptanceEvidence("203.0.113.7", "Demo", null),
                ct
            )
        );
    }

    internal static TValue GetValueOrThrow<TValue, TRefusal>(Result<TValue, TRefusal> result)
        where TRefusal : notnull =>
        result.IsSuccess
            ? result.Value
            : throw new InvalidOperationException($"The demo asks for what is refused: {result.Error}");
}
