namespace JoinArena.PrivacyPortal.Jurisdictions.Counting;

/// <summary>A period of a law, counted for one request.</summary>
/// <param name="Law">The law.</param>
/// <param name="Period">The period.</param>
/// <param name="Start">The day the period is counted from.</param>
/// <param name="PausedDays">Days that don't count, because JoinArena waited for proof of identity.</param>
internal sealed record CountedPeriod(Law Law, Period Period, DateOnly Start, int PausedDays)
{
    /// <summary>The last day, without the paused days.</summary>
    public DateOnly GetUnpausedEnd(WorkingDays days) => Period.GetLastDay(Start, days.Place.Weekend);

    /// <summary>The last day, before it moves to a working day.</summary>
    public DateOnly GetEnd(WorkingDays days) => GetUnpausedEnd(days).AddDays(PausedDays);

    /// <summary>The last day of the period.</summary>
    public DateOnly GetLastDay(WorkingDays days) => Rolls(days) ? days.Roll(GetEnd(days)) : GetEnd(days);

    /// <summary>Returns true if a last day that is not a working day moves.</summary>
    public bool Rolls(WorkingDays days) => Period.Rolls && days.Place.Calendar is not null;

    /// <summary>Returns true if the last month has no day with the number of <see cref="Start"/>.</summary>
    public bool EndsEarlyInMonth =>
        Period is { Unit: PeriodUnit.Months, From: CountedFrom.DayAfter }
        && Start.AddMonths(Period.Length).Day != Start.Day;
}
