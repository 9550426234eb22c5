namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>How near a deadline is.</summary>
public enum DeadlineStage
{
    /// <summary>A week or less ahead.</summary>
    WithinWeek,

    /// <summary>Two days or less ahead.</summary>
    WithinTwoDays,

    /// <summary>Today; only where nothing can be mended the day after.</summary>
    LastDay,

    /// <summary>Passed.</summary>
    Overdue,
}

/// <summary>When the team is alerted about a deadline.</summary>
public static class DeadlineStages
{
    /// <summary>How many days ahead the first stage begins.</summary>
    public const int FirstStageDays = 7;

    /// <summary>How many days ahead the second stage begins.</summary>
    private const int SecondStageDays = 2;

    /// <summary>How near a deadline of an answer is on a day; null if it is more than a week ahead.</summary>
    public static DeadlineStage? GetStage(DateOnly due, DateOnly today) =>
        (due.DayNumber - today.DayNumber) switch
        {
            < 0 => DeadlineStage.Overdue,
            <= SecondStageDays => DeadlineStage.WithinTwoDays,
            <= FirstStageDays => DeadlineStage.WithinWeek,
            _ => null,
        };
}
