using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Disclosures.Intake;

/// <summary>The result of one report.</summary>
/// <param name="Errors">Each field that is wrong; empty unless the report was rejected for its content.</param>
public sealed record IntakeResult(IntakeOutcome Outcome, IReadOnlyList<FieldError> Errors)
{
    public static readonly IntakeResult Accepted = new(IntakeOutcome.Accepted, []);
    public static readonly IntakeResult Duplicate = new(IntakeOutcome.Duplicate, []);
    public static readonly IntakeResult Conflict = new(
        IntakeOutcome.Rejected,
        [new("/id", "An event with this source and id was accepted before, with different content.")]
    )
    {
        Error = IntakeError.Conflict,
    };

    public static readonly IntakeResult KeyRevoked = new(IntakeOutcome.Rejected, []) { Error = IntakeError.KeyRevoked };

    public static readonly IntakeResult QuotaExhausted = new(IntakeOutcome.Rejected, [])
    {
        Error = IntakeError.QuotaExhausted,
    };

    /// <summary>Why it was rejected; without meaning for other outcomes.</summary>
    public IntakeError Error { get; private init; }

    public static IntakeResult Rejected(params IReadOnlyList<FieldError> errors) => new(IntakeOutcome.Rejected, errors);

    /// <summary>Rejected for now: once what the report names has been announced, the same event is accepted.</summary>
    public static IntakeResult NotAnnounced(params IReadOnlyList<FieldError> errors) =>
        new(IntakeOutcome.Rejected, errors) { Error = IntakeError.NotAnnounced };

    /// <summary>The workers of the accepted reports, whose pages have changed.</summary>
    /// <param name="results">The result of each report, in the same order.</param>
    internal static string[] GetAffectedWorkers(IReadOnlyList<Report> reports, IReadOnlyList<IntakeResult> results) =>
        [
            .. reports
                .Zip(results)
                .Where(r => r.Second.Outcome is IntakeOutcome.Accepted)
                .Select(r => r.First.WorkerId)
                .Distinct(StringComparer.Ordinal),
        ];
}

/// <summary>What can happen to a report.</summary>
public enum IntakeOutcome
{
    /// <summary>It is stored durably.</summary>
    Accepted,

    /// <summary>It was accepted before, under the same source and id, with the same content.</summary>
    Duplicate,
    Rejected,
}

/// <summary>Why a report was rejected. A caller acts differently on each.</summary>
public enum IntakeError
{
    /// <summary>The event must be corrected.</summary>
    Invalid,

    /// <summary>A worker or party must be announced. After that the same event is accepted.</summary>
    NotAnnounced,

    /// <summary>The id belongs to another event. A correction is an event with an id of its own.</summary>
    Conflict,

    /// <summary>The key has used up its events for the day.</summary>
    QuotaExhausted,

    /// <summary>The key was revoked or expired while it was reporting.</summary>
    KeyRevoked,
}
