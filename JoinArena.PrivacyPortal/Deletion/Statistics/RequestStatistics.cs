using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Statistics;

/// <summary>
/// How deletion requests fare, year by year: the figures that California asks of large firms (11 CCR 7102), for
/// everyone. Requests that are erased are in them by what they left.
/// </summary>
public sealed class RequestStatistics(
    IDbContextFactory<PortalDbContext> contexts,
    DeadlineRules rules,
    TimeProvider clock
)
{
    /// <summary>One line for each calendar year (UTC) in which a request was confirmed, newest first.</summary>
    public async Task<IReadOnlyList<YearlyRequestStatistics>> FindByYearAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var kept = (
            await db
                .DeletionRequests.AsNoTracking()
                .Where(r => r.ConfirmedAt != null)
                .Select(r => new
                {
                    r.ConfirmedAt,
                    r.State,
                    EndedAt = r.FirstEndedAt ?? r.EndedAt,
                    Due = r.FirstEndDueBy ?? r.DueBy,
                    r.DueBy,
                    r.Jurisdiction,
                    IsExtended = r.ExtendedAt != null,
                })
                .ToListAsync(ct)
        ).Select(r =>
            Counted.Of(
                new(
                    r.ConfirmedAt!.Value.UtcDateTime.Year,
                    r.State,
                    r.ConfirmedAt.Value,
                    r.EndedAt,
                    r.Due!.Value,
                    r.Jurisdiction,
                    r.IsExtended
                ),
                IsOver(r.Jurisdiction, r.DueBy!.Value),
                rules
            )
        );
        var left = (await db.RequestFigures.AsNoTracking().ToListAsync(ct)).Select(f => new Counted(
            f.Year,
            f.State,
            f.Days,
            f.IsOnTime,
            f.IsExtended,
            IsOverdue: false
        ));
        return
        [
            .. kept.Concat(left).GroupBy(r => r.Year).OrderByDescending(g => g.Key).Select(g => Count(g.Key, [.. g])),
        ];
    }

    /// <summary>How the parties that were told have answered, by year, newest first, and in it by name.</summary>
    public async Task<IReadOnlyList<PartyPunctuality>> FindByPartyAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var kept = (
            await db
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
                .ToListAsync(ct)
        ).Select(t => new AnswerTiming(t.ConfirmedAt!.Value.UtcDateTime.Year, t.PartyId, t.PartyName, t.NotifiedAt, t.EndedAt, AnswerTiming.GetApplicableDeadline(t.EndedAt, t.FirstEndedAt, t.FirstEndDueBy, t.DueBy!.Value), t.Jurisdiction, t.State.IsOpen)).Select(a => new Answered(a.Year, a.PartyId, a.PartyName, a.Days, a.IsOnTime(rules), a.IsOpen && a.EndedAt is null && IsOver(a.Jurisdiction, a.DueBy)));
        var left = (await db.AnswerFigures.AsNoTracking().ToListAsync(ct)).Select(f => new Answered(
            f.Year,
            f.PartyId,
            f.PartyName,
            f.Days,
            f.IsOnTime,
            IsOverdue: false
        ));
        return
        [
            .. kept.Concat(left)
                .GroupBy(a => (a.Year, a.PartyId))
                .Select(g => Count(g.Key.Year, g.Key.PartyId, [.. g]))
                .OrderByDescending(p => p.Year)
                .ThenBy(p => p.Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(p => p.PartyId, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// The middle value; of an even number the mean of the two in the middle, as statisticians do. Null for none.
    /// </summary>
    internal static double? Median(IReadOnlyCollection<int> values)
    {
        if (values.Count == 0)
            return null;
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
    }

    private static YearlyRequestStatistics Count(int year, List<Counted> requests)
    {
        var answered = requests
            .Where(r => r.State is RequestState.Completed or RequestState.PartlyCompleted or RequestState.Refused)
            .ToList();
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

    private static PartyPunctuality Count(int year, string party, List<Answered> asked)
    {
        var answers = asked.Where(a => a.Days is not null).ToList();
        return new(
            year,
            party,
            asked.Select(a => a.Name).Max(StringComparer.Ordinal)!,
            asked.Count,
            answers.Count,
            asked.Count(a => a.IsOverdue),
            answers.Count == 0 ? null : answers.Count(a => a.IsOnTime is true) * 100 / answers.Count,
            Median([.. answers.Select(a => a.Days!.Value)])
        );
    }

    private bool IsOver(string? jurisdiction, DateOnly due) => due < rules.ToLocalDay(jurisdiction, clock.GetInstant());

    private sealed record Counted(
        int Year,
        RequestState State,
        int? Days,
        bool? IsOnTime,
        bool IsExtended,
        bool IsOverdue
    )
    {
        public static Counted Of(RequestTiming fared, bool isOver, DeadlineRules rules) =>
            new(
                fared.Year,
                fared.State,
                fared.Days,
                fared.IsOnTime(rules),
                fared.IsExtended,
                fared.State.IsOpen && isOver
            );
    }

    private sealed record Answered(int Year, string PartyId, string Name, int? Days, bool? IsOnTime, bool IsOverdue);
}

/// <summary>The requests confirmed in one year.</summary>
/// <param name="Open">Not ended yet.</param>
/// <param name="Overdue">Of those, past their deadline.</param>
/// <param name="OnTimePercent">
/// Of those answered, how many by their deadline; rounded down. Null before the first.
/// </param>
/// <param name="MedianDays">From confirmation to the last answer, in whole days; withdrawn ones are left out.</param>
/// <param name="MeanDays">The mean of the same, to a tenth of a day.</param>
public sealed record YearlyRequestStatistics(
    int Year,
    int Received,
    int Completed,
    int PartlyCompleted,
    int Refused,
    int Withdrawn,
    int Open,
    int Overdue,
    int Extended,
    int? OnTimePercent,
    double? MedianDays,
    double? MeanDays
);

/// <summary>How a party has answered the requests of one year.</summary>
/// <param name="Asked">How often it was told to erase.</param>
/// <param name="Answered">How often it has answered.</param>
/// <param name="Overdue">How many answers have not come by their deadline, and not yet.</param>
/// <param name="OnTimePercent">
/// Of its answers, how many came by the deadline; rounded down. Null before the first.
/// </param>
/// <param name="MedianDays">From being told to the answer, in whole days.</param>
public sealed record PartyPunctuality(
    int Year,
    string PartyId,
    string Name,
    int Asked,
    int Answered,
    int Overdue,
    int? OnTimePercent,
    double? MedianDays
);
