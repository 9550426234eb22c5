using JoinArena.PrivacyPortal.Acceptance.Uses.Objections;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Remedies;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Jurisdictions.Counting;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Staff.Laws;

/// <summary>Reads the deletion rules together with what depends on each of them.</summary>
public sealed class RuleQueries(IDbContextFactory<PortalDbContext> contexts, DeadlineRules rules, TimeProvider clock)
{
    public async Task<RuleOverview> FindAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var open = await db
            .DeletionRequests.AsNoTracking()
            .Where(r => r.State == RequestState.Confirmed || r.State == RequestState.InProgress)
            .GroupBy(r => new { r.Jurisdiction, r.Law })
            .Select(g => new OpenRequests(g.Key.Jurisdiction, g.Key.Law, g.Count()))
            .ToListAsync(ct);
        var withJobs = await db
            .DeletionRequests.Where(r =>
                (r.State == RequestState.Confirmed || r.State == RequestState.InProgress) && r.Jobs.Any()
            )
            .Select(r => r.Jobs)
            .ToListAsync(ct);
        var jobs = withJobs.ConvertAll(j => DeletionRequest.ParsePlaces(null, j));
        var remedies = await CountByLawAsync(db.RemedyCases.Where(c => c.AnsweredAt == null).Select(c => c.Law), ct);
        var stops = await CountByLawAsync(db.OpenUseObjections.Select(o => o.Law), ct);
        var places = rules.All.Select(p => new PlaceUse(p, Count(open, r => IsFrom(r, p)))).ToList();
        return new(
            [
                .. places
                    .SelectMany(p => p.Place.Laws)
                    .DistinctBy(l => l.Code, StringComparer.Ordinal)
                    .OrderBy(l => l.Code, StringComparer.Ordinal)
                    .Select(l => l.HoldsBy is HoldsBy.Job ? FindUse(l, places, jobs) : FindUse(l, places, open))
                    .Select(u =>
                        u with
                        {
                            OpenRemedies = remedies.GetValueOrDefault(u.Law.Code),
                            OpenStops = stops.GetValueOrDefault(u.Law.Code),
                        }
                    ),
            ],
            places,
            [
                .. places
                    .Select(p => p.Place.Calendar)
                    .OfType<HolidayCalendar>()
                    .DistinctBy(c => c.Code, StringComparer.Ordinal)
                    .OrderBy(c => c.Code, StringComparer.Ordinal)
                    .Select(c => FindUse(c, places)),
            ]
        );
    }

    /// <summary>A request depends on the holidays where its worker lives, and where the team works.</summary>
    private CalendarUse FindUse(HolidayCalendar calendar, IReadOnlyList<PlaceUse> places)
    {
        List<PlaceUse> under = [.. places.Where(p => p.Place.Calendar == calendar)];
        var ofTeam = rules.ActsIn is { } team ? team.Calendar == calendar : (bool?)null;
        return new(calendar, under, (ofTeam == true ? places : under).Sum(p => p.OpenRequests), ofTeam);
    }

    /// <summary>A request depends on the law of its date, and on every other law that holds where its worker lives.</summary>
    private LawUse FindUse(Law law, IReadOnlyList<PlaceUse> places, IReadOnlyList<OpenRequests> open)
    {
        List<Jurisdiction> under = [.. places.Select(p => p.Place).Where(p => p.Laws.Contains(law))];
        var holds = under.Where(p => law.HoldsOn(p.ToLocalDay(clock.GetUtcNow()))).ToList();
        return new(law, under, Count(open, r => r.Law == law.Code || holds.Exists(p => IsFrom(r, p))));
    }

    /// <summary>A request depends on a law of the job's place if it is about data of a job there.</summary>
    private LawUse FindUse(Law law, IReadOnlyList<PlaceUse> places, IReadOnlyList<RequestPlaces> jobs) =>
        new(
            law,
            [.. places.Select(p => p.Place).Where(p => p.Laws.Contains(law))],
            jobs.Count(j => rules.FindHoldingLaws(j).Any(h => h.Law.Code == law.Code))
        );

    private static Task<Dictionary<string, int>> CountByLawAsync(IQueryable<string> laws, CancellationToken ct) =>
        laws.GroupBy(code => code)
            .Select(g => new { Law = g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Law, g => g.Count, StringComparer.Ordinal, ct);

    private bool IsFrom(OpenRequests requests, Jurisdiction place) =>
        rules.FindJurisdiction(requests.Jurisdiction).Code == place.Code;

    private static int Count(IReadOnlyList<OpenRequests> open, Func<OpenRequests, bool> depends) =>
        open.Where(depends).Sum(r => r.Count);

    private sealed record OpenRequests(string? Jurisdiction, string? Law, int Count);
}
