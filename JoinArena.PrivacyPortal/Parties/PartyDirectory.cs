using System.Linq.Expressions;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
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

        // Two conditions of their own: a query cannot have one lambda inside itself.
        var text = search.Text.Trim();
        var former = db.Parties.Where(p => p.MergedInto != null).Where(IsNamed(text)).Select(p => p.MergedInto);
        return parties.Where(IsNamed(text).Or(p => former.Contains(p.Id)));
    }

    private static Expression<Func<Party, bool>> IsNamed(string text) =>
        TextSearch.Contains<Party>(text, p => p.Name, p => p.Id);

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
