using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>A disclosure as a source reports it: the content of one CloudEvent, checked for form.</summary>
/// <param name="Source">The reporting system.</param>
/// <param name="EventId">Its id there.</param>
/// <param name="Time">When it happened; UTC, whole milliseconds.</param>
/// <param name="Detail">Raw JSON of what else was said.</param>
public sealed record DisclosureReport(
    string Source, string EventId, DateTimeOffset Time, string WorkerId, string PartyId, Direction Direction, Purpose Purpose,
    IReadOnlyList<ReportedItem> Items, string? InterviewId, string? Detail);

/// <summary>An item as a source names it.</summary>
public sealed record ReportedItem(string Id, DataCategory Category);

/// <summary>What became of one report.</summary>
/// <param name="Outcome">Taken, known already, or refused.</param>
/// <param name="Errors">Why it was refused.</param>
public sealed record Intake(IntakeOutcome Outcome, IReadOnlyList<Access.FieldError> Errors)
{
    public static readonly Intake Accepted = new(IntakeOutcome.Accepted, []);
    public static readonly Intake Duplicate = new(IntakeOutcome.Duplicate, []);

    public static Intake Rejected(params IReadOnlyList<Access.FieldError> errors) => new(IntakeOutcome.Rejected, errors);
}

/// <summary>What can become of a report.</summary>
public enum IntakeOutcome
{
    /// <summary>Durable.</summary>
    Accepted,

    /// <summary>Taken before, under the same source and id.</summary>
    Duplicate,
    Rejected,
}
