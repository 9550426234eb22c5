using JoinArena.PrivacyPortal.Acceptance.Uses;
using JoinArena.PrivacyPortal.Acceptance.Uses.Objections;

namespace JoinArena.PrivacyPortal.Staff.Objections;

/// <summary>An objection in the team's list, or on the page where it is answered.</summary>
/// <param name="Stop">The stop that it is.</param>
/// <param name="Jurisdiction">Where the worker lives now.</param>
public sealed record ListedObjection(UseObjection Objection, UseDecision Stop, string Jurisdiction)
{
    /// <summary>The worker's name, on the page where it is answered; the list names no worker.</summary>
    public string? WorkerName { get; init; }
}
