namespace JoinArena.PrivacyPortal.Deletion.Erasure.FollowUp;

/// <summary>When a party that has not answered is reminded: every week, and once in the last days before the deadline.</summary>
internal static class ReminderSchedule
{
    public static readonly TimeSpan Interval = TimeSpan.FromDays(7);

    /// <summary>The last days before the deadline.</summary>
    public static readonly TimeSpan BeforeDeadline = TimeSpan.FromDays(3);

    /// <summary>No party is reminded twice within this time, by whomever.</summary>
    public static readonly TimeSpan MinInterval = TimeSpan.FromDays(1);

    /// <summary>When the portal reminds the party next.</summary>
    /// <param name="last">When it was last notified or reminded.</param>
    public static DateTimeOffset FindNext(DateTimeOffset last, DateOnly dueBy)
    {
        var weekly = last + Interval;
        var lastDays = new DateTimeOffset(dueBy, TimeOnly.MinValue, TimeSpan.Zero) - BeforeDeadline;
        if (last >= lastDays)
            return weekly;
        var soonest = last + MinInterval;
        var beforeDeadline = lastDays > soonest ? lastDays : soonest;
        return weekly < beforeDeadline ? weekly : beforeDeadline;
    }
}
