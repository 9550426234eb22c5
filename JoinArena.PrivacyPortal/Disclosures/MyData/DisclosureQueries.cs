using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Disclosures.MyData.Listing;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.MyData;

/// <summary>
/// What a worker can ask of the book. Every question is asked for one worker, so another's data is never found; and
/// none reads more than a bounded part of
/// the worker's own timeline, so that a page costs the same however much there is.
/// </summary>
public sealed class DisclosureQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>How many different things a page of the list tells.</summary>
    public const int PageSize = 25;

    /// <summary>How many entries it reads to tell them.</summary>
    public const int MaxDisclosuresRead = 200;

    /// <summary>
    /// How many entries are looked through where the list is narrowed by what is inside them; then the page says how
    /// far back it has looked.
    /// </summary>
    public const int MaxDisclosuresSearched = 2_000;

    private const int MostNames = 5_000;
    private const int MostInterviews = 200;

    /// <summary>
    /// Every party that has received something from the worker or given something about them, the latest first.
    /// </summary>
    public async Task<IReadOnlyList<PartySummary>> ListPartiesAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var shares = await (
            from share in db.WorkerPartyTotals
            join party in db.Parties on share.PartyId equals party.Id
            where share.WorkerId == workerId
            orderby share.LastAt descending, share.PartyId
            select new { Share = share, Party = party }
        )
            .AsNoTracking()
            .ToListAsync(ct);
        var things = (
            await HoldingTotals.FromHoldings(db.Holdings.Where(h => h.WorkerId == workerId)).ToListAsync(ct)
        ).ToLookup(t => t.PartyId);
        return [.. shares.Select(s => PartySummary.Create(s.Party, s.Share, [.. things[s.Party.Id]]))];
    }

    /// <summary>One party as it stands to the worker; null when it has had nothing to do with them.</summary>
    public async Task<PartySummary?> FindPartyAsync(string workerId, string partyId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (
            await db
                .WorkerPartyTotals.AsNoTracking()
                .SingleOrDefaultAsync(s => s.WorkerId == workerId && s.PartyId == partyId, ct)
            is not { } share
        )
        {
            return null;
        }

        var party = await db.Parties.AsNoTracking().SingleAsync(p => p.Id == partyId, ct);
        return PartySummary.Create(
            party,
            share,
            await HoldingTotals
                .FromHoldings(db.Holdings.Where(h => h.WorkerId == workerId && h.PartyId == partyId))
                .ToListAsync(ct)
        );
    }

    /// <summary>
    /// Who a party of an old address is now, where it was found to be the same as one that has had to do with the
    /// worker; null where there is nothing to go on to.
    /// </summary>
    public async Task<string?> FindMergedPartyAsync(string workerId, string partyId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = await db.ResolveMergedPartyAsync(partyId, ct);
        return
            now != partyId && await db.WorkerPartyTotals.AnyAsync(s => s.WorkerId == workerId && s.PartyId == now, ct)
            ? now
            : null;
    }

    /// <summary>What else a party was called before it was found to be one, and until when.</summary>
    public async Task<IReadOnlyList<FormerParty>> ListFormerPartiesAsync(string partyId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ListFormerPartiesAsync(partyId, ct);
    }

    /// <summary>Disclosures that pass the filter, newest first, one page from the cursor on.</summary>
    /// <param name="workerId">Whose.</param>
    /// <param name="filter">Which.</param>
    /// <param name="from">Where the page begins; null is the head.</param>
    /// <param name="ct">Ends it.</param>
    /// <param name="each">A page of entries one by one, rather than of different things.</param>
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
        DisclosureCursor? lookedBackTo = null;
        if (filter.FiltersByItem)
        {
            lookedBackTo = await rows.Skip(MaxDisclosuresSearched - 1)
                .Select(d => new DisclosureCursor(d.Time, d.Id))
                .FirstOrDefaultAsync(ct);
            rows = filter.FilterItems(rows.Take(MaxDisclosuresSearched)).NewestFirst();
        }

        var most = each ? PageSize : MaxDisclosuresRead;
        var found = await rows.Take(most + 1).ToViewsAsync(db, workerId, ct);
        var fitting = Math.Min(most, each ? found.Count : PagedDisclosures.CountFitting(found, PageSize));
        if (fitting < found.Count)
            return new([.. found.Take(fitting)], DisclosureCursor.FromView(found[fitting - 1]));
        return new(found, lookedBackTo) { SearchedBackTo = lookedBackTo?.Time };
    }

    /// <summary>One disclosure of the worker; null for anyone else's.</summary>
    public async Task<DisclosureView?> FindDisclosureAsync(string workerId, Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await DisclosureViewQueries.FindAsync(db, workerId, id, ct);
    }

    /// <summary>How a disclosure of the worker was judged again, latest first.</summary>
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

    /// <summary>Looks up what the filter searches for among the names the worker sees.</summary>
    /// <param name="workerId">Whose names.</param>
    /// <param name="filter">A filter as read from an address.</param>
    /// <param name="nameOf">A kind of data in the reader's words.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<DisclosureFilter> ResolveFilterAsync(
        string workerId,
        DisclosureFilter filter,
        Func<DataCategory, string> nameOf,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        // An address may have been kept since before two parties were found to be one.
        if (filter.PartyId is { } named)
            filter = filter with { PartyId = await db.ResolveMergedPartyAsync(named, ct) };
        if (filter.Search is not { } search)
            return filter;
        bool Says(string? name) =>
            name is not null
            && CultureInfo.CurrentCulture.CompareInfo.IndexOf(
                name,
                search,
                CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace
            ) >= 0;

        var parties = await (
            from share in db.WorkerPartyTotals
            join party in db.Parties on share.PartyId equals party.Id
            where share.WorkerId == workerId
            select new { party.Id, party.Name }
        )
            .Take(MostNames)
            .ToListAsync(ct);
        var items = await db
            .DataItems.Where(i => i.WorkerId == workerId)
            .OrderByDescending(i => i.Id)
            .Take(MostNames)
            .Select(i => new
            {
                i.Id,
                i.Label,
                i.InterviewId,
            })
            .ToListAsync(ct);
        return filter with
        {
            Hits = new(
                [.. parties.Where(p => Says(p.Name) || Says(p.Id)).Select(p => p.Id)],
                [
                    .. items
                        .Where(i => i.InterviewId is not null && (Says(i.Label) || Says(i.InterviewId)))
                        .Select(i => i.InterviewId!)
                        .Distinct(StringComparer.Ordinal),
                ],
                [
                    .. items
                        .Where(i => i.InterviewId is null ? Says(i.Label) || Says(i.Id) : Says(i.Id))
                        .Select(i => i.Id),
                ],
                [.. Enum.GetValues<DataCategory>().Where(kind => Says(nameOf(kind)))]
            ),
        };
    }

    /// <summary>How many disclosures no clause covers, each for what it is.</summary>
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
        var broken = counts.GetValueOrDefault(CoverageStatus.NoClause);
        var only =
            broken == 1
                ? await uncovered
                    .Where(d => d.CoverageStatus == CoverageStatus.NoClause)
                    .NewestFirst()
                    .Take(1)
                    .ToViewsAsync(db, workerId, ct)
                : [];
        return new(counts.GetValueOrDefault(CoverageStatus.NothingAccepted), broken, only.SingleOrDefault());
    }

    /// <summary>
    /// How many disclosures of the worker the book holds, as counted with each: for the note on an open page.
    /// </summary>
    public async Task<int> CountDisclosuresAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.WorkerPartyTotals.Where(s => s.WorkerId == workerId).SumAsync(s => s.Times, ct);
    }

    /// <summary>The worker's latest interviews, newest first, for the filter.</summary>
    public async Task<IReadOnlyList<InterviewSummary>> ListInterviewsAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db
            .DataItems.Where(i => i.WorkerId == workerId && i.InterviewId != null)
            .GroupBy(i => i.InterviewId!)
            .OrderByDescending(g => g.Max(i => i.InterviewAt ?? i.CreatedAt))
            .Take(MostInterviews)
            .Select(g => new InterviewSummary(g.Key, g.Max(i => i.InterviewAt ?? i.CreatedAt), g.Max(i => i.Label)))
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
