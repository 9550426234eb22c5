using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell.Desk.Lists;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Parties;

/// <summary>The parties as the privacy team sees them.</summary>
public sealed class PartyDirectory(IDbContextFactory<PortalDbContext> contexts, IPartyCounter counter)
{
    private const int MaxChanges = 50;

    /// <summary>A page of the parties that are searched for. A party that was merged is found under the other one.</summary>
    public async Task<Paged<ListedParty>> FindAsync(PartySearch search, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var parties = Filter(db, search);
        var total = await parties.CountAsync(ct);
        var found = await Sort(parties, search).Skip(search.Skipped).Take(DeskSearch.PageSize).ToListAsync(ct);
        var counts = await counter.CountAsync(db, [.. found.Select(p => p.Id)], ct);
        return new(
            [.. found.Select(p => new ListedParty(p, counts.GetValueOrDefault(p.Id) ?? PartyCounts.None))],
            total
        );
    }

    private static IQueryable<Party> Filter(PortalDbContext db, PartySearch search)
    {
        var parties = db.Parties.AsNoTracking().Where(p => p.MergedInto == null);
        if (search.Kind is { } kind)
            parties = parties.Where(p => p.Kind == kind);
        if (search.Connector is { } type)
            parties = parties.Where(p => p.Connector.Type == type);
        if (search.Except is { } except)
            parties = parties.Where(p => p.Id != except);
        if (string.IsNullOrWhiteSpace(search.Text))
            return parties;

        var text = search.Text.Trim();
        // Each database lower-cases text in its own way. The text as it was entered finds what that misses.
        var lower = text.ToLowerInvariant();
        var all = db.Parties;
#pragma warning disable CA1304, CA1311, CA1862 // Becomes the database's lower(), which has no culture.
        return parties.Where(p =>
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

    // The id decides between equal ones, so that no party is on two pages.
    private static IOrderedQueryable<Party> Sort(IQueryable<Party> parties, PartySearch search) =>
        (search.Order, search.IsDescending) switch
        {
            (PartyOrder.Name, false) => parties.OrderBy(p => p.Name).ThenBy(p => p.Id),
            (PartyOrder.Name, true) => parties.OrderByDescending(p => p.Name).ThenBy(p => p.Id),
            (PartyOrder.Kind, false) => parties.OrderBy(p => p.Kind).ThenBy(p => p.Name).ThenBy(p => p.Id),
            (PartyOrder.Kind, true) => parties.OrderByDescending(p => p.Kind).ThenBy(p => p.Name).ThenBy(p => p.Id),
            (PartyOrder.Connector, false) => parties
                .OrderBy(p => p.Connector.Type)
                .ThenBy(p => p.Name)
                .ThenBy(p => p.Id),
            (PartyOrder.Connector, true) => parties
                .OrderByDescending(p => p.Connector.Type)
                .ThenBy(p => p.Name)
                .ThenBy(p => p.Id),
        };

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
