using System.Globalization;

namespace JoinArena.PrivacyPortal.Tests.Jurisdictions;

/// <summary>The engine and a second computation agree for every listed place.</summary>
public sealed class IndependentDateTests
{
    /// <summary>From the first day of Chile's new act, and before India's, to the last whose answer the tables know.</summary>
    private static readonly DateOnly s_first = new(2026, 12, 1);

    public static TheoryData<string> Places => new(ReviewedRules.Shipped.All.Select(p => p.Code));

    [Theory, MemberData(nameof(Places))]
    public void The_deadline_of_a_place_is_the_one_that_counting_day_by_day_gives(string place)
    {
        IndependentDates.Answers.ShouldContainKey(place);

        var last = place == "IN" ? new DateOnly(2027, 5, 12) : new DateOnly(2030, 10, 31);
        var different = new List<string>();
        for (var day = s_first; day <= last; day = NextDay(day))
        {
            var due = ReviewedRules.Shipped.ComputeDeadlines(place, ReviewedRules.NoonIn(place, day)).DueBy;
            var expected = IndependentDates.GetDueDay(place, day);
            if (due != expected)
                different.Add(string.Create(CultureInfo.InvariantCulture, $"{day}: {due}, by counting {expected}"));
        }

        different.ShouldBeEmpty();
    }

    /// <summary>Every third day, and each around the end of a month and of a year.</summary>
    private static DateOnly NextDay(DateOnly day) => day.AddDays(day.Day is >= 26 or <= 2 || day.Month is 12 ? 1 : 3);
}
