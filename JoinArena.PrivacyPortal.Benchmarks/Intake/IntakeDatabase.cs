using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Benchmarks.Support;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Log;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace JoinArena.PrivacyPortal.Benchmarks.Intake;

/// <summary>
/// The portal's database, which can be reset to a snapshot, and the baseline: writing the same rows into it without the
/// portal.
/// </summary>
internal abstract class IntakeDatabase : IAsyncDisposable
{
    /// <summary>
    /// The tables the intake writes, in an order in which no row refers to a later table. The workers' keys are not among
    /// them: they are there since the workers accepted the policy.
    /// </summary>
    protected static readonly string[] Tables =
    [
        "DataItems",
        "Disclosures",
        "DisclosureItems",
        "Holdings",
        "WorkerPartyTotals",
        "LedgerEntries",
        "IntakeDays",
    ];

    public static async Task<IntakeDatabase> CreateAsync(
        PublishWorkspace workspace,
        bool postgres,
        CancellationToken ct
    ) =>
        postgres
            ? new PostgresIntakeDatabase(await PostgresServer.StartAsync(ct))
            : new SqliteIntakeDatabase(workspace.GetPath("data"));

    public abstract string Name { get; }

    /// <summary>The portal's settings that select it.</summary>
    public abstract (string, string)[] Settings { get; }

    /// <summary>How to connect to it.</summary>
    public abstract DatabaseSettings Database { get; }

    /// <summary>
    /// Records that every worker accepted the policy before the first event. The portal must not be running.
    /// </summary>
    public async Task AcceptPolicyAsync(CancellationToken ct)
    {
        await using var db = CreateContext();
        // Without a pool, each statement would otherwise open a connection of its own.
        await db.Database.OpenConnectionAsync(ct);
        for (var i = 0; i < SampleEvents.WorkerCount; i++)
        {
            await db.AddAcceptanceAsync(
                new()
                {
                    WorkerId = SampleEvents.GetWorkerId(i),
                    Version = "1.0",
                    Language = "en",
                    TextSha256 = new string('0', 64),
                    AcceptedAt = SampleEvents.FirstEventAt.AddDays(-1),
                },
                ct
            );
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>Whether every entry has its place in the log and in the tiles.</summary>
    public async Task<bool> IsLogCurrentAsync(CancellationToken ct)
    {
        await using var db = CreateContext();
        var head = await db.LogHead.AsNoTracking().SingleAsync(ct);
        return head.Size == head.Sequenced && !await db.PendingEntries.AnyAsync(ct);
    }

    /// <summary>
    /// How many bytes each table and each index takes, as far as the database tells them apart. The portal must not be
    /// running.
    /// </summary>
    public abstract Task<IReadOnlyDictionary<string, long>> MeasureAsync(CancellationToken ct);

    /// <summary>Saves the present content. The portal must not be running.</summary>
    public abstract Task SaveSnapshotAsync(CancellationToken ct);

    /// <summary>Resets the content to the snapshot. The portal must not be running.</summary>
    public abstract Task RestoreSnapshotAsync(CancellationToken ct);

    /// <summary>
    /// Resets the content to the snapshot, then writes the rows the portal has written since, with nothing around it.
    /// </summary>
    /// <param name="transactions">How many transactions share the rows of each table evenly, in their order.</param>
    public abstract Task<(TimeSpan Time, long Rows)> WriteBaselineAsync(int transactions, CancellationToken ct);

    /// <summary>
    /// Writes the events into one table of their own with two indexes, one of which is unique: the least that any store of
    /// events could do.
    /// </summary>
    /// <param name="events">How many; a multiple of <paramref name="batch"/>.</param>
    /// <param name="batch">How many share a transaction.</param>
    public abstract Task<TimeSpan> WriteSingleTableAsync(int events, int batch, CancellationToken ct);

    public abstract ValueTask DisposeAsync();

    private PortalDbContext CreateContext() =>
        new PortalDbContextFactory(
            Database,
            new WriteLock(isOpen: true),
            new(NullLogger<ChangeFeed>.Instance),
            NullLoggerFactory.Instance
        ).CreateDbContext();

    // Those without a subject were there before the events, and so was the acceptance of each worker; ids grow with time.
    protected static string WhereClause(string table) =>
        table == "LedgerEntries"
            ? $"WHERE \"Subject\" IS NOT NULL ORDER BY \"Id\" LIMIT 1000000000 OFFSET {SampleEvents.WorkerCount}"
            : "";
}
