using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Reconciliation;

/// <summary>
/// Holds what the portal has counted against a recount of the book, and what pages show against what was answered as
/// accepted.
/// </summary>
public sealed class ReconciliationService(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    private const int MostFindings = 1_000;
    private static readonly TimeSpan s_overdue = TimeSpan.FromHours(36);

    private const string Recount = """
        COUNT(*) AS n, SUM(CASE WHEN d."CoverageStatus" IN ('NoClause', 'NothingAccepted') THEN 1 ELSE 0 END) AS u, MIN(d."Time") AS f, MAX(d."Time") AS l
        """;

    private const string Differs =
        """ r.n <> s."Times" OR r.u <> s."Uncovered" OR r.f <> s."FirstAt" OR r.l <> s."LastAt" """;

    private const string Shares = $"""
        WITH r AS (SELECT d."WorkerId", d."PartyId", {Recount} FROM "Disclosures" d WHERE d."EndedBy" IS NULL GROUP BY d."WorkerId", d."PartyId")
        SELECT s."WorkerId" || ' ' || s."PartyId" AS "Key", CAST(COALESCE(r.n, 0) AS bigint) AS "Expected", CAST(s."Times" AS bigint) AS "Found"
        FROM "WorkerPartyTotals" s LEFT JOIN r ON r."WorkerId" = s."WorkerId" AND r."PartyId" = s."PartyId" WHERE r.n IS NULL OR {Differs}
        UNION ALL
        SELECT r."WorkerId" || ' ' || r."PartyId", CAST(r.n AS bigint), CAST(0 AS bigint)
        FROM r LEFT JOIN "WorkerPartyTotals" s ON r."WorkerId" = s."WorkerId" AND r."PartyId" = s."PartyId" WHERE s."WorkerId" IS NULL
        """;

    private const string Holdings = $"""
        WITH r AS (
            SELECT d."WorkerId", d."PartyId", i."ItemId", d."Direction", COUNT(*) AS n,
                SUM(CASE WHEN i."Clause" IS NULL AND d."CoverageStatus" <> 'OwnSystem' THEN 1 ELSE 0 END) AS u, MIN(d."Time") AS f, MAX(d."Time") AS l
            FROM "DisclosureItems" i JOIN "Disclosures" d ON d."Id" = i."DisclosureId" WHERE d."EndedBy" IS NULL GROUP BY d."WorkerId", d."PartyId", i."ItemId", d."Direction")
        SELECT s."WorkerId" || ' ' || s."PartyId" || ' ' || s."ItemId" AS "Key", CAST(COALESCE(r.n, 0) AS bigint) AS "Expected", CAST(s."Times" AS bigint) AS "Found"
        FROM "Holdings" s LEFT JOIN r ON r."WorkerId" = s."WorkerId" AND r."PartyId" = s."PartyId" AND r."ItemId" = s."ItemId" AND r."Direction" = s."Direction" WHERE r.n IS NULL OR {Differs}
        UNION ALL
        SELECT r."WorkerId" || ' ' || r."PartyId" || ' ' || r."ItemId", CAST(r.n AS bigint), CAST(0 AS bigint)
        FROM r LEFT JOIN "Holdings" s ON r."WorkerId" = s."WorkerId" AND r."PartyId" = s."PartyId" AND r."ItemId" = s."ItemId" AND r."Direction" = s."Direction" WHERE s."WorkerId" IS NULL
        """;

    private const string WithoutLeaf = """
        SELECT d."Source" || ' ' || d."EventId" AS "Key", CAST(1 AS bigint) AS "Expected", CAST(0 AS bigint) AS "Found"
        FROM "Disclosures" d LEFT JOIN "LedgerEntries" e ON e."Id" = d."Id" WHERE e."Id" IS NULL
        """;

    // Whatever is reported of a party that was found to be another's is that one's.
    private const string Astray = """
        SELECT d."Source" || ' ' || d."EventId" AS "Key", CAST(0 AS bigint) AS "Expected", CAST(1 AS bigint) AS "Found"
        FROM "Parties" p JOIN "Disclosures" d ON d."PartyId" = p."Id" WHERE p."MergedInto" IS NOT NULL
        """;

    /// <summary>Reads the whole book, as it stands at one instant; nobody waits for it.</summary>
    public async Task<ReconciliationReport> RunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Database.OpenConnectionAsync(ct);
        // On SQLite a deferred transaction only reads: the context's own would take the turn to write.
        await db.Database.ExecuteSqlRawAsync(
            db.Database.IsSqlite() ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            ct
        );
        var (disclosures, differences) = await AcceptedAsync(db, ct);
        differences.AddRange(await FindAsync(db, "party-share", Shares, ct));
        differences.AddRange(await FindAsync(db, "holding", Holdings, ct));
        differences.AddRange(await FindAsync(db, "leaf", WithoutLeaf, ct));
        differences.AddRange(
            (await LedgerContentCheck.FindDifferencesAsync(db, MostFindings, ct)).Select(key =>
                Difference("content", key, 1, 0)
            )
        );
        differences.AddRange(await FindAsync(db, "merged-party", Astray, ct));
        await db.Database.ExecuteSqlRawAsync("COMMIT", ct);
        return new(disclosures, differences);
    }

    /// <summary>Runs, and keeps what was found in the place of what an earlier run had found.</summary>
    public async Task<ReconciliationReport> RunAndSaveAsync(CancellationToken ct)
    {
        var report = await RunAsync(ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        await db.ReconciliationDifferences.ExecuteDeleteAsync(ct);
        db.ReconciliationDifferences.AddRange(report.Differences.Take(MostFindings));
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return report;
    }

    /// <summary>What the last run found; null when it found nothing.</summary>
    public async Task<DifferenceSummary?> FindDifferencesAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var count = await db.ReconciliationDifferences.CountAsync(ct);
        return count == 0 ? null : new(count, await db.ReconciliationDifferences.MaxAsync(d => d.FoundAt, ct));
    }

    /// <summary>
    /// Since when it has not been compared, where that is longer than a day and a half; null otherwise.
    /// </summary>
    public async Task<DateTimeOffset?> FindOverdueSinceAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var last =
            await db
                .ReconciliationDays.OrderByDescending(c => c.Day)
                .Where(c => c.EndedAt != null)
                .Select(c => c.EndedAt)
                .FirstOrDefaultAsync(ct)
            ?? await db
                .ReconciliationDays.OrderBy(c => c.Day)
                .Select(c => (DateTimeOffset?)c.BegunAt)
                .FirstOrDefaultAsync(ct);
        return last < clock.GetInstant() - s_overdue ? last : null;
    }

    // By source and day: what was answered as accepted, against what is there to be shown.
    private async Task<(long Disclosures, List<ReconciliationDifference> Differences)> AcceptedAsync(
        PortalDbContext db,
        CancellationToken ct
    )
    {
        var there = new Dictionary<(string Source, DateOnly Day), long>();
        var disclosures = 0L;
        await foreach (
            var d in db.Disclosures.Select(d => new { d.Source, d.ReceivedAt }).AsAsyncEnumerable().WithCancellation(ct)
        )
        {
            var key = (d.Source, DateOnly.FromDateTime(d.ReceivedAt.UtcDateTime));
            there[key] = there.GetValueOrDefault(key) + 1;
            disclosures++;
        }

        var accepted = await db
            .IntakeDays.GroupBy(d => new { d.Source, d.Day })
            .Select(g => new
            {
                g.Key.Source,
                g.Key.Day,
                Count = g.Sum(d => d.Accepted),
            })
            .ToListAsync(ct);
        return (
            disclosures,
            [
                .. accepted
                    .Where(a => there.GetValueOrDefault((a.Source, a.Day)) != a.Count)
                    .Select(a =>
                        Difference(
                            "accepted",
                            string.Create(
                                System.Globalization.CultureInfo.InvariantCulture,
                                $"{a.Source} {a.Day:yyyy-MM-dd}"
                            ),
                            a.Count,
                            there.GetValueOrDefault((a.Source, a.Day))
                        )
                    ),
            ]
        );
    }

    private async Task<IEnumerable<ReconciliationDifference>> FindAsync(
        PortalDbContext db,
        string kind,
        string sql,
        CancellationToken ct
    )
    {
#pragma warning disable EF1002 // Constants of this class.
        var found = await db
            .Database.SqlQueryRaw<Finding>($"SELECT * FROM ({sql}) AS found LIMIT {MostFindings}")
            .ToListAsync(ct);
#pragma warning restore EF1002
        return found.Select(f => Difference(kind, f.Key, f.Expected, f.Found));
    }

    private ReconciliationDifference Difference(string kind, string key, long expected, long found) =>
        new()
        {
            FoundAt = clock.GetInstant(),
            Kind = kind,
            Key = key,
            Expected = expected,
            Found = found,
        };

    private sealed record Finding(string Key, long Expected, long Found);
}

/// <summary>How the book stands to what was counted.</summary>
/// <param name="Disclosures">How many it holds.</param>
/// <param name="Differences">Each count that is not what the book says; empty when all is well.</param>
public sealed record ReconciliationReport(long Disclosures, IReadOnlyList<ReconciliationDifference> Differences);

/// <summary>What the last comparison found.</summary>
public sealed record DifferenceSummary(int Count, DateTimeOffset At);
