using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Audit;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Log.Publishing;
using JoinArena.PrivacyPortal.Ledger.Log.Reading;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Log;

/// <summary>
/// A log in a test's database, with its own key and checkpoint file, and any number of processes that work on it.
/// </summary>
internal sealed class LogFixture : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("jpp-log-");
    private readonly TestDatabase _database;

    public LogFixture(TestDatabase database)
    {
        _database = database;
        Options = new(Path.Combine(_directory.FullName, "ledger", "signing.key"), "portal.example/ledger", () => "");
        Key = PortalKey.Open(Options);
        LastCheckpoint = new(Options);
        Log = new(database.Contexts, Key);
    }

    public LedgerOptions Options { get; }

    public PortalKey Key { get; }

    public LastCheckpointFile LastCheckpoint { get; }

    public LedgerLog Log { get; }

    public IDbContextFactory<PortalDbContext> Contexts => _database.Contexts;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    /// <summary>A log that has published some entries, a minute ago.</summary>
    public static async Task<LogFixture> PublishAsync(TestDatabase database, int entries)
    {
        var fixture = await new LogFixture(database).ClearAsync();
        await fixture.AppendAsync(entries);
        await fixture.StartProcess().RunAsync();
        fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        return fixture;
    }

    /// <summary>Starts a process, which knows only what is stored.</summary>
    /// <param name="reached">Called after each step.</param>
    /// <param name="clock">Its machine's clock; the fixture's, if it is right.</param>
    public LogProcess StartProcess(Func<LogStep, Task>? reached = null, TimeProvider? clock = null)
    {
        clock ??= Clock;
        var condition = new LogHealth();
        var lead = new LeaderLease(_database.Contexts, clock);
        var publisher = new CheckpointPublisher(
            _database.Contexts,
            Key,
            LastCheckpoint,
            condition,
            clock,
            NullLogger<CheckpointPublisher>.Instance
        );
        return new(
            new(_database.Contexts, lead, publisher, condition, clock) { OnStepReached = reached },
            lead,
            condition
        );
    }

    /// <summary>Commits entries, as use cases do.</summary>
    /// <param name="together">Whether the entries are pending in one row, as after a group of reports.</param>
    public async Task<Guid[]> AppendAsync(int count, bool together = false)
    {
        await using var db = _database.Contexts.CreateDbContext();
        var ids = new Guid[count];
        for (var i = 0; i < count; i++)
            ids[i] = await db.Ledger.AppendAsync(new Happened("w-1", Clock.GetInstant(), i), CancellationToken.None);
        if (together)
        {
            var leaves = new Dictionary<Guid, WaitingLeaf>();
            foreach (var waiting in db.ChangeTracker.Entries<PendingEntries>().ToList())
            {
                leaves.Add(waiting.Entity.GetEntryIds().Single(), waiting.Entity.ReadLeaves().Single());
                waiting.State = EntityState.Detached;
            }

            db.PendingEntries.Add(PendingEntries.Create([.. ids.Select(id => leaves[id])]));
        }

        await db.SaveChangesAsync();
        return ids;
    }

    /// <summary>Asserts that the whole log is intact.</summary>
    public async Task<Checkpoint> AuditAsync(string? since = null)
    {
        var audit = await new LogAudit(Log, Key.Verifier).RunAsync(since, CancellationToken.None);
        return audit.IsSuccess ? audit.Value : throw new ShouldAssertException(audit.Error.ToString());
    }

    public async Task<AuditFinding> ReadAuditFindingAsync(string? since = null) =>
        (await new LogAudit(Log, Key.Verifier).RunAsync(since, CancellationToken.None)).Error;

    public async Task<string> ReadCheckpointAsync() =>
        (await Log.ReadCheckpointAsync(CancellationToken.None)).ShouldNotBeNull();

    /// <summary>Changes rows from outside the log.</summary>
    public async Task TamperAsync(FormattableString sql)
    {
        await using var db = _database.Contexts.CreateDbContext();
        (await db.ExecuteSqlAsync(sql, CancellationToken.None)).ShouldBeGreaterThan(0);
    }

    /// <summary>Empties the log, for the next test of the class.</summary>
    public async Task<LogFixture> ClearAsync()
    {
        await using var db = _database.Contexts.CreateDbContext();
        await db.LedgerEntries.ExecuteDeleteAsync();
        await db.PendingEntries.ExecuteDeleteAsync();
        await db.LeafBundles.ExecuteDeleteAsync();
        await db.StoredTiles.ExecuteDeleteAsync();
        await db.SignedCheckpoints.ExecuteDeleteAsync();
        var root = TreeHash.Empty.ToArray();
        await db.LogHead.ExecuteUpdateAsync(h =>
            h.SetProperty(x => x.Sequenced, 0)
                .SetProperty(x => x.Size, 0)
                .SetProperty(x => x.Root, root)
                .SetProperty(x => x.Leader, (Guid?)null)
                .SetProperty(x => x.LeasedUntil, (DateTimeOffset?)null)
        );
        return this;
    }

    public void Dispose()
    {
        Key.Dispose();
        _directory.Delete(recursive: true);
    }

    private sealed record Happened(string Subject, DateTimeOffset At, int Number)
        : LedgerEvent("happened", Subject, At);
}

/// <summary>One process that can extend the log.</summary>
internal sealed record LogProcess(Sequencer Sequencer, LeaderLease Lease, LogHealth Health)
{
    /// <summary>Runs rounds until there is no more work.</summary>
    public async Task RunAsync()
    {
        while (await Sequencer.RunRoundAsync(CancellationToken.None)) { }
    }
}
