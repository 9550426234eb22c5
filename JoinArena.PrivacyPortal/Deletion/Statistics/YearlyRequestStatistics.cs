namespace JoinArena.PrivacyPortal.Deletion.Statistics;

/// <summary>The requests that were confirmed in one calendar year (UTC).</summary>
/// <param name="Open">Requests that have not ended.</param>
/// <param name="Overdue">Open requests that are past their deadline.</param>
/// <param name="OnTimePercent">
/// The share of answered requests that were answered by their deadline, rounded down; null before the first answer.
/// </param>
/// <param name="MedianDays">
/// The median of whole days from confirmation to the last answer; withdrawn requests don't count.
/// </param>
/// <param name="MeanDays">The mean of the same days, to a tenth of a day.</param>
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
