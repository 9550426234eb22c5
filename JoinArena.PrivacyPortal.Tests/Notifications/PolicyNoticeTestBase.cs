using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Acceptance.Receipts;
using JoinArena.PrivacyPortal.Acceptance.Reminders;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Acceptance;
using JoinArena.PrivacyPortal.Tests.Policies;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Notifications;

/// <summary>Workers, versions of the policy, and the job that sends notices about them.</summary>
public abstract class PolicyNoticeTestBase(TestDatabase database) : IAsyncLifetime
{
    protected TestDatabase Database { get; } = database;
    protected static AcceptanceEvidence Evidence { get; } =
        new(null, null, null, null) { Wording = new("I have read and accept", "Accept") };
    private protected TemporaryPolicies Policies { get; } = new();
    protected FakeTimeProvider Clock { get; } = new(new(2026, 11, 24, 14, 2, 0, TimeSpan.Zero));

    protected PolicyLibrary Library => field ??= PolicyLibrary.Load(Policies.Root);

    // The tests of a class share a database; each starts without workers.
    public async Task InitializeAsync()
    {
        await using var db = await Database.Contexts.CreateDbContextAsync();
        await db.VersionNotices.ExecuteDeleteAsync();
        await db.AcceptanceReminders.ExecuteDeleteAsync();
        await db.InboxMessages.ExecuteDeleteAsync();
        await db.Outbox.ExecuteDeleteAsync();
        await db.AcceptanceReceipts.ExecuteDeleteAsync();
        await db.Set<PolicyAcceptance>().ExecuteDeleteAsync();
        await db.Workers.ExecuteDeleteAsync();
    }

    public Task DisposeAsync()
    {
        Policies.Dispose();
        return Task.CompletedTask;
    }

    protected static IConfiguration Settings(bool isOn) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?> { ["Portal:Acceptance:Notices"] = isOn ? null : "false" }
            )
            .Build();

    protected Task SweepAsync(
        IDbContextFactory<PortalDbContext>? node = null,
        PolicyLibrary? library = null,
        bool isOn = true
    )
    {
        var versions = library ?? Library;
        return new VersionNoticeJob(
            node ?? Database.Contexts,
            versions,
            new(versions, TestLocalizer.English, Clock),
            Settings(isOn),
            Clock,
            Database.Contexts.CreateSetAside(Clock)
        ).RunAsync(default);
    }

    protected async Task<IReadOnlyList<InboxMessage>> InboxAsync(string worker)
    {
        await using var db = await Database.Contexts.CreateDbContextAsync();
        return await db
            .InboxMessages.AsNoTracking()
            .Where(m => m.WorkerId == worker && !m.Subject.StartsWith("You accepted version 1.0"))
            .OrderBy(m => m.At)
            .ThenBy(m => m.Id)
            .ToListAsync();
    }

    protected async Task<string> WorkerAsync(string name)
    {
        var id = $"w-{name}-{Guid.CreateVersion7()}";
        (
            await new WorkerRegister(Database.Contexts, Clock).AnnounceAsync(
                id,
                new($"{id}@people.example", "Ana Lopes", "DE", "en", "Europe/Berlin"),
                default
            )
        ).IsSuccess.ShouldBeTrue();
        return id;
    }

    protected async Task AcceptAsync(string worker, string version) =>
        (
            await new AcceptanceService(
                Database.Contexts,
                Library,
                AcceptanceTestData.ReceiptIssuer,
                TestLocalizer.English,
                Clock
            ).AcceptAsync(worker, version, "en", Evidence, default)
        ).IsSuccess.ShouldBeTrue();
}
