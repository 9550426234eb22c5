using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Policies.Loading;
using JoinArena.PrivacyPortal.Policies.Publishing;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Policies.Publishing;

/// <summary>A folder of policies, and nodes that start with it.</summary>
public abstract class PolicyReloadTestBase(TestDatabase database) : IAsyncLifetime
{
    protected TestDatabase Database { get; } = database;
    private protected TemporaryPolicies Policies { get; } = new();
    protected FakeTimeProvider Clock { get; } = new(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private protected ErrorLogCollector Log { get; } = new();

    public async Task InitializeAsync()
    {
        // The class has one database, each test its own start.
        await using var db = Database.Contexts.CreateDbContext();
        await db.FirstServedTexts.ExecuteDeleteAsync();
        await db.LedgerEntries.ExecuteDeleteAsync();
    }

    public Task DisposeAsync()
    {
        Policies.Dispose();
        Log.Dispose();
        return Task.CompletedTask;
    }

    private protected static async Task LookAsync(PolicyReloadJob keeper)
    {
        await keeper.RunAsync(CancellationToken.None);
        await keeper.RunAsync(CancellationToken.None);
    }

    private protected Task<(PolicyLibrary, PolicyReloadJob)> StartedAsync() => StartedAsync(Database.Contexts);

    private protected async Task<(PolicyLibrary, PolicyReloadJob)> StartedAsync(
        IDbContextFactory<PortalDbContext> contexts
    )
    {
        var source = new PolicySource(Policies.Root);
        var library = PolicyLibrary.Load(source);
        var keeper = new PolicyReloadJob(
            library,
            source,
            new FirstServedTextStore(contexts, Clock),
            Database.Feed,
            Clock,
            new LoggerFactory([Log]).CreateLogger<PolicyReloadJob>()
        );
        await keeper.RecordServedTextsAsync(CancellationToken.None);
        return (library, keeper);
    }
}
