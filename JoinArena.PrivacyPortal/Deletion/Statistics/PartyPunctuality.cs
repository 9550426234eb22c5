namespace JoinArena.PrivacyPortal.Deletion.Statistics;

/// <summary>How one party answered the requests that were received in one calendar year (UTC).</summary>
/// <param name="Asked">How often the party was asked to erase.</param>
/// <param name="Answered">How often the party has answered.</param>
/// <param name="Overdue">How many answers are missing and past their deadline.</param>
/// <param name="OnTimePercent">
/// The share of answers that came by their deadline, rounded down; null before the first answer.
/// </param>
/// <param name="MedianDays">The median of whole days from notification to answer.</param>
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
