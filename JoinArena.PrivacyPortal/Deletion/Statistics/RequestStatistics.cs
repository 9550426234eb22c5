using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
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
    /// <summary>One row for each calendar year (UTC) in which a request was confirmed, the newest first.</summary>
    public async Task<IReadOnlyList<YearlyRequestStatistics>> FindByYearAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var requests = await ReadRequestsAsync(db, ct);
        requests.AddRange(await ReadErasedRequestsAsync(db, ct));
        return [.. requests.GroupBy(r => r.Year).OrderByDescending(g => g.Key).Select(g => Summarize(g.Key, [.. g]))];
    }

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

    private async Task<List<RequestRow>> ReadRequestsAsync(PortalDbContext db, CancellationToken ct)
    {
        var requests = await db
            .DeletionRequests.AsNoTracking()
            .Where(r => r.ConfirmedAt != null)
            .Select(r => new
            {
                r.ConfirmedAt,
                r.State,
                EndedAt = r.FirstEndedAt ?? r.EndedAt,
                TimingDueBy = r.FirstEndDueBy ?? r.DueBy,
                r.DueBy,
                r.Jurisdiction,
                IsExtended = r.ExtendedAt != null,
            })
            .ToListAsync(ct);
        return
        [
            .. requests.Select(r =>
            {
                var timing = new RequestTiming(
                    r.ConfirmedAt!.Value.UtcDateTime.Year,
                    r.State,
                    r.ConfirmedAt.Value,
                    r.EndedAt,
                    r.TimingDueBy!.Value,
                    r.Jurisdiction,
                    r.IsExtended
                );
                return ToRow(timing, isOverdue: r.State.IsOpen && IsPast(r.Jurisdiction, r.DueBy!.Value));
            }),
        ];
    }

    private RequestRow ToRow(RequestTiming timing, bool isOverdue) =>
        new(timing.Year, timing.State, timing.Days, timing.IsOnTime(rules), timing.IsExtended, isOverdue);

    private static async Task<IEnumerable<RequestRow>> ReadErasedRequestsAsync(PortalDbContext db, CancellationToken ct)
    {
        var figures = await db.RequestFigures.AsNoTracking().ToListAsync(ct);
        return figures.Select(f => new RequestRow(f.Year, f.State, f.Days, f.IsOnTime, f.IsExtended, IsOverdue: false));
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
                        r.ConfirmedAt,
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
                    a.ConfirmedAt!.Value.UtcDateTime.Year,
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

    private static YearlyRequestStatistics Summarize(int year, List<RequestRow> requests)
    {
        var answered = requests.FindAll(r =>
            r.State is RequestState.Completed or RequestState.PartlyCompleted or RequestState.Refused
        );
        int[] days = [.. answered.Select(r => r.Days!.Value)];
        return new(
            year,
            requests.Count,
            requests.Count(r => r.State is RequestState.Completed),
            requests.Count(r => r.State is RequestState.PartlyCompleted),
            requests.Count(r => r.State is RequestState.Refused),
            requests.Count(r => r.State is RequestState.Withdrawn),
            requests.Count(r => r.State.IsOpen),
            requests.Count(r => r.IsOverdue),
            requests.Count(r => r.IsExtended),
            answered.Count == 0 ? null : answered.Count(r => r.IsOnTime is true) * 100 / answered.Count,
            Median(days),
            days.Length == 0 ? null : Math.Round(days.Average(), 1, MidpointRounding.AwayFromZero)
        );
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

    private sealed record RequestRow(
        int Year,
        RequestState State,
        int? Days,
        bool? IsOnTime,
        bool IsExtended,
        bool IsOverdue
    );

    private sealed record AnswerRow(
        int Year,
        string PartyId,
        string PartyName,
        int? Days,
        bool? IsOnTime,
        bool IsOverdue
    );
}
