namespace JoinArena.PrivacyPortal.Jurisdictions.Counting;

/// <summary>The days of the week on which a place does not work.</summary>
/// <param name="Days">One or two days.</param>
public sealed record Weekend(IReadOnlySet<DayOfWeek> Days)
{
    /// <summary>The weekend of a place whose entry names none.</summary>
    public static Weekend SaturdayAndSunday { get; } =
        new(new HashSet<DayOfWeek> { DayOfWeek.Saturday, DayOfWeek.Sunday });

    public bool Contains(DateOnly day) => Days.Contains(day.DayOfWeek);
}
