using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Tests.Jurisdictions;

/// <summary>The deletion rules as the repository ships them.</summary>
internal static class ReviewedRules
{
    public static readonly string Directory = Path.Combine(AppContext.BaseDirectory, "policies");

    public static readonly DeadlineRules Shipped = DeadlineRules.Load(Directory);

    public static DateTimeOffset NoonUtc(string day) =>
        new(
            DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            new TimeOnly(12, 0),
            TimeSpan.Zero
        );

    /// <summary>The instant at which it is noon in the authority's time zone.</summary>
    public static DateTimeOffset NoonIn(string place, DateOnly day)
    {
        var noon = day.ToDateTime(new TimeOnly(12, 0));
        return new(noon, Shipped.FindJurisdiction(place).Zone.GetUtcOffset(noon));
    }

    public static DateOnly Day(string day) =>
        DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
