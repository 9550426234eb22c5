using JoinArena.PrivacyPortal.Jurisdictions.Sources;

namespace JoinArena.PrivacyPortal.Jurisdictions.Counting;

/// <summary>The public holidays of one place, for the years its source covers.</summary>
/// <param name="Code">The calendar's name, such as <c>DE</c>.</param>
/// <param name="Source">Where the days are published, and how that was learned.</param>
/// <param name="From">The first day the calendar covers.</param>
/// <param name="Until">The last day the calendar covers.</param>
/// <param name="Days">The date and name of each holiday.</param>
/// <param name="Review">Who has signed the calendar.</param>
public sealed record HolidayCalendar(
    string Code,
    RuleSource Source,
    DateOnly From,
    DateOnly Until,
    IReadOnlyDictionary<DateOnly, string> Days,
    Review? Review
)
{
    /// <summary>What the file says whose days they are, such as "every country of the European Economic Area".</summary>
    public string? Name { get; init; }

    /// <summary>The code of one country, as <c>DE</c>; of several, their name, since nobody knows such a code.</summary>
    public string ShortName => Code.Length > CountryCodeLength && Name is not null ? Name : Code;

    private const int CountryCodeLength = 2;

    /// <summary>True once counsel has signed the calendar.</summary>
    public bool IsReviewed => Review is not null;

    /// <summary>Returns true if the day lies in the years the source covers.</summary>
    public bool Covers(DateOnly day) => From <= day && day <= Until;
}
