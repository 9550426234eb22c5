using System.Collections.Concurrent;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Digests;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Intake;

/// <summary>
/// Notes, in the transaction of the intake, which kinds of party a worker's data meets for the first time. What it has
/// seen it remembers, so that the usual disclosure costs nothing more.
/// </summary>
internal sealed class RecipientKindTracker(TimeProvider clock)
{
    private const int MostRemembered = 200_000;

    private readonly ConcurrentDictionary<(string Worker, PartyKind Kind), bool> _known = new();

    /// <summary>
    /// Notes what is new among these disclosures. JoinArena's own systems are no party to be told of.
    /// </summary>
    /// <returns>What is to be remembered once the transaction is committed.</returns>
    public async Task<IReadOnlyList<(string Worker, PartyKind Kind)>> TrackAsync(
        PortalDbContext db,
        IReadOnlyList<Disclosure> taken,
        IReadOnlyDictionary<string, KnownParty> parties,
        CancellationToken ct
    )
    {
        var met = taken
            .GroupBy(d => (Worker: d.WorkerId, Kind: parties[d.ReportedAs ?? d.PartyId].Kind))
            .Where(g => g.Key.Kind is not PartyKind.JoinarenaSystem && !_known.ContainsKey(g.Key))
            .ToDictionary(g => g.Key, g => g.Count(d => d.BroughtBy is null));
        if (met.Count == 0)
            return [];

        string[] workers = [.. met.Keys.Select(m => m.Worker).Distinct(StringComparer.Ordinal)];
        var noted = (
            await db
                .RecipientKindsSeen.AsNoTracking()
                .Where(k => EF.Parameter(workers).Contains(k.WorkerId))
                .Select(k => new { k.WorkerId, k.Kind })
                .ToListAsync(ct)
        )
            .Select(k => (k.WorkerId, k.Kind))
            .ToHashSet();
        if (met.Keys.Where(m => !noted.Contains(m)).ToList() is { Count: > 0 } unnoted)
        {
            var counted = await (
                from share in db.WorkerPartyTotals
                join party in db.Parties on share.PartyId equals party.Id
                where EF.Parameter(workers).Contains(share.WorkerId)
                group share.Times by new { share.WorkerId, party.Kind } into times
                select new { times.Key, Times = times.Sum() }
            ).ToDictionaryAsync(t => (t.Key.WorkerId, t.Key.Kind), t => t.Times, ct);
            var now = clock.GetInstant();
            // In one order everywhere: two nodes never wait for each other in a circle.
            foreach (var (worker, kind) in unnoted.OrderBy(m => m.Worker, StringComparer.Ordinal).ThenBy(m => m.Kind))
            {
                // What the book held before this was kept is nothing new.
                DateTimeOffset? settled = counted.GetValueOrDefault((worker, kind)) > met[(worker, kind)] ? now : null;
                await TrackAsync(db, worker, kind, now, settled, ct);
            }
        }

        return [.. met.Keys];
    }

    /// <summary>Remembers what has been committed.</summary>
    public void RememberCommitted(IReadOnlyList<(string Worker, PartyKind Kind)> met)
    {
        if (_known.Count > MostRemembered)
            _known.Clear();
        foreach (var one in met)
            _known[one] = true;
    }

    private static async Task TrackAsync(
        PortalDbContext db,
        string worker,
        PartyKind kind,
        DateTimeOffset now,
        DateTimeOffset? settled,
        CancellationToken ct
    )
    {
        // The context keeps instants as UTC ticks on SQLite.
        if (db.Database.IsSqlite())
        {
            await db.ExecuteSqlAsync(
                $"""INSERT INTO "RecipientKindsSeen" ("WorkerId", "Kind", "At", "SettledAt") VALUES ({worker}, {kind.ToString()}, {now.UtcTicks}, {settled?.UtcTicks}) ON CONFLICT DO NOTHING""",
                ct
            );
        }
        else
        {
            await db.ExecuteSqlAsync(
                $"""INSERT INTO "RecipientKindsSeen" ("WorkerId", "Kind", "At", "SettledAt") VALUES ({worker}, {kind.ToString()}, {now}, {settled}) ON CONFLICT DO NOTHING""",
                ct
            );
        }
    }
}
