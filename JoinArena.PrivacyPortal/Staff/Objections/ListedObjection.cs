using JoinArena.PrivacyPortal.Acceptance.Uses;
using JoinArena.PrivacyPortal.Acceptance.Uses.Objections;

namespace JoinArena.PrivacyPortal.Staff.Objections;

/// <summary>An objection in the team's list, or on the page where it is answered.</summary>
/// <param name="Stop">The stop that it is.</param>
/// <param name="Jurisdiction">Where the worker lives now.</param>
public sealed record ListedObjection(UseObjection Objection, UseDecision Stop, string Jurisdiction)
{
    /// <summary>Which day it is where the worker lives.</summary>
    public DateOnly Today { get; init; }

    /// <summary>How many days the answer's due date is ahead there; negative once it has passed.</summary>
    public int DaysLeft => Objection.DueBy.DayNumber - Today.DayNumber;

    /// <summary>The worker's name, on the page where it is answered; the list names no worker.</summary>
    public string? WorkerName { get; init; }
}
