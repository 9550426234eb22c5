namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>Whether a law binds, or its periods are kept as a promise.</summary>
public enum LawBasis
{
    Binding,
    Voluntary,
}

/// <summary>What a ground lets a party do.</summary>
public enum GroundUse
{
    Keeping,
    Refusing,
}

/// <summary>A reason in law to keep something, or to refuse.</summary>
/// <param name="Code">Its name in the API and in records; unique among all laws.</param>
/// <param name="Use">What it is good for.</param>
/// <param name="Citation">Where the law says so.</param>
/// <param name="Text">What the worker is told; English, the key for translation.</param>
public sealed record Ground(string Code, GroundUse Use, string Citation, string Text);

/// <summary>What asking for proof of identity does to the period for the answer.</summary>
public enum IdentityEffect
{
    /// <summary>Nothing: the period runs on.</summary>
    None,

    /// <summary>The days from asking to the answer do not count.</summary>
    Pauses,

    /// <summary>The period starts when the proof has come.</summary>
    Restarts,
}

/// <summary>What a law makes of a check of identity.</summary>
/// <param name="Effect">On the period for the answer.</param>
/// <param name="Citation">Where the law says so, or where it could and does not.</param>
/// <param name="Note">What a reader should know, or null.</param>
public sealed record IdentityCheck(IdentityEffect Effect, string Citation, string? Note);

/// <summary>What a refusal must tell.</summary>
/// <param name="Instruction">For the officer who writes it.</param>
/// <param name="Remedy">
/// What the worker can do besides complaining to the authority; sentences for the worker, English, the key for
/// translation.
/// </param>
/// <param name="Citation">Where the law says so.</param>
public sealed record RefusalDuty(string Instruction, string Remedy, string Citation);

/// <summary>One law's clocks and grounds, as a file in <c>policies/deletion/laws</c> states them.</summary>
/// <param name="Code">Such as <c>EU-GDPR</c>.</param>
/// <param name="Name">Its full name.</param>
/// <param name="ComplainTo">Where a worker can complain.</param>
/// <param name="Basis">Whether it binds.</param>
/// <param name="BindingFrom">The first day on which it binds, if that is not past.</param>
/// <param name="AcknowledgementPeriod">By when receipt must be confirmed, if at all.</param>
/// <param name="ResponsePeriod">By when the request must be answered; null for a law that only gives grounds.</param>
/// <param name="ExtendedPeriod">The whole period from receipt once extended, if it can be.</param>
/// <param name="Grounds">Reasons to keep or refuse.</param>
/// <param name="IsReviewed">Whether counsel has checked it.</param>
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
    bool IsReviewed
)
{
    /// <summary>What a refusal must tell; null for a law that only gives grounds.</summary>
    public RefusalDuty? RefusalDuty { get; init; }

    /// <summary>What asking for proof of identity does; null for a law that only gives grounds.</summary>
    public IdentityCheck? IdentityCheck { get; init; }

    /// <summary>How long the request itself is kept, from its end; null for a law that only gives grounds.</summary>
    public Period? RetentionPeriod { get; init; }

    /// <summary>Whether it binds for a request received on that day.</summary>
    public bool IsBindingFor(DateOnly received) =>
        Basis == LawBasis.Binding && (BindingFrom is null || BindingFrom <= received);
}

/// <summary>A place: which laws hold, whose day it is, whose holidays count.</summary>
/// <param name="Code">ISO 3166: <c>DE</c>, <c>US-CA</c>; or <c>unknown</c>.</param>
/// <param name="Name">In English, the key for translation.</param>
/// <param name="Zone">The authority's.</param>
/// <param name="Calendar">Null where no period rolls.</param>
/// <param name="Laws">At least one of them has a clock.</param>
/// <param name="IsReviewed">Whether counsel has checked it.</param>
/// <param name="ComplainTo">
/// The authority of this place, where its one law leaves that to the place; null where the law names it.
/// </param>
public sealed record Jurisdiction(
    string Code,
    string Name,
    TimeZoneInfo Zone,
    HolidayCalendar? Calendar,
    IReadOnlyList<Law> Laws,
    bool IsReviewed,
    string? ComplainTo = null
)
{
    /// <summary>The laws by which a request is answered there.</summary>
    public IEnumerable<Law> LawsWithDeadline => Laws.Where(l => l.ResponsePeriod is not null);

    /// <summary>The day it is there at that instant.</summary>
    public DateOnly ToLocalDay(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);
}
