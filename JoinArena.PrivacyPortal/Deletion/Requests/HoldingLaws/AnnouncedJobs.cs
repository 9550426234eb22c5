using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests.HoldingLaws;

/// <summary>
/// Where the jobs are that a worker's data was made for: <c>jobLocation</c> of an item, or of a disclosure's detail. What
/// is said of one item of an interview holds for the whole interview, because it was held for that job.
/// </summary>
internal sealed class AnnouncedJobs
{
    private static readonly SortedSet<string> s_none = [];

    private readonly Dictionary<string, SortedSet<string>> _byItem = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> _byInterview = new(StringComparer.Ordinal);

    public bool IsEmpty => _byItem.Count == 0;

    /// <summary>The jobs of all the worker's data.</summary>
    public static async Task<AnnouncedJobs> FindAsync(PortalDbContext db, string workerId, CancellationToken ct)
    {
        var announced = await db
            .DataItems.Where(i => i.WorkerId == workerId && i.JobLocation != null)
            .Select(i => new
            {
                i.Id,
                i.InterviewId,
                Places = i.JobLocation,
            })
            .ToListAsync(ct);
        var reported = await db
            .Disclosures.Where(d => d.WorkerId == workerId && d.JobLocations != null && d.EndedBy == null)
            .SelectMany(
                d => d.Items,
                (d, i) =>
                    new
                    {
                        Id = i.ItemId,
                        d.InterviewId,
                        Places = d.JobLocations,
                    }
            )
            .Distinct()
            .ToListAsync(ct);
        var jobs = new AnnouncedJobs();
        foreach (var item in announced.Concat(reported))
            jobs.Add(item.Id, item.InterviewId, JobLocationList.Split(item.Places));
        return jobs;
    }

    /// <summary>The places of an item's jobs, each once.</summary>
    public IEnumerable<string> FindPlaces(string item, string? interview)
    {
        var ofItem = _byItem.GetValueOrDefault(item, s_none);
        return interview is null
            ? ofItem
            : ofItem.Union(_byInterview.GetValueOrDefault(interview, s_none), StringComparer.Ordinal);
    }

    private void Add(string item, string? interview, IReadOnlyList<string> places)
    {
        Add(_byItem, item, places);
        if (interview is not null)
            Add(_byInterview, interview, places);
    }

    private static void Add(Dictionary<string, SortedSet<string>> all, string id, IReadOnlyList<string> places)
    {
        if (!all.TryGetValue(id, out var known))
            all[id] = known = new(StringComparer.Ordinal);
        known.UnionWith(places);
    }
}
