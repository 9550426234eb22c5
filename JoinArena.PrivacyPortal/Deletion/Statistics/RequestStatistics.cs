using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Deletion.Statistics.Published;
using JoinArena.PrivacyPortal.Jurisdictions;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Statistics;

/// <summary>
/// How long requests and answers take, year by year. These are the figures that California requires of large
/// businesses (11 CCR 7102), for workers everywhere. Erased requests are included through the figures they left.
/// </summary>
public sealed class RequestStatistics(
    IDbContextFactory<PortalDbContext> contexts,
    DeadlineRules rules,
    TimeProvider clock
)
{
    /// <summary>One row for each calendar year (UTC) in which a request was received, the newest first.</summary>
    public async Task<IReadOnlyList<YearlyRequestStatistics>> FindByYearAsync(CancellationToken ct) =>
        [.. (await FindByYearAndPlaceAsync(ct)).Where(r => r.Place is null)];

    /// <summary>
    /// For each calendar year, the newest first: the row of everywhere, and one for each place in the order of the
    /// codes.
    /// </summary>
    public async Task<IReadOnlyList<YearlyRequestStatistics>> FindByYearAndPlaceAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var requests = await ReadRequestsAsync(db, ct);
        requests.AddRange((await db.RequestFigures.AsNoTracking().ToListAsync(ct)).Select(CountedRequest.FromFigure));
        return
        [
            .. requests
                .GroupBy(r => r.Year)
                .OrderByDescending(year => year.Key)
                .SelectMany(year =>
                    year.GroupBy(r => r.Place, StringComparer.Ordinal)
                        .OrderBy(place => place.Key, StringComparer.Ordinal)
                        .Select(place => YearlyRequestStatistics.Summarize(year.Key, place.Key, [.. place]))
                        .Prepend(YearlyRequestStatistics.Summarize(year.Key, null, [.. year]))
                ),
        ];
    }

    /// <summary>
    /// The same rows as the public may read them, without small numbers; one element for each year, the newest first.
    /// </summary>
    public async Task<IReadOnlyList<PublishedYear>> FindPublishedAsync(CancellationToken ct) =>
        [
            .. (await FindByYearAndPlaceAsync(ct))
                .GroupBy(r => r.Year)
                .Select(year => PublishedYear.FromStatistics([.. year])),
        ];

    /// <summary>One row for each year and notified party, the newest year first, then by name.</summary>
    public async Task<IReadOnlyList<PartyPunctuality>> FindByPartyAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var answers = await ReadAnswersAsync(db, ct);
        answers.AddRange(await ReadErasedAnswersAsync(db, ct));
        return
        [
            .. answers
                .GroupBy(a => (a.Year, a.PartyId))
                .Select(g => Summarize(g.Key.Year, g.Key.PartyId, [.. g]))
                .OrderByDescending(p => p.Year)
                .ThenBy(p => p.Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(p => p.PartyId, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// The middle value, or the mean of the two middle values if their number is even; null for an empty list.
    /// </summary>
    internal static double? Median(IReadOnlyCollection<int> values)
    {
        if (values.Count == 0)
            return null;
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
    }

    private async Task<List<CountedRequest>> ReadRequestsAsync(PortalDbContext db, CancellationToken ct)
    {
        var requests = await db
            .DeletionRequests.AsNoTracking()
            .Where(r => r.ConfirmedAt != null)
            .Select(r => new
            {
                Timing = new RequestTiming(
                    r.State,
                    (r.ReceivedAt ?? r.ConfirmedAt)!.Value,
                    r.FirstEndedAt ?? r.EndedAt,
                    (r.FirstEndDueBy ?? r.DueBy)!.Value,
                    r.Jurisdiction,
                    r.ExtendedAt != null
                ),
                r.DueBy,
                r.Channel,
                HadNothing = r.Tasks.All(t => t.State == TaskState.NothingHeld),
                HasErased = r.Tasks.Any(t => t.State == TaskState.Erased),
            })
            .ToListAsync(ct);
        return
        [
            .. requests.Select(r => new CountedRequest(r.Timing.Year, r.Timing.Place, r.Timing.State)
            {
                Channel = r.Channel,
                Outcome = DropOutcomes.Find(r.Timing.State, r.HadNothing, r.HasErased),
                Days = r.Timing.Days,
                IsOnTime = r.Timing.IsOnTime(rules),
                IsExtended = r.Timing.IsExtended,
                IsOverdue = r.Timing.State.IsOpen && IsPast(r.Timing.Jurisdiction, r.DueBy!.Value),
            }),
        ];
    }

    private async Task<List<AnswerRow>> ReadAnswersAsync(PortalDbContext db, CancellationToken ct)
    {
        var answers = await db
            .ErasureTasks.AsNoTracking()
            .Where(t => t.NotifiedAt != null)
            .Join(
                db.DeletionRequests.Where(r => r.ConfirmedAt != null),
                t => t.RequestId,
                r => r.Id,
                (t, r) =>
                    new
                    {
                        t.PartyId,
                        t.PartyName,
                        t.NotifiedAt,
                        t.EndedAt,
                        ReceivedAt = r.ReceivedAt ?? r.ConfirmedAt,
                        r.FirstEndedAt,
                        r.FirstEndDueBy,
                        r.DueBy,
                        r.Jurisdiction,
                        r.State,
                    }
            )
            .ToListAsync(ct);
        return
        [
            .. answers
                .Select(a => new AnswerTiming(
                    a.ReceivedAt!.Value.UtcDateTime.Year,
                    a.PartyId,
                    a.PartyName,
                    a.NotifiedAt,
                    a.EndedAt,
                    AnswerTiming.GetApplicableDeadline(a.EndedAt, a.FirstEndedAt, a.FirstEndDueBy, a.DueBy!.Value),
                    a.Jurisdiction,
                    a.State.IsOpen
                ))
                .Select(ToRow),
        ];
    }

    private AnswerRow ToRow(AnswerTiming answer)
    {
        var isOverdue = answer.IsOpen && answer.EndedAt is null && IsPast(answer.Jurisdiction, answer.DueBy);
        return new(answer.Year, answer.PartyId, answer.PartyName, answer.Days, answer.IsOnTime(rules), isOverdue);
    }

    private static async Task<IEnumerable<AnswerRow>> ReadErasedAnswersAsync(PortalDbContext db, CancellationToken ct)
    {
        var figures = await db.AnswerFigures.AsNoTracking().ToListAsync(ct);
        return figures.Select(f => new AnswerRow(f.Year, f.PartyId, f.PartyName, f.Days, f.IsOnTime, IsOverdue: false));
    }

    private static PartyPunctuality Summarize(int year, string partyId, List<AnswerRow> asked)
    {
        var answered = asked.FindAll(a => a.Days is not null);
        return new(
            year,
            partyId,
            asked.Select(a => a.PartyName).Max(StringComparer.Ordinal)!,
            asked.Count,
            answered.Count,
            asked.Count(a => a.IsOverdue),
            answered.Count == 0 ? null : answered.Count(a => a.IsOnTime is true) * 100 / answered.Count,
            Median([.. answered.Select(a => a.Days!.Value)])
        );
    }

    private bool IsPast(string? jurisdiction, DateOnly dueBy) =>
        dueBy < rules.ToLocalDay(jurisdiction, clock.GetInstant());

    private sealed record AnswerRow(
        int Year,
        string PartyId,
        string PartyName,
        int? Days,
        bool? IsOnTime,
        bool IsOverdue
    );
}
