using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.MyData.Details;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;

/// <summary>A data set somebody's data went into, as the system reported that put it there.</summary>
/// <param name="PartyId">Who trains with it.</param>
/// <param name="Name">Such as <c>talent-eval-7</c>; null where none was told.</param>
/// <param name="Version">Which version of it.</param>
/// <param name="CutOff">Until when it took data in, in the words of the report.</param>
/// <param name="Models">The models trained with it so far.</param>
public sealed record TrainingDataSet(
    string PartyId,
    string PartyName,
    string? Name,
    string? Version,
    string? CutOff,
    IReadOnlyList<string> Models
);

/// <summary>Reads from the book which data sets and models a worker's data went into.</summary>
internal static class TrainingDataSets
{
    // More than that says nothing new: each report of a set says what the set is.
    private const int MostReports = 2000;

    /// <summary>
    /// The sets at these parties, by party and name; the latest report of one says its version, cut-off and models.
    /// </summary>
    public static async Task<IReadOnlyList<TrainingDataSet>> FindAsync(
        PortalDbContext db,
        string workerId,
        IReadOnlyList<string> parties,
        CancellationToken ct
    )
    {
        if (parties.Count == 0)
            return [];
        var names = await db
            .Parties.Where(p => parties.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.Name, StringComparer.Ordinal, ct);
        var told = await db
            .Disclosures.AsNoTracking()
            .Where(d =>
                d.WorkerId == workerId
                && parties.Contains(d.PartyId)
                && d.Direction == Direction.Disclosed
                && d.EndedBy == null
                && d.Detail != null
            )
            .OrderByDescending(d => d.Time)
            .Take(MostReports)
            .Select(d => new { d.PartyId, d.Detail })
            .ToListAsync(ct);
        return
        [
            .. told.Select(t => (t.PartyId, Detail: DisclosureDetail.Parse(t.Detail)))
                .Where(t => t.Detail is { DataSet: not null } or { Models.Count: > 0 })
                .GroupBy(t => (t.PartyId, t.Detail!.DataSet, t.Detail.Version))
                .Select(g => new TrainingDataSet(
                    g.Key.PartyId,
                    names[g.Key.PartyId],
                    g.Key.DataSet,
                    g.Key.Version,
                    g.Select(t => t.Detail!.CutOff).FirstOrDefault(c => c is not null),
                    [
                        .. g.SelectMany(t => t.Detail!.Models)
                            .Distinct(StringComparer.Ordinal)
                            .Order(StringComparer.Ordinal),
                    ]
                ))
                .OrderBy(s => s.PartyName, StringComparer.OrdinalIgnoreCase)
                .ThenBy(s => s.Name, StringComparer.Ordinal)
                .ThenBy(s => s.Version, StringComparer.Ordinal),
        ];
    }
}
