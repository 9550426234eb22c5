using System.Collections.Concurrent;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Storage;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Intake;

/// <summary>
/// Records, in the intake's transaction, each kind of party that a worker's data meets for the first time. It remembers
/// what it has recorded, so that a usual disclosure costs nothing more.
/// </summary>
internal sealed class RecipientKindTracker(TimeProvider clock)
{
    private const int MaxRemembered = 200_000;

    private readonly ConcurrentDictionary<(string Worker, PartyKind Kind), bool> _known = new();

    /// <summary>
    /// Records what is new among these disclosures. JoinArena's own systems are left out: they are no recipients.
    /// </summary>
    /// <returns>What to remember once the transaction is committed.</returns>
    public async Task<IReadOnlyList<(string Worker, PartyKind Kind)>> TrackAsync(
        PortalDbContext db,
        IReadOnlyList<Disclosure> accepted,
        IReadOnlyDictionary<string, KnownParty> parties,
        CancellationToken ct
    )
    {
        var seen = accepted
            .GroupBy(d => (Worker: d.WorkerId, parties[d.ReportedAs ?? d.PartyId].Kind))
            .Where(g => g.Key.Kind is not PartyKind.JoinarenaSystem && !_known.ContainsKey(g.Key))
            .ToDictionary(g => g.Key, g => g.Count(d => d.BroughtBy is null));
        if (seen.Count == 0)
            return [];

        string[] workers = [.. seen.Keys.Select(s => s.Worker).Distinct(StringComparer.Ordinal)];
        var recorded = await ListRecordedAsync(db, workers, ct);
        var unrecorded = seen.Keys.Where(s => !recorded.Contains(s)).ToList();
        if (unrecorded.Count > 0)
        {
            var counted = await CountDisclosuresAsync(db, workers, ct);
            var now = clock.GetInstant();
            // In one order everywhere, so that two nodes never wait for each other in a circle.
            foreach (var key in unrecorded.OrderBy(s => s.Worker, StringComparer.Ordinal).ThenBy(s => s.Kind))
            {
                // A kind with disclosures from before it was tracked is nothing new.
                var hasEarlier = counted.GetValueOrDefault(key) > seen[key];
                await RecordAsync(db, key, now, hasEarlier ? now : null, ct);
            }
        }

        return [.. seen.Keys];
    }

    /// <summary>Remembers what has been committed.</summary>
    public void RememberCommitted(IReadOnlyList<(string Worker, PartyKind Kind)> seen)
    {
        if (_known.Count > MaxRemembered)
            _known.Clear();
        foreach (var key in seen)
            _known[key] = true;
    }

    private static async Task<HashSet<(string Worker, PartyKind Kind)>> ListRecordedAsync(
        PortalDbContext db,
        string[] workers,
        CancellationToken ct
    )
    {
        var rows = await db
            .RecipientKindsSeen.AsNoTracking()
            .Where(k => EF.Parameter(workers).Contains(k.WorkerId))
            .Select(k => new { k.WorkerId, k.Kind })
            .ToListAsync(ct);
        return [.. rows.Select(k => (k.WorkerId, k.Kind))];
    }

    private static Task<Dictionary<(string Worker, PartyKind Kind), int>> CountDisclosuresAsync(
        PortalDbContext db,
        string[] workers,
        CancellationToken ct
    ) =>
        (
            from totals in db.WorkerPartyTotals
            join party in db.Parties on totals.PartyId equals party.Id
            where EF.Parameter(workers).Contains(totals.WorkerId)
            group totals.Times by new { totals.WorkerId, party.Kind } into times
            select new { times.Key, Times = times.Sum() }
        ).ToDictionaryAsync(t => (t.Key.WorkerId, t.Key.Kind), t => t.Times, ct);

    private static async Task RecordAsync(
        PortalDbContext db,
        (string Worker, PartyKind Kind) seen,
        DateTimeOffset at,
        DateTimeOffset? settledAt,
        CancellationToken ct
    )
    {
        var worker = seen.Worker;
        var kind = seen.Kind.ToString();
        if (db.Database.IsSqlite())
        {
            long? settled = settledAt is { } time ? SqliteInstant.ToNumber(time) : null;
            await db.ExecuteSqlAsync(
                $"""
                INSERT INTO "RecipientKindsSeen" ("WorkerId", "Kind", "At", "SettledAt")
                VALUES ({worker}, {kind}, {SqliteInstant.ToNumber(at)}, {settled}) ON CONFLICT DO NOTHING
                """,
                ct
            );
        }
        else
        {
            await db.ExecuteSqlAsync(
                $"""
                INSERT INTO "RecipientKindsSeen" ("WorkerId", "Kind", "At", "SettledAt")
                VALUES ({worker}, {kind}, {at}, {settledAt}) ON CONFLICT DO NOTHING
                """,
                ct
            );
        }
    }
}
