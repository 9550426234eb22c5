using JoinArena.PrivacyPortal.Jurisdictions.Counting;
using JoinArena.PrivacyPortal.Jurisdictions.Sources;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>The periods and grounds of one law, read from a file in <c>policies/deletion/laws</c>.</summary>
/// <param name="Code">Such as <c>EU-GDPR</c>.</param>
/// <param name="Name">The law's full name.</param>
/// <param name="ComplainTo">The authority that takes a worker's complaint.</param>
/// <param name="Basis">Why JoinArena keeps the periods of this law.</param>
/// <param name="BindingFrom">The first day on which the law binds; null if it already does.</param>
/// <param name="AcknowledgementPeriod">The time to confirm receipt; null if the law doesn't ask for that.</param>
/// <param name="ResponsePeriod">The time to answer a request; null for a law that only has grounds.</param>
/// <param name="ExtendedPeriod">The whole time from receipt after an extension; null if the law allows none.</param>
/// <param name="Grounds">The reasons to keep data or to refuse a request.</param>
/// <param name="Review">Who has signed the file.</param>
public sealed record Law(
    string Code,
    string Name,
    string ComplainTo,
    LawBasis Basis,
    DateOnly? BindingFrom,
    Period? AcknowledgementPeriod,
    Period? ResponsePeriod,
    Period? ExtendedPeriod,
    IReadOnlyList<Ground> Grounds,
    Review? Review
)
{
    /// <summary>True once counsel has signed the file.</summary>
    public bool IsReviewed => Review is not null;

    /// <summary>What a refusal must contain; null for a law that only has grounds.</summary>
    public RefusalDuty? RefusalDuty { get; init; }

    /// <summary>The effect of asking for proof of identity; null for a law that only has grounds.</summary>
    public IdentityCheck? IdentityCheck { get; init; }

    /// <summary>
    /// How long the record of a request is kept after the request ends; null for a law that only has grounds.
    /// </summary>
    public Period? RetentionPeriod { get; init; }

    /// <summary>
    /// The time to refuse a request, which no extension makes longer; null if a refusal has the time of an answer.
    /// </summary>
    public Period? RefusalPeriod { get; init; }

    /// <summary>How fast a complaint or an appeal to JoinArena is handled; null if the law sets no clock for it.</summary>
    public RemedyClock? RemedyClock { get; init; }

    /// <summary>The right to object to a use, if the law weighs the objection; null if it grants none.</summary>
    public ObjectionRight? Objection { get; init; }

    /// <summary>The last day on which the law binds; null if no end is known.</summary>
    public DateOnly? BindingUntil { get; init; }

    /// <summary>The code of the law that binds from the day after <see cref="BindingUntil"/>; null if none does.</summary>
    public string? ReplacedBy { get; init; }

    /// <summary>The website of the authority that takes complaints; null if none is known.</summary>
    public string? Website { get; init; }

    /// <summary>Where the file has its rules from.</summary>
    public required RuleSource Source { get; init; }

    /// <summary>Whether the worker's residence or the place of the job decides that the law holds.</summary>
    public HoldsBy HoldsBy { get; init; }

    /// <summary>The kinds of data it is about, for a law of the job's place; empty for all.</summary>
    public IReadOnlySet<DataCategory> Categories { get; init; } = new HashSet<DataCategory>();

    /// <summary>Returns true if data of that kind, made for a job where the law is in force, is under the law.</summary>
    public bool HoldsForJobData(DataCategory category) =>
        HoldsBy is HoldsBy.Job && (Categories.Count == 0 || Categories.Contains(category));

    /// <summary>Returns true if the law says something about a request received on that day.</summary>
    public bool HoldsOn(DateOnly received) => !(BindingFrom > received || BindingUntil < received);

    /// <summary>Returns true if the law binds for a request received on that day, and is no promise of ours.</summary>
    public bool IsBindingFor(DateOnly received) => Basis == LawBasis.Binding && HoldsOn(received);
}
