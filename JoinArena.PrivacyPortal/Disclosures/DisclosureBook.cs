using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>What a worker can ask of the book. Every question is asked for one worker, so another's data is never found.</summary>
public sealed class DisclosureBook(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>How many entries a page of the list holds.</summary>
    public const int PageSize = 25;

    /// <summary>Every party that has received something from the worker or given something about them, the latest first.</summary>
    public async Task<IReadOnlyList<PartyLine>> PartiesAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var shares = await (from share in db.PartyShares
                            join party in db.Parties on share.PartyId equals party.Id
                            where share.WorkerId == workerId
                            orderby share.LastAt descending, share.PartyId
                            select new { Share = share, Party = party }).AsNoTracking().ToListAsync(ct);
        var holdings = (await db.Holdings.AsNoTracking().Where(h => h.WorkerId == workerId).ToListAsync(ct)).ToLookup(h => h.PartyId);
        return [.. shares.Select(s => PartyLine.Of(s.Party, s.Share, [.. holdings[s.Party.Id]]))];
    }

    /// <summary>One party as it stands to the worker; null when it has had nothing to do with them.</summary>
    public async Task<PartyLine?> PartyAsync(string workerId, string partyId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.PartyShares.AsNoTracking().SingleOrDefaultAsync(s => s.WorkerId == workerId && s.PartyId == partyId, ct) is not { } share) return null;
        var party = await db.Parties.AsNoTracking().SingleAsync(p => p.Id == partyId, ct);
        return PartyLine.Of(party, share, await db.Holdings.AsNoTracking().Where(h => h.WorkerId == workerId && h.PartyId == partyId).ToListAsync(ct));
    }

    /// <summary>Disclosures that pass the filter, newest first, one page from the cursor on.</summary>
    public async Task<EntryPage> EntriesAsync(string workerId, EntryFilter filter, EntryCursor? from, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = filter.Apply(db, db.Disclosures.AsNoTracking().Where(d => d.WorkerId == workerId));
        if (from is { } cursor) rows = rows.Where(d => d.Time <= cursor.Time);
        var found = await EntriesAsync(db, workerId, rows.OrderByDescending(d => d.Time).ThenByDescending(d => d.Id).Skip(from?.Seen ?? 0).Take(PageSize + 1), ct);
        var page = found.Take(PageSize).ToList();
        return new(page, found.Count > PageSize ? EntryCursor.After(page, from) : null);
    }

    /// <summary>One disclosure of the worker; null for anyone else's.</summary>
    public async Task<Entry?> EntryAsync(string workerId, Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await EntriesAsync(db, workerId, db.Disclosures.AsNoTracking().Where(d => d.WorkerId == workerId && d.Id == id), ct)).SingleOrDefault();
    }

    /// <summary>How many disclosures no clause covers, and the latest that broke one.</summary>
    public async Task<UncoveredCount> UncoveredAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var broken = db.Disclosures.AsNoTracking().Where(d => d.WorkerId == workerId && d.Standing == Standing.NoClause && d.EndedBy == null);
        return new(
            await db.Disclosures.CountAsync(d => d.WorkerId == workerId && d.Standing == Standing.NothingAccepted && d.EndedBy == null, ct),
            await broken.CountAsync(ct),
            (await EntriesAsync(db, workerId, broken.OrderByDescending(d => d.Time).ThenByDescending(d => d.Id).Take(1), ct)).SingleOrDefault());
    }

    /// <summary>How many disclosures of the worker have been taken since the instant: for the note on an open page.</summary>
    public async Task<int> NewSinceAsync(string workerId, DateTimeOffset since, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Disclosures.CountAsync(d => d.WorkerId == workerId && d.ReceivedAt > since, ct);
    }

    /// <summary>The worker's interviews, newest first, for the filter.</summary>
    public async Task<IReadOnlyList<InterviewLine>> InterviewsAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.DataItems.Where(i => i.WorkerId == workerId && i.InterviewId != null).GroupBy(i => i.InterviewId!)
            .OrderByDescending(g => g.Max(i => i.InterviewAt ?? i.CreatedAt)).Select(g => new InterviewLine(g.Key, g.Max(i => i.InterviewAt ?? i.CreatedAt), g.Max(i => i.Label))).ToListAsync(ct);
    }

    /// <summary>How many disclosures fell under each clause of a version, and to how many parties.</summary>
    public async Task<IReadOnlyList<ClauseCount>> UnderClausesAsync(string workerId, string version, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var under = from item in db.DisclosureItems
                    join disclosure in db.Disclosures on item.DisclosureId equals disclosure.Id
                    where disclosure.WorkerId == workerId && disclosure.Version == version && disclosure.EndedBy == null && item.Clause != null
                    select new { Clause = item.Clause!, item.DisclosureId, disclosure.PartyId };
        return await under.GroupBy(u => u.Clause)
            .Select(g => new ClauseCount(g.Key, g.Select(u => u.DisclosureId).Distinct().Count(), g.Select(u => u.PartyId).Distinct().Count())).ToListAsync(ct);
    }

    private static async Task<List<Entry>> EntriesAsync(PortalDbContext db, string workerId, IQueryable<Disclosure> rows, CancellationToken ct)
    {
        var found = await (from d in rows
                           join party in db.Parties on d.PartyId equals party.Id
                           select new EntryRow(new Entry(
                               d.Id, d.Time, party.Id, party.Name, party.Kind, d.Direction, d.Purpose,
                               d.Items.OrderBy(i => i.Category).Select(i => new EntryItem(i.ItemId, i.Category, i.Clause, null)).ToList(),
                               d.InterviewId, d.Standing, d.Version, d.Source, d.ReceivedAt, d.Detail), d.BroughtBy, d.EndedBy)).ToListAsync(ct);
        var entries = await Amended.ReadAsync(db, workerId, found, ct);
        List<string> items = [.. entries.SelectMany(e => e.Items).Select(i => i.Id).Distinct()];
        var labels = await db.DataItems.Where(i => i.WorkerId == workerId && i.Label != null && items.Contains(i.Id)).ToDictionaryAsync(i => i.Id, i => i.Label, ct);
        return entries.ConvertAll(e => e with { Items = [.. e.Items.Select(i => i with { Label = labels.GetValueOrDefault(i.Id) })] });
    }
}
