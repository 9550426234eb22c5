using System.Globalization;
using JoinArena.PrivacyPortal.Jurisdictions.Counting;
using JoinArena.PrivacyPortal.Jurisdictions.Sources;

namespace JoinArena.PrivacyPortal.Tests.Jurisdictions;

/// <summary>The engine and a second computation agree for every listed place.</summary>
public sealed class IndependentDateTests
{
    /// <summary>The first day after which the United Kingdom counts as it does now.</summary>
    private static readonly DateOnly s_first = new(2026, 2, 5);

    /// <summary>The last day of receipt whose extended answer falls into the years that the tables know.</summary>
    private static readonly DateOnly s_last = new(2030, 8, 31);

    public static TheoryData<string> Places => new(ReviewedRules.Shipped.All.Select(p => p.Code));

    [Theory, MemberData(nameof(Places))]
    public void The_dates_of_a_place_are_those_that_counting_day_by_day_gives(string place)
    {
        IndependentDates.Answers.ShouldContainKey(place);

        var different = new List<string>();
        for (var day = s_first; day <= s_last; day = NextDay(day))
        {
            var deadlines = ReviewedRules.Shipped.ComputeDeadlines(place, ReviewedRules.NoonIn(place, day));
            Compare("answer", deadlines.DueBy, IndependentDates.GetDueDay(place, day));
            Compare("extended", deadlines.ExtendableTo, IndependentDates.FindExtendedDay(place, day));
            Compare("refusal", deadlines.RefuseBy, IndependentDates.FindRefusalDay(place, day));
            Compare("receipt", deadlines.AcknowledgeBy, IndependentDates.FindConfirmationDay(place, day));

            void Compare(string what, DateOnly? found, DateOnly? expected)
            {
                if (found != expected)
                {
                    different.Add(
                        string.Create(CultureInfo.InvariantCulture, $"{day}, {what}: {found}, not {expected}")
                    );
                }
            }
        }

        different.ShouldBeEmpty();
    }

    [Fact]
    public void Each_calendar_is_known_until_2030_and_says_that_its_days_were_computed_and_what_to_compare_them_with()
    {
        var calendars = ReviewedRules.Shipped.All.Select(p => p.Calendar).OfType<HolidayCalendar>().Distinct().ToList();

        calendars.Count.ShouldBe(11);
        calendars.ShouldAllBe(c => c.From == new DateOnly(2026, 1, 1) && c.Until == new DateOnly(2030, 12, 31));
        calendars.ShouldAllBe(c => c.Source.Text.Contains("dates computed by rule"));
        calendars.ShouldAllBe(c => c.Source.Learned != HowLearned.Read, "nobody has read the Official Journal's list");
        calendars
            .Where(c => !c.Source.Text.Contains("the list that the Official Journal (C series) publishes"))
            .Select(c => c.Code)
            .ShouldBe(["GB"], "it is no member state");
    }

    /// <summary>Every third day, and each around the end of a month and of a year.</summary>
    private static DateOnly NextDay(DateOnly day) => day.AddDays(day.Day is >= 26 or <= 2 || day.Month is 12 ? 1 : 3);
}
