using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Faults;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Ledger.Records;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Reconciliation;

/// <summary>
/// Compares the portal's counts with a recount of the stored disclosures, the stored disclosures with what was answered
/// as accepted, and every row of which the ledger has a record with that record.
/// </summary>
public sealed class ReconciliationService(
    IDbContextFactory<PortalDbContext> contexts,
    RecordedRowCheck records,
    TimeProvider clock
)
{
    private const int MaxDifferences = 1_000;
    private static readonly TimeSpan s_overdueAfter = TimeSpan.FromHours(36);

    /// <summary>Reads all disclosures as they are at one instant. Writers do not wait for it.</summary>
    public async Task<ReconciliationReport> RunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Database.OpenConnectionAsync(ct);
        // On SQLite a deferred transaction only reads. The context's own transaction would take the write lock.
        await db.Database.ExecuteSqlRawAsync(
            db.Database.IsSqlite() ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            ct
        );
        try
        {
            return await CompareAsync(db, ct);
        }
        finally
        {
            // Nothing was written. The connection goes back to the others without a transaction, whatever happened.
            await db.Database.ExecuteSqlRawAsync("ROLLBACK", CancellationToken.None);
        }
    }

    private async Task<ReconciliationReport> CompareAsync(PortalDbContext db, CancellationToken ct)
    {
        var (disclosures, differences) = await CompareAcceptedAsync(db, ct);
        differences.AddRange(await FindAsync(db, "party-totals", ReconciliationSql.Totals, ct));
        differences.AddRange(await FindAsync(db, "holding", ReconciliationSql.Holdings, ct));
        foreach (var found in await records.FindDifferencesAsync(db, MaxDifferences, ct))
            differences.Add(CreateDifference($"{found.Kind}-{found.Problem.ToKebabCase()}", found.Name, 1, 0));
        differences.AddRange(await FindAsync(db, "merged-party", ReconciliationSql.OfMergedParty, ct));
        return new(disclosures, differences);
    }

    /// <summary>Runs, and saves what it found in place of what an earlier run found.</summary>
    public async Task<ReconciliationReport> RunAndSaveAsync(CancellationToken ct)
    {
        var begunAt = clock.GetInstant();
        await BeginAsync(begunAt, _ => true, ct);
        return await RunAndSaveAsync(begunAt, ct);
    }

    /// <summary>Records that a run begins. What an earlier one has not saved by now, it will not save.</summary>
    /// <param name="mayBegin">Whether it may begin, by the day's last run or null.</param>
    /// <returns>True where it has begun.</returns>
    internal async Task<bool> BeginAsync(
        DateTimeOffset now,
        Func<ReconciliationDay?, bool> mayBegin,
        CancellationToken ct
    )
    {
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var last = await db.ReconciliationDays.SingleOrDefaultAsync(c => c.Day == day, ct);
        if (!mayBegin(last))
            return false;
        last ??= db.ReconciliationDays.Add(new() { Day = day, BegunAt = now }).Entity;
        last.BegunAt = now;
        last.EndedAt = null;
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException fault) when (fault is DbUpdateConcurrencyException || fault.IsUniqueViolation)
        {
            // Another has begun at the same time, and will save.
            return false;
        }
    }

    /// <summary>Runs, and saves what it found unless another run has begun since.</summary>
    /// <param name="begunAt">As it was recorded with <see cref="BeginAsync"/>.</param>
    internal async Task<ReconciliationReport> RunAndSaveAsync(DateTimeOffset begunAt, CancellationToken ct)
    {
        var report = await RunAsync(ct);
        var now = clock.GetInstant();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var runs = db.ReconciliationDays;
        var latest = runs.Where(c => c.BegunAt == begunAt && !runs.Any(later => later.BegunAt > begunAt));
        if (await latest.ExecuteUpdateAsync(s => s.SetProperty(c => c.EndedAt, now), ct) == 0)
            return report;
        await db.ReconciliationDifferences.ExecuteDeleteAsync(ct);
        db.ReconciliationDifferences.AddRange(report.Differences.Take(MaxDifferences));
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return report;
    }

    /// <summary>What the last run found; null when it found no difference.</summary>
    public async Task<DifferenceSummary?> FindDifferencesAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var count = await db.ReconciliationDifferences.CountAsync(ct);
        return count == 0 ? null : new(count, await db.ReconciliationDifferences.MaxAsync(d => d.FoundAt, ct));
    }

    /// <summary>
    /// When the last run ended, or the first began where none has ended, if that is more than a day and a half ago;
    /// null otherwise.
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
        return last < clock.GetInstant() - s_overdueAfter ? last : null;
    }

    // By source and day: the reports answered as accepted, and the disclosures that are stored.
    private async Task<(long Disclosures, List<ReconciliationDifference> Differences)> CompareAcceptedAsync(
        PortalDbContext db,
        CancellationToken ct
    )
    {
        var stored = new Dictionary<(string Source, DateOnly Day), long>();
        var disclosures = 0L;
        await foreach (
            var d in db.Disclosures.Select(d => new { d.Source, d.ReceivedAt }).AsAsyncEnumerable().WithCancellation(ct)
        )
        {
            var key = (d.Source, DateOnly.FromDateTime(d.ReceivedAt.UtcDateTime));
            stored[key] = stored.GetValueOrDefault(key) + 1;
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
        var differences = new List<ReconciliationDifference>();
        foreach (var day in accepted)
        {
            var found = stored.GetValueOrDefault((day.Source, day.Day));
            if (found == day.Count)
                continue;
            var key = string.Create(CultureInfo.InvariantCulture, $"{day.Source} {day.Day:yyyy-MM-dd}");
            differences.Add(CreateDifference("accepted", key, day.Count, found));
        }

        return (disclosures, differences);
    }

    private async Task<IEnumerable<ReconciliationDifference>> FindAsync(
        PortalDbContext db,
        string kind,
        string sql,
        CancellationToken ct
    )
    {
#pragma warning disable EF1002 // Constants of this topic.
        var found = await db
            .Database.SqlQueryRaw<DifferenceRow>($"SELECT * FROM ({sql}) AS found LIMIT {MaxDifferences}")
            .ToListAsync(ct);
#pragma warning restore EF1002
        return found.Select(f => CreateDifference(kind, f.Key, f.Expected, f.Found));
    }

    private ReconciliationDifference CreateDifference(string kind, string key, long expected, long found) =>
        new()
        {
            FoundAt = clock.GetInstant(),
            Kind = kind,
            Key = key,
            Expected = expected,
            Found = found,
        };

    private sealed record DifferenceRow(string Key, long Expected, long Found);
}

/// <summary>The result of a reconciliation.</summary>
/// <param name="Disclosures">How many disclosures are stored.</param>
/// <param name="Differences">Each difference; empty when everything adds up.</param>
public sealed record ReconciliationReport(long Disclosures, IReadOnlyList<ReconciliationDifference> Differences);

/// <summary>What the last reconciliation found.</summary>
public sealed record DifferenceSummary(int Count, DateTimeOffset At);
