using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Copies;
using JoinArena.PrivacyPortal.Disclosures.MyData.Listing;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.MyData.Exploring;

/// <summary>
/// Reads what the worker chose to see, the same for the page and for its live part. Each query is bounded, so that a
/// choice costs the same however long the timeline is.
/// </summary>
public sealed class ExplorerReader(
    IDbContextFactory<PortalDbContext> contexts,
    DisclosureQueries disclosures,
    BreachQueries breaches,
    CopyQueries copies,
    AcceptanceQueries acceptances
)
{
    /// <param name="workerId">The worker, from their sign-in.</param>
    /// <param name="address">The page, with the choice in its query.</param>
    /// <param name="zone">The worker's time zone, in which a day begins.</param>
    /// <param name="nameOf">Names a kind of data in the worker's language.</param>
    /// <param name="ct">Cancels it when something else has been chosen.</param>
    public async Task<ExplorerView> ReadAsync(
        string workerId,
        ListAddress address,
        TimeZoneInfo zone,
        Func<DataCategory, string> nameOf,
        CancellationToken ct
    )
    {
        var parties = await breaches.CountAsync(workerId, await disclosures.ListPartiesAsync(workerId, ct), ct);
        var chosen = DisclosureFilter.FromQuery(address.Values, zone);
        var filter = await disclosures.ResolveFilterAsync(workerId, chosen, nameOf, ct);
        var matches = filter.IsSet
            ? await CountMatchesAsync(workerId, filter, ct)
            : new(parties.ToDictionary(p => p.Id, p => p.Times, StringComparer.Ordinal), true);
        return new(
            address,
            filter,
            parties,
            [.. parties.Where(p => Matches(p, filter, matches))],
            await disclosures.ListInterviewsAsync(workerId, ct),
            await disclosures.ListDisclosuresAsync(
                workerId,
                filter,
                DisclosureCursor.Parse(address.Values["before"]),
                ct,
                each: address.Values["each"] == "1"
            ),
            await copies.ReadAsync(workerId, ct),
            await acceptances.GetAcceptancesAsync(workerId, ct),
            matches.ByParty.Values.Sum(),
            matches.IsWhole
        );
    }

    // Counted among the same disclosures that the list searches.
    private async Task<Matched> CountMatchesAsync(string workerId, DisclosureFilter filter, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var searched = filter
            .FilterTimeline(db.Disclosures.AsNoTracking().Where(d => d.WorkerId == workerId))
            .NewestFirst()
            .Take(DisclosureQueries.MaxDisclosuresSearched);
        var byParty = await filter
            .FilterItems(searched)
            .GroupBy(d => d.PartyId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, StringComparer.Ordinal, ct);
        var isWhole =
            byParty.Values.Sum() < DisclosureQueries.MaxDisclosuresSearched
            && (!filter.FiltersByItem || await searched.CountAsync(ct) < DisclosureQueries.MaxDisclosuresSearched);
        return new(byParty, isWhole);
    }

    // A party whose last match is older than what was searched is still found by what its totals say.
    private static bool Matches(PartySummary party, DisclosureFilter filter, Matched matches) =>
        matches.ByParty.ContainsKey(party.Id) || (!matches.IsWhole && MayMatch(party, filter));

    private static bool MayMatch(PartySummary party, DisclosureFilter filter) =>
        filter is { InterviewId: null, ItemId: null, From: null, Until: null, Purpose: null }
        && (filter.Category is not { } kind || party.DataFlows.Any(flow => flow.Category == kind))
        && (filter.PartyId is not { } id || party.Id == id)
        && (!filter.OnlyUncovered || party.Uncovered > 0)
        && (filter.Clause is not { } clause || party.Clauses.Any(use => use.Clause == clause))
        && (
            filter.Hits is not { } hits
            || hits.Parties.Contains(party.Id)
            || party.DataFlows.Any(flow => hits.Kinds.Contains(flow.Category))
        );

    private sealed record Matched(IReadOnlyDictionary<string, int> ByParty, bool IsWhole);
}
