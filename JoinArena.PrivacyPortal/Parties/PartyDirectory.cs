using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Parties;

/// <summary>The parties as the team sees them.</summary>
public sealed class PartyDirectory(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Parties shown at once.</summary>
    public const int PageSize = 25;

    /// <summary>The longest text that is searched for.</summary>
    public const int MaxSearchLength = 100;

    private const int MostChanges = 50;

    /// <summary>
    /// Parties whose name or id has this in it, in the order of their ids; those that were merged into another stand
    /// with that one.
    /// </summary>
    /// <param name="find">What to look for; null for all.</param>
    /// <param name="kind">Only of this kind.</param>
    /// <param name="connector">Only those told this way.</param>
    /// <param name="after">The id the page before ended with.</param>
    /// <param name="ct">Stops.</param>
    public async Task<PagedParties> FindAsync(
        string? find,
        PartyKind? kind,
        ConnectorType? connector,
        string? after,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var parties = db.Parties.AsNoTracking().Where(p => p.MergedInto == null);
        if (kind is { } wanted)
            parties = parties.Where(p => p.Kind == wanted);
        if (connector is { } told)
            parties = parties.Where(p => p.Connector.Type == told);
        if (!string.IsNullOrWhiteSpace(find))
        {
            var text = find.Trim();
            // Each database knows its own lower case: as it is written finds what that does not.
            var lower = text.ToLowerInvariant();
            var all = db.Parties;
#pragma warning disable CA1304, CA1311, CA1862 // Put as the database's lower(), which knows no culture.
            parties = parties.Where(p =>
                p.Name.ToLower().Contains(lower)
                || p.Name.Contains(text)
                || p.Id.ToLower().Contains(lower)
                || all.Any(former =>
                    former.MergedInto == p.Id
                    && (
                        former.Name.ToLower().Contains(lower)
                        || former.Name.Contains(text)
                        || former.Id.ToLower().Contains(lower)
                    )
                )
            );
#pragma warning restore CA1304, CA1311, CA1862
        }

        if (after is not null)
            parties = parties.Where(p => p.Id.CompareTo(after) > 0);
        var found = await parties.OrderBy(p => p.Id).Take(PageSize + 1).ToListAsync(ct);
        var counts = await PartyCounts.CountAsync(db, [.. found.Take(PageSize).Select(p => p.Id)], ct);
        return new(
            [
                .. found
                    .Take(PageSize)
                    .Select(p => new ListedParty(p, counts.GetValueOrDefault(p.Id) ?? PartyCounts.None)),
            ],
            found.Count > PageSize ? found[PageSize - 1].Id : null
        );
    }

    /// <summary>One party with its history; null when there is none of that id.</summary>
    public async Task<PartyDetails?> FindAsync(string id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Parties.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } party)
            return null;
        return new(
            party,
            await PartyCounts.CountAsync(db, id, ct),
            await db.ListFormerPartiesAsync(id, ct),
            await db
                .PartyChanges.AsNoTracking()
                .Where(c => c.PartyId == id)
                .OrderByDescending(c => c.At)
                .ThenByDescending(c => c.Id)
                .Take(MostChanges)
                .ToListAsync(ct)
        );
    }
}

/// <summary>What was counted with a party, of all workers together.</summary>
/// <param name="Times">How many disclosures that stand.</param>
/// <param name="Uncovered">How many of them no clause covers.</param>
/// <param name="LastAt">When the last was; null when there is none.</param>
public sealed record PartyCounts(int Workers, long Times, long Uncovered, DateTimeOffset? LastAt)
{
    internal static readonly PartyCounts None = new(0, 0, 0, null);

    /// <summary>Adds up what was counted with each worker; the book is not read.</summary>
    internal static async Task<PartyCounts> CountAsync(PortalDbContext db, string partyId, CancellationToken ct) =>
        (await CountAsync(db, [partyId], ct)).GetValueOrDefault(partyId) ?? None;

    /// <summary>The same for several; one with which nothing was counted is left out.</summary>
    internal static async Task<Dictionary<string, PartyCounts>> CountAsync(
        PortalDbContext db,
        string[] parties,
        CancellationToken ct
    ) =>
        await db
            .WorkerPartyTotals.Where(s => parties.Contains(s.PartyId))
            .GroupBy(s => s.PartyId)
            .Select(g => new
            {
                g.Key,
                Of = new PartyCounts(
                    g.Count(),
                    g.Sum(s => (long)s.Times),
                    g.Sum(s => (long)s.Uncovered),
                    g.Max(s => (DateTimeOffset?)s.LastAt)
                ),
            })
            .ToDictionaryAsync(c => c.Key, c => c.Of, StringComparer.Ordinal, ct);
}

/// <summary>A party in the list.</summary>
public sealed record ListedParty(Party Party, PartyCounts Counts);

/// <summary>Some of the list.</summary>
/// <param name="Next">The id the next page begins behind; null at the end.</param>
public sealed record PagedParties(IReadOnlyList<ListedParty> Parties, string? Next);

/// <summary>All there is about a party.</summary>
/// <param name="Formerly">Parties that were found to be the same.</param>
/// <param name="Changes">What administrators did, the latest first.</param>
public sealed record PartyDetails(
    Party Party,
    PartyCounts Counts,
    IReadOnlyList<FormerParty> Formerly,
    IReadOnlyList<PartyChange> Changes
);
