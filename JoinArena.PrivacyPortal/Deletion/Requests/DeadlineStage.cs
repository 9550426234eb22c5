namespace JoinArena.PrivacyPortal.Deletion.Requests;

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
