using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Copies;
using JoinArena.PrivacyPortal.Disclosures.MyData.Listing;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.MyData.Exploring;

/// <summary>
/// Reads what the worker chose to see, the same for the page and for its live part. What no choice changes is read apart
/// from it, so that the live part need not read it again with each letter that is typed.
/// </summary>
public sealed class ExplorerReader(
    IDbContextFactory<PortalDbContext> contexts,
    DisclosureQueries disclosures,
    BreachQueries breaches,
    CopyQueries copies,
    AcceptanceQueries acceptances
)
{
    /// <summary>The most disclosures that are counted where a filter concerns them.</summary>
    internal int MaxSearched { get; init; } = DisclosureQueries.MaxDisclosuresSearched;

    /// <summary>What is the same for every choice.</summary>
    /// <param name="workerId">The worker, from their sign-in.</param>
    /// <param name="ct">Cancels it with the page.</param>
    public async Task<ExplorerBasis> ReadBasisAsync(string workerId, CancellationToken ct)
    {
        var listed = await disclosures.ListPartiesAsync(workerId, ct);
        var parties = await breaches.CountAsync(workerId, listed, ct);
        var interviews = await disclosures.ListInterviewsAsync(workerId, ct);
        var statuses = await copies.ReadAsync(workerId, ct);
        var accepted = await acceptances.GetAcceptancesAsync(workerId, ct);
        return new(workerId, parties, interviews, statuses, accepted);
    }

    /// <summary>What a choice shows. At most <see cref="DisclosureQueries.MaxDisclosuresSearched"/> disclosures are searched.</summary>
    /// <param name="basis">What is the same for every choice of the worker.</param>
    /// <param name="address">The page, with the choice in its query.</param>
    /// <param name="zone">The worker's time zone, in which a day begins.</param>
    /// <param name="nameOf">Names a kind of data in the worker's language.</param>
    /// <param name="ct">Cancels it when something else has been chosen.</param>
    public async Task<ExplorerView> ReadAsync(
        ExplorerBasis basis,
        ListAddress address,
        TimeZoneInfo zone,
        Func<DataCategory, string> nameOf,
        CancellationToken ct
    )
    {
        var workerId = basis.WorkerId;
        var query = address.Values;
        var chosen = DisclosureFilter.FromQuery(query, zone);
        var filter = await disclosures.ResolveFilterAsync(workerId, chosen, nameOf, ct);
        var matches = filter.IsSet
            ? await CountMatchesAsync(workerId, filter, ct)
            : new(basis.Parties.ToDictionary(p => p.Id, p => p.Times, StringComparer.Ordinal), true);
        var before = DisclosureCursor.Parse(query["before"]);
        var page = await disclosures.ListDisclosuresAsync(workerId, filter, before, ct, address.IsEach);
        return new(
            basis,
            address,
            filter,
            [.. basis.Parties.Where(p => Matches(p, filter, matches))],
            page,
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
            .Take(MaxSearched);
        var byParty = await filter
            .FilterItems(searched)
            .GroupBy(d => d.PartyId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, StringComparer.Ordinal, ct);
        var isWhole =
            byParty.Values.Sum() < MaxSearched
            && (!filter.FiltersByItem || await searched.CountAsync(ct) < MaxSearched);
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
