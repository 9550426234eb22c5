namespace JoinArena.PrivacyPortal.Disclosures.MyData.Months;

/// <summary>How many disclosures there were in a month.</summary>
/// <param name="First">The first day of the month.</param>
/// <param name="Times">How many, at most <see cref="MonthQueries.MaxCounted"/>.</param>
public sealed record MonthCount(DateOnly First, int Times)
{
    /// <summary>The last day of the month.</summary>
    public DateOnly Last => First.AddMonths(1).AddDays(-1);
}

/// <summary>Twelve months in a row.</summary>
/// <param name="Months">The earliest first.</param>
/// <param name="Earlier">The last month before them in which there may be disclosures; null for none.</param>
/// <param name="Later">The first month after them in which there may be disclosures; null for none.</param>
/// <param name="CountedBackTo">How far back was counted, if not to the first of the months; null otherwise.</param>
public sealed record MonthWindow(
    IReadOnlyList<MonthCount> Months,
    DateOnly? Earlier,
    DateOnly? Later,
    DateTimeOffset? CountedBackTo
);
