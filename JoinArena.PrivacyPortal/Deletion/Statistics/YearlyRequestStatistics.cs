using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Receipt;

namespace JoinArena.PrivacyPortal.Deletion.Statistics;

/// <summary>The requests that were received in one calendar year (UTC), everywhere or from one place.</summary>
/// <param name="Place">ISO 3166 code of the country or US state; null for everywhere.</param>
/// <param name="Open">Requests that have not ended.</param>
/// <param name="Overdue">Open requests that are past their deadline.</param>
/// <param name="OnTimePercent">
/// The share of answered requests that were answered by their deadline, rounded down; null before the first answer.
/// </param>
/// <param name="MedianDays">
/// The median of whole days from receipt to the last answer; withdrawn requests don't count.
/// </param>
/// <param name="MeanDays">The mean of the same days, to a tenth of a day.</param>
public sealed record YearlyRequestStatistics(
    int Year,
    string? Place,
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
)
{
    /// <summary>How many reached us in which way; ways that none came are left out.</summary>
    public IReadOnlyDictionary<RequestChannel, int> Channels { get; init; } = new Dictionary<RequestChannel, int>();

    /// <summary>The answered requests by outcome, in the words of California's DROP; outcomes of none are left out.</summary>
    public IReadOnlyDictionary<DropOutcome, int> Outcomes { get; init; } = new Dictionary<DropOutcome, int>();

    internal static YearlyRequestStatistics Summarize(int year, string? place, List<CountedRequest> requests)
    {
        var answered = requests.FindAll(r => r.IsAnswered);
        int[] days = [.. answered.Select(r => r.Days!.Value)];
        return new(
            year,
            place,
            requests.Count,
            requests.Count(r => r.State is RequestState.Completed),
            requests.Count(r => r.State is RequestState.PartlyCompleted),
            requests.Count(r => r.State is RequestState.Refused),
            requests.Count(r => r.State is RequestState.Withdrawn),
            requests.Count(r => r.State.IsOpen),
            requests.Count(r => r.IsOverdue),
            requests.Count(r => r.IsExtended),
            answered.Count == 0 ? null : answered.Count(r => r.IsOnTime is true) * 100 / answered.Count,
            RequestStatistics.Median(days),
            days.Length == 0 ? null : Math.Round(days.Average(), 1, MidpointRounding.AwayFromZero)
        )
        {
            Channels = requests.CountBy(r => r.Channel).ToDictionary(),
            Outcomes = answered.CountBy(r => r.Outcome!.Value).ToDictionary(),
        };
    }
}
