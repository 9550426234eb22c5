using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Disclosures.MyData.Listing;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.MyData;

/// <summary>
/// What a worker can see of their disclosures. Every query of disclosures is for one worker, so it never finds another's
/// data. A page of the list reads a bounded part of the worker's timeline, so that it costs the same however long the
/// timeline is.
/// </summary>
public sealed class DisclosureQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The most groups of disclosures on a page of the list.</summary>
    public const int PageSize = 25;

    /// <summary>The most disclosures that are read for a page of groups.</summary>
    public const int MaxDisclosuresRead = 200;

    /// <summary>
    /// The most disclosures that are searched when the filter concerns their items. The page then says how far back it
    /// searched.
    /// </summary>
    public const int MaxDisclosuresSearched = 2_000;

    private const int MaxInterviews = 200;

    /// <summary>
    /// Every party that received data about the worker or gave some, the latest disclosure first.
    /// </summary>
    public async Task<IReadOnlyList<PartySummary>> ListPartiesAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await (
            from totals in db.WorkerPartyTotals
            join party in db.Parties on totals.PartyId equals party.Id
            where totals.WorkerId == workerId
            orderby totals.LastAt descending, totals.PartyId
            select new { Totals = totals, Party = party }
        )
            .AsNoTracking()
            .ToListAsync(ct);
        var holdings = (
            await HoldingTotals.FromHoldings(db.Holdings.Where(h => h.WorkerId == workerId)).ToListAsync(ct)
        ).ToLookup(t => t.PartyId);
        return [.. rows.Select(r => PartySummary.Create(r.Party, r.Totals, [.. holdings[r.Party.Id]]))];
    }

    /// <summary>One party of the worker; null when the worker has no disclosure with it.</summary>
    public async Task<PartySummary?> FindPartyAsync(string workerId, string partyId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (
            await db
                .WorkerPartyTotals.AsNoTracking()
                .SingleOrDefaultAsync(s => s.WorkerId == workerId && s.PartyId == partyId, ct)
            is not { } totals
        )
        {
            return null;
        }

        var party = await db.Parties.AsNoTracking().SingleAsync(p => p.Id == partyId, ct);
        return PartySummary.Create(
            party,
            totals,
            await HoldingTotals
                .FromHoldings(db.Holdings.Where(h => h.WorkerId == workerId && h.PartyId == partyId))
                .ToListAsync(ct)
        );
    }

    /// <summary>
    /// The id of the party that an old link to a merged party leads to; null when there is none, or when the worker has no
    /// disclosure with it.
    /// </summary>
    public async Task<string?> FindMergedPartyAsync(string workerId, string partyId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = await db.ResolveMergedPartyAsync(partyId, ct);
        if (now == partyId)
            return null;
        return await db.WorkerPartyTotals.AnyAsync(s => s.WorkerId == workerId && s.PartyId == now, ct) ? now : null;
    }

    /// <summary>The parties that were merged into this one, the earliest merge first.</summary>
    public async Task<IReadOnlyList<FormerParty>> ListFormerPartiesAsync(string partyId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ListFormerPartiesAsync(partyId, ct);
    }

    /// <summary>A page of the disclosures that match the filter, newest first.</summary>
    /// <param name="from">The disclosure after which the page begins; null for the first page.</param>
    /// <param name="each">Whether the page is to hold single disclosures instead of groups.</param>
    public async Task<PagedDisclosures> ListDisclosuresAsync(
        string workerId,
        DisclosureFilter filter,
        DisclosureCursor? from,
        CancellationToken ct,
        bool each = false
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = filter.FilterTimeline(db.Disclosures.AsNoTracking().Where(d => d.WorkerId == workerId));
        rows = (from is null ? rows : from.FilterOlder(rows)).NewestFirst();
        DisclosureCursor? searchedBackTo = null;
        if (filter.FiltersByItem)
        {
            searchedBackTo = await rows.Skip(MaxDisclosuresSearched - 1)
                .Select(d => new DisclosureCursor(d.Time, d.Id))
                .FirstOrDefaultAsync(ct);
            rows = filter.FilterItems(rows.Take(MaxDisclosuresSearched)).NewestFirst();
        }

        var most = each ? PageSize : MaxDisclosuresRead;
        var found = await rows.Take(most + 1).ToViewsAsync(db, workerId, ct);
        var fitting = Math.Min(most, each ? found.Count : PagedDisclosures.CountFitting(found, PageSize));
        if (fitting < found.Count)
            return new([.. found.Take(fitting)], DisclosureCursor.FromView(found[fitting - 1]));
        return new(found, searchedBackTo) { SearchedBackTo = searchedBackTo?.Time };
    }

    /// <summary>One disclosure of the worker; null for anyone else's.</summary>
    public async Task<DisclosureView?> FindDisclosureAsync(string workerId, Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await DisclosureViewQueries.FindAsync(db, workerId, id, ct);
    }

    /// <summary>How the coverage of a disclosure was assessed again, the latest first.</summary>
    public async Task<IReadOnlyList<CoverageReassessment>> ListReassessmentsAsync(
        string workerId,
        Guid id,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db
            .CoverageReassessments.AsNoTracking()
            .Where(j => j.DisclosureId == id && j.WorkerId == workerId)
            .OrderByDescending(j => j.At)
            .ToListAsync(ct);
    }

    /// <summary>Looks up the filter's search text among the names the worker sees, and its party if that was merged.</summary>
    /// <param name="filter">A filter as read from the address.</param>
    /// <param name="nameOf">Names a kind of data in the reader's language.</param>
    public async Task<DisclosureFilter> ResolveFilterAsync(
        string workerId,
        DisclosureFilter filter,
        Func<DataCategory, string> nameOf,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        // A bookmarked address may name a party that was merged since.
        if (filter.PartyId is { } named)
            filter = filter with { PartyId = await db.ResolveMergedPartyAsync(named, ct) };
        return filter.Search is { } search
            ? filter with
            {
                Hits = await SearchHits.FindAsync(db, workerId, search, nameOf, ct),
            }
            : filter;
    }

    /// <summary>How many disclosures no clause covers, by the reason.</summary>
    public async Task<UncoveredCount> CountUncoveredAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var uncovered = db.Disclosures.AsNoTracking().Where(d => d.WorkerId == workerId).Uncovered();
        var counts = await uncovered
            .NewestFirst()
            .Take(UncoveredCount.MaxCounted)
            .GroupBy(d => d.CoverageStatus)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(c => c.Key, c => c.Count, ct);
        var underNoClause = counts.GetValueOrDefault(CoverageStatus.NoClause);
        var only =
            underNoClause == 1
                ? await uncovered
                    .Where(d => d.CoverageStatus == CoverageStatus.NoClause)
                    .NewestFirst()
                    .Take(1)
                    .ToViewsAsync(db, workerId, ct)
                : [];
        return UncoveredCount.Create(counts, only.SingleOrDefault());
    }

    /// <summary>
    /// How many disclosures the worker has, from the kept totals. An open page compares it to show what is new.
    /// </summary>
    public async Task<int> CountDisclosuresAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.WorkerPartyTotals.Where(s => s.WorkerId == workerId).SumAsync(s => s.Times, ct);
    }

    /// <summary>The worker's latest interviews, newest first, to choose one in the filter.</summary>
    public async Task<IReadOnlyList<InterviewSummary>> ListInterviewsAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db
            .DataItems.Where(i => i.WorkerId == workerId && i.InterviewId != null)
            .GroupBy(i => i.InterviewId!)
            .OrderByDescending(g => g.Max(i => i.InterviewAt ?? i.CreatedAt))
            .Take(MaxInterviews)
            .Select(InterviewSummary.FromItems)
            .ToListAsync(ct);
    }

    /// <summary>How many disclosures fell under each clause of a version, and to how many parties.</summary>
    public async Task<IReadOnlyList<ClauseCount>> CountByClauseAsync(
        string workerId,
        string version,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var under =
            from item in db.DisclosureItems
            join disclosure in db.Disclosures on item.DisclosureId equals disclosure.Id
            where
                disclosure.WorkerId == workerId
                && disclosure.Version == version
                && disclosure.EndedBy == null
                && item.Clause != null
            select new
            {
                Clause = item.Clause!,
                item.DisclosureId,
                disclosure.PartyId,
            };
        return await under
            .GroupBy(u => u.Clause)
            .Select(g => new ClauseCount(
                g.Key,
                g.Select(u => u.DisclosureId).Distinct().Count(),
                g.Select(u => u.PartyId).Distinct().Count()
            ))
            .ToListAsync(ct);
    }
}
