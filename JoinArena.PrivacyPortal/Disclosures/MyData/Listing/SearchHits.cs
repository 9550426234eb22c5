using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.MyData.Listing;

/// <summary>What a search text was found in: ids of parties, interviews and items, and kinds of data.</summary>
internal sealed record SearchHits(
    IReadOnlyList<string> Parties,
    IReadOnlyList<string> Interviews,
    IReadOnlyList<string> Items,
    IReadOnlyList<DataCategory> Kinds
)
{
    private const int MaxNames = 5_000;

    /// <summary>Searches the names that the worker sees.</summary>
    /// <param name="nameOf">Names a kind of data in the reader's language.</param>
    public static async Task<SearchHits> FindAsync(
        PortalDbContext db,
        string workerId,
        string search,
        Func<DataCategory, string> nameOf,
        CancellationToken ct
    )
    {
        var parties = await (
            from totals in db.WorkerPartyTotals
            join party in db.Parties on totals.PartyId equals party.Id
            where totals.WorkerId == workerId
            select new { party.Id, party.Name }
        )
            .Take(MaxNames)
            .ToListAsync(ct);
        var items = await db
            .DataItems.Where(i => i.WorkerId == workerId)
            .OrderByDescending(i => i.Id)
            .Take(MaxNames)
            .Select(i => new
            {
                i.Id,
                i.Label,
                i.InterviewId,
            })
            .ToListAsync(ct);
        // The label of an interview's item names the interview; the label of any other item names the item.
        var interviews = items
            .Where(i => i.InterviewId is not null && (Contains(i.Label, search) || Contains(i.InterviewId, search)))
            .Select(i => i.InterviewId!)
            .Distinct(StringComparer.Ordinal);
        var matchingItems = items
            .Where(i => Contains(i.Id, search) || (i.InterviewId is null && Contains(i.Label, search)))
            .Select(i => i.Id);
        return new(
            [.. parties.Where(p => Contains(p.Name, search) || Contains(p.Id, search)).Select(p => p.Id)],
            [.. interviews],
            [.. matchingItems],
            [.. Enum.GetValues<DataCategory>().Where(kind => Contains(nameOf(kind), search))]
        );
    }

    private static bool Contains(string? name, string search) =>
        name is not null
        && CultureInfo.CurrentCulture.CompareInfo.IndexOf(
            name,
            search,
            CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace
        ) >= 0;
}
