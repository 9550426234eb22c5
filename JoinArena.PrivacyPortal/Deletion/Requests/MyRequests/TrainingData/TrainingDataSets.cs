using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.MyData.Details;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.TrainingData;

/// <summary>Reads from the disclosures which data sets and models a worker's data went into.</summary>
internal static class TrainingDataSets
{
    // Enough: every report of a data set describes the whole set.
    private const int MaxReports = 2000;

    /// <summary>
    /// The data sets at these parties, by party and name. The latest report of one gives its version, cut-off and models.
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
        var reported = await db
            .Disclosures.AsNoTracking()
            .Where(d =>
                d.WorkerId == workerId
                && parties.Contains(d.PartyId)
                && d.Direction == Direction.Disclosed
                && d.EndedBy == null
                && d.Detail != null
            )
            .OrderByDescending(d => d.Time)
            .Take(MaxReports)
            .Select(d => new { d.PartyId, d.Detail })
            .ToListAsync(ct);
        return
        [
            .. reported
                .Select(t => (t.PartyId, Detail: DisclosureDetail.Parse(t.Detail)))
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
