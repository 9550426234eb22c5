using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Benchmarks.Support;
using JoinArena.PrivacyPortal.Data;
using Microsoft.Extensions.Logging.Abstractions;

namespace JoinArena.PrivacyPortal.Benchmarks.Intake;

/// <summary>
/// A database the portal's book is kept in, which can be put back to what it was, and the yardstick of writing into it.
/// </summary>
internal abstract class IntakeDatabase : IAsyncDisposable
{
    /// <summary>The tables that the intake writes, in an order in which nothing refers to what comes later.</summary>
    protected static readonly string[] Tables =
    [
        "SubjectKeys",
        "DataItems",
        "Disclosures",
        "DisclosureItems",
        "Holdings",
        "WorkerPartyTotals",
        "LedgerEntries",
        "IntakeDays",
    ];

    public static async Task<IntakeDatabase> CreateAsync(
        PublishWorkspace workshop,
        bool postgres,
        CancellationToken ct
    ) =>
        postgres
            ? new PostgresIntakeDatabase(await PostgresServer.StartAsync(ct))
            : new SqliteIntakeDatabase(workshop.GetPath("data"));

    public abstract string Name { get; }

    /// <summary>How the portal is told of it.</summary>
    public abstract (string, string)[] Settings { get; }

    /// <summary>Where it is.</summary>
    public abstract DatabaseSettings Database { get; }

    /// <summary>
    /// Has everyone the events are about accept the policy before the first of them, while nobody uses it.
    /// </summary>
    public async Task AcceptPolicyAsync(CancellationToken ct)
    {
        var contexts = new PortalDbContextFactory(
            Database,
            new WriteLock(isOpen: true),
            new(NullLogger<ChangeFeed>.Instance),
            NullLoggerFactory.Instance
        );
        await using var db = contexts.CreateDbContext();
        db.Acceptances.AddRange(
            Enumerable
                .Range(0, SampleEvents.WorkerCount)
                .Select(i => new PolicyAcceptance
                {
                    WorkerId = SampleEvents.GetWorkerId(i),
                    Version = "1.0",
                    Language = "en",
                    TextSha256 = new string('0', 64),
                    AcceptedAt = SampleEvents.FirstEventAt.AddDays(-1),
                })
        );
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Keeps what is there now, while nobody uses it.</summary>
    public abstract Task SaveSnapshotAsync(CancellationToken ct);

    /// <summary>Puts back what was kept, while nobody uses it.</summary>
    public abstract Task RestoreSnapshotAsync(CancellationToken ct);

    /// <summary>
    /// Writes the rows that the portal has left since into what was kept, with nothing around it, and forgets them.
    /// </summary>
    /// <param name="transactions">Among which the rows of each table are divided evenly, in their order.</param>
    public abstract Task<(TimeSpan Time, long Rows)> WriteBaselineAsync(int transactions, CancellationToken ct);

    public abstract ValueTask DisposeAsync();

    // What is about nobody was there before the events.
    protected static string WhereClause(string table) =>
        table == "LedgerEntries" ? "WHERE \"Subject\" IS NOT NULL ORDER BY \"Id\"" : "";
}
