using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Parties;

/// <summary>The parties as the privacy team sees them.</summary>
public sealed class PartyDirectory(IDbContextFactory<PortalDbContext> contexts, IPartyCounter counter)
{
    /// <summary>Parties on a page.</summary>
    public const int PageSize = 25;

    /// <summary>The longest text to search for.</summary>
    public const int MaxSearchLength = 100;

    private const int MaxChanges = 50;

    /// <summary>
    /// Parties whose name or id contains the text, in the order of their ids. A party that was merged into another is
    /// found under the other.
    /// </summary>
    /// <param name="find">The text to search for; null for all parties.</param>
    /// <param name="kind">Only parties of this kind.</param>
    /// <param name="connector">Only parties that are notified this way.</param>
    /// <param name="after">The last id of the previous page.</param>
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
        if (connector is { } type)
            parties = parties.Where(p => p.Connector.Type == type);
        if (!string.IsNullOrWhiteSpace(find))
        {
            var text = find.Trim();
            // Each database lower-cases text in its own way. The text as it was entered finds what that misses.
            var lower = text.ToLowerInvariant();
            var all = db.Parties;
#pragma warning disable CA1304, CA1311, CA1862 // Becomes the database's lower(), which has no culture.
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
        var counts = await counter.CountAsync(db, [.. found.Take(PageSize).Select(p => p.Id)], ct);
        return new(
            [
                .. found
                    .Take(PageSize)
                    .Select(p => new ListedParty(p, counts.GetValueOrDefault(p.Id) ?? PartyCounts.None)),
            ],
            found.Count > PageSize ? found[PageSize - 1].Id : null
        );
    }

    /// <summary>One party with its history; null when there is no such party.</summary>
    public async Task<PartyDetails?> FindAsync(string id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Parties.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } party)
            return null;
        var counts = await counter.CountAsync(db, [id], ct);
        return new(
            party,
            counts.GetValueOrDefault(id) ?? PartyCounts.None,
            await db.ListFormerPartiesAsync(id, ct),
            await db
                .PartyChanges.AsNoTracking()
                .Where(c => c.PartyId == id)
                .OrderByDescending(c => c.At)
                .ThenByDescending(c => c.Id)
                .Take(MaxChanges)
                .ToListAsync(ct)
        );
    }
}
