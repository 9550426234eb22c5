using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.Intake;

/// <summary>The content of one CloudEvent, checked for form.</summary>
/// <param name="Source">The reporting system.</param>
/// <param name="EventId">Its id there; with the source it makes a report count once.</param>
/// <param name="WorkerId">Whose data it is about.</param>
public abstract record Report(string Source, string EventId, string WorkerId)
{
    /// <summary>What the source says later about a report of its own, where this is such an event.</summary>
    public AmendmentReport? Amends { get; init; }

    /// <summary>SHA-256 of everything said, so that a repeat is told from another report under the same id.</summary>
    public byte[] ContentHash => field ??= Fingerprint.Compute(this);
}

/// <summary>
/// A disclosure as a source reports it, for the first time or as what is right instead of an earlier report.
/// </summary>
/// <param name="Time">When it happened; UTC, whole milliseconds.</param>
/// <param name="Detail">Raw JSON of what else was said.</param>
public sealed record DisclosureReport(
    string Source,
    string EventId,
    DateTimeOffset Time,
    string WorkerId,
    string PartyId,
    Direction Direction,
    Purpose Purpose,
    IReadOnlyList<ReportedItem> Items,
    string? InterviewId,
    string? Detail
) : Report(Source, EventId, WorkerId);

/// <summary>That an earlier report told of something which never happened.</summary>
public sealed record Retraction(string Source, string EventId, string WorkerId) : Report(Source, EventId, WorkerId);

/// <summary>The report an amendment is about.</summary>
/// <param name="Target">That report, the first one even where it has been corrected before.</param>
/// <param name="At">When the amendment was made: of several, the latest holds.</param>
/// <param name="Reason">Why, in words for the worker.</param>
public sealed record AmendmentReport(EventRef Target, DateTimeOffset At, string? Reason);

/// <summary>An event, as its source names it.</summary>
public readonly record struct EventRef(string Source, string EventId);

/// <summary>An item as a source names it.</summary>
public sealed record ReportedItem(string Id, DataCategory Category);

/// <summary>What became of one report.</summary>
/// <param name="Outcome">Taken, known already, or refused.</param>
/// <param name="Errors">Why it was refused.</param>
public sealed record IntakeResult(IntakeOutcome Outcome, IReadOnlyList<FieldError> Errors)
{
    public static readonly IntakeResult Accepted = new(IntakeOutcome.Accepted, []);
    public static readonly IntakeResult Duplicate = new(IntakeOutcome.Duplicate, []);
    public static readonly IntakeResult Conflict = new(
        IntakeOutcome.Rejected,
        [new("/id", "An event with this source and id was taken before, and it said something else.")]
    )
    {
        Error = IntakeError.Conflict,
    };

    public static readonly IntakeResult KeyRevoked = new(IntakeOutcome.Rejected, []) { Error = IntakeError.KeyRevoked };

    public static readonly IntakeResult QuotaExhausted = new(IntakeOutcome.Rejected, [])
    {
        Error = IntakeError.QuotaExhausted,
    };

    /// <summary>Of which sort the refusal is.</summary>
    public IntakeError Error { get; private init; }

    public static IntakeResult Rejected(params IReadOnlyList<FieldError> errors) => new(IntakeOutcome.Rejected, errors);

    /// <summary>Refused for now: once what it names has been announced, the same event is taken.</summary>
    public static IntakeResult NotAnnounced(params IReadOnlyList<FieldError> errors) =>
        new(IntakeOutcome.Rejected, errors) { Error = IntakeError.NotAnnounced };

    /// <summary>Whose pages have changed: the workers of what was accepted.</summary>
    /// <param name="reports">What was taken.</param>
    /// <param name="outcomes">What became of each, in the same order.</param>
    internal static string[] GetAffectedWorkers(IReadOnlyList<Report> reports, IReadOnlyList<IntakeResult> outcomes) =>
        [
            .. reports
                .Zip(outcomes)
                .Where(r => r.Second.Outcome is IntakeOutcome.Accepted)
                .Select(r => r.First.WorkerId)
                .Distinct(StringComparer.Ordinal),
        ];
}

/// <summary>What can become of a report.</summary>
public enum IntakeOutcome
{
    /// <summary>Durable.</summary>
    Accepted,

    /// <summary>Taken before, under the same source and id, with the same content.</summary>
    Duplicate,
    Rejected,
}

/// <summary>The sorts of refusal, since a caller does something else about each.</summary>
public enum IntakeError
{
    /// <summary>The event must be mended.</summary>
    Invalid,

    /// <summary>A worker or party must be announced; the same event is then taken.</summary>
    NotAnnounced,

    /// <summary>The id stands for another event; a correction is an event of its own.</summary>
    Conflict,

    /// <summary>The key has reported all it may today.</summary>
    QuotaExhausted,

    /// <summary>The key was revoked or expired while it was reporting.</summary>
    KeyRevoked,
}
