using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Acceptance.Receipts;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Policies;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Acceptance;

/// <summary>Two versions of the policy, and workers who accept them.</summary>
public abstract class AcceptanceTestBase(TestDatabase database) : IDisposable
{
    protected TestDatabase Database { get; } = database;
    protected static AcceptanceEvidence Evidence { get; } =
        new("192.0.2.7", "Firefox on a phone", new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero), "pwd")
        {
            Wording = new("I have read and accept version 1.0", "Accept"),
        };
    private protected TemporaryPolicies Policies { get; } =
        new TemporaryPolicies().WithPublished("1.1", "2026-12-01T00:00:00Z");
    protected FakeTimeProvider Clock { get; } = new(new(2026, 11, 24, 14, 2, 0, TimeSpan.Zero));

    protected PolicyLibrary Library => field ??= PolicyLibrary.Load(Policies.Root);

    protected AcceptanceService Service =>
        new(Database.Contexts, Library, AcceptanceTestData.ReceiptIssuer, TestLocalizer.English, Clock);

    public void Dispose()
    {
        Policies.Dispose();
        GC.SuppressFinalize(this);
    }

    protected async Task<string> WorkerAsync()
    {
        var id = $"w-{Guid.CreateVersion7()}";
        var announced = await new WorkerRegister(Database.Contexts, Clock).AnnounceAsync(
            id,
            new($"{id}@people.example", "Ana Lopes", "DE", "en", "Europe/Berlin"),
            CancellationToken.None
        );
        announced.IsSuccess.ShouldBeTrue();
        return id;
    }

    protected async Task ShouldBeOneAsync(string worker)
    {
        await using var db = await Database.Contexts.CreateDbContextAsync();
        (await db.Acceptances.CountAsync(a => a.WorkerId == worker)).ShouldBe(1);
        (await db.LedgerEntries.CountAsync(e => e.Subject == worker)).ShouldBe(1);
        (await db.InboxMessages.CountAsync(m => m.WorkerId == worker)).ShouldBe(1);
        var acceptance = await db.Acceptances.SingleAsync(a => a.WorkerId == worker);
        (await db.AcceptanceReceipts.CountAsync(r => r.AcceptanceId == acceptance.Id)).ShouldBe(1);
    }
}
