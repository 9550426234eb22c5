using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion;

/// <summary>How deletion requests fare, year by year: the figures that California asks of large firms (11 CCR 7102), for everyone.</summary>
public sealed class RequestStatistics(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>One line for each calendar year (UTC) in which a request was confirmed, newest first.</summary>
    public async Task<IReadOnlyList<YearOfRequests>> ByYearAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var requests = await db.DeletionRequests.AsNoTracking().Where(r => r.ConfirmedAt != null)
            .Select(r => new Fared(r.ConfirmedAt!.Value, r.EndedAt, r.State, r.DueBy!.Value, r.ExtendedAt != null)).ToListAsync(ct);
        return [.. requests.GroupBy(r => r.ConfirmedAt.UtcDateTime.Year).OrderByDescending(g => g.Key).Select(g => Count(g.Key, [.. g], today))];
    }

    private static YearOfRequests Count(int year, List<Fared> requests, DateOnly today)
    {
        var answered = requests.Where(r => r.State is RequestState.Completed or RequestState.PartlyCompleted or RequestState.Refused).ToList();
        return new(
            year, requests.Count, requests.Count(r => r.State is RequestState.Completed), requests.Count(r => r.State is RequestState.PartlyCompleted), requests.Count(r => r.State is RequestState.Refused),
            requests.Count(r => r.State is RequestState.Withdrawn), requests.Count(r => r.State.IsOpen), requests.Count(r => r.State.IsOpen && r.DueBy < today), requests.Count(r => r.IsExtended),
            answered.Count == 0 ? null : answered.Count(r => DateOnly.FromDateTime(r.EndedAt!.Value.UtcDateTime) <= r.DueBy) * 100 / answered.Count,
            Median([.. answered.Select(r => (int)(r.EndedAt!.Value - r.ConfirmedAt).TotalDays)]));
    }

    /// <summary>The middle value; of an even number the mean of the two in the middle, as statisticians do. Null for none.</summary>
    internal static double? Median(IReadOnlyCollection<int> values)
    {
        if (values.Count == 0) return null;
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
    }

    private sealed record Fared(DateTimeOffset ConfirmedAt, DateTimeOffset? EndedAt, RequestState State, DateOnly DueBy, bool IsExtended);
}

/// <summary>The requests confirmed in one year.</summary>
/// <param name="Open">Not ended yet.</param>
/// <param name="Overdue">Of those, past their deadline.</param>
/// <param name="OnTimePercent">Of those answered, how many by their deadline; rounded down. Null before the first.</param>
/// <param name="MedianDays">From confirmation to the last answer, in whole days; withdrawn ones are left out.</param>
public sealed record YearOfRequests(int Year, int Received, int Completed, int PartlyCompleted, int Refused, int Withdrawn, int Open, int Overdue, int Extended, int? OnTimePercent, double? MedianDays);
