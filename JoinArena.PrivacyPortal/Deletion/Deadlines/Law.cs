namespace JoinArena.PrivacyPortal.Deletion;

/// <summary>Whether a law binds, or its periods are kept as a promise.</summary>
public enum LawBasis { Binding, Voluntary }

/// <summary>What a ground lets a party do.</summary>
public enum GroundUse { Keeping, Refusing }

/// <summary>A reason in law to keep something, or to refuse.</summary>
/// <param name="Code">Its name in the API and in records; unique among all laws.</param>
/// <param name="Use">What it is good for.</param>
/// <param name="Citation">Where the law says so.</param>
/// <param name="Words">What the worker is told; English, the key for translation.</param>
public sealed record Ground(string Code, GroundUse Use, string Citation, string Words);

/// <summary>One law's clocks and grounds, as a file in <c>policies/deletion/laws</c> states them.</summary>
/// <param name="Code">Such as <c>EU-GDPR</c>.</param>
/// <param name="Name">Its full name.</param>
/// <param name="ComplainTo">Where a worker can complain.</param>
/// <param name="Basis">Whether it binds.</param>
/// <param name="BindingFrom">The first day on which it binds, if that is not past.</param>
/// <param name="Acknowledge">By when receipt must be confirmed, if at all.</param>
/// <param name="Fulfil">By when the request must be answered; null for a law that only gives grounds.</param>
/// <param name="ExtendedTo">The whole period from receipt once extended, if it can be.</param>
/// <param name="Grounds">Reasons to keep or refuse.</param>
/// <param name="Reviewed">Whether counsel has checked it.</param>
public sealed record Law(
    string Code, string Name, string ComplainTo, LawBasis Basis, DateOnly? BindingFrom,
    Period? Acknowledge, Period? Fulfil, Period? ExtendedTo, IReadOnlyList<Ground> Grounds, bool Reviewed)
{
    /// <summary>Whether it binds for a request received on that day.</summary>
    public bool Binds(DateOnly received) => Basis == LawBasis.Binding && (BindingFrom is null || BindingFrom <= received);
}

/// <summary>A place: which laws hold, whose day it is, whose holidays count.</summary>
/// <param name="Code">ISO 3166: <c>DE</c>, <c>US-CA</c>; or <c>unknown</c>.</param>
/// <param name="Name">In English, the key for translation.</param>
/// <param name="Zone">The authority's.</param>
/// <param name="Calendar">Null where no period rolls.</param>
/// <param name="Laws">At least one of them has a clock.</param>
/// <param name="Reviewed">Whether counsel has checked it.</param>
public sealed record Jurisdiction(string Code, string Name, TimeZoneInfo Zone, HolidayCalendar? Calendar, IReadOnlyList<Law> Laws, bool Reviewed);
