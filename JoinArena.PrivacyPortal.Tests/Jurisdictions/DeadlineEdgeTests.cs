using CsCheck;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Jurisdictions.Counting;

namespace JoinArena.PrivacyPortal.Tests.Jurisdictions;

/// <summary>The edges of days, months, weeks and laws, in every place.</summary>
public sealed class DeadlineEdgeTests
{
    private static readonly Jurisdiction[] s_places = [.. ReviewedRules.Shipped.All];
    private static readonly Gen<Jurisdiction> s_place = Gen.Int[0, s_places.Length - 1].Select(i => s_places[i]);
    private static readonly Gen<DateOnly> s_day = Gen.Int[0, 5 * 365].Select(d => new DateOnly(2026, 1, 1).AddDays(d));

    [Fact]
    public void The_first_and_the_last_second_of_a_day_where_the_authority_is_give_the_same_dates() =>
        Gen.Select(s_place, s_day)
            .Sample(
                (place, day) =>
                {
                    var first = ReviewedRules.Shipped.ComputeDeadlines(place.Code, At(place, day, new(0, 0, 0)));
                    var last = ReviewedRules.Shipped.ComputeDeadlines(place.Code, At(place, day, new(23, 59, 59)));
                    return first.Received == day
                        && last.Received == day
                        && (first.DueBy, first.ExtendableTo, first.RefuseBy, first.AcknowledgeBy)
                            == (last.DueBy, last.ExtendableTo, last.RefuseBy, last.AcknowledgeBy);
                }
            );

    [Fact]
    public void A_period_of_business_days_has_that_many_days_outside_the_weekend_of_its_place_and_ends_on_one() =>
        Gen.Select(s_place, s_day)
            .Sample(
                (place, day) =>
                    place
                        .Laws.Select(l => l.ResponsePeriod)
                        .OfType<Period>()
                        .Where(p => p is { Unit: PeriodUnit.BusinessDays, From: CountedFrom.DayAfter })
                        .All(period =>
                        {
                            var last = period.GetLastDay(day, place.Weekend);
                            var worked = Enumerable
                                .Range(1, last.DayNumber - day.DayNumber)
                                .Count(d => !place.Weekend.Contains(day.AddDays(d)));
                            return worked == period.Length && !place.Weekend.Contains(last);
                        })
            );

    [Theory]
    [InlineData("DE", "2028-01-31", "2028-02-29")]
    [InlineData("DE", "2027-01-31", "2027-03-01")] // no leap year: 28 February is a Sunday
    [InlineData("DE", "2028-02-29", "2028-03-29")]
    [InlineData("GB", "2028-02-29", "2028-03-28")] // the day of receipt is counted
    [InlineData("US-IL", "2028-02-28", "2028-03-29")]
    [InlineData("BR", "2028-02-20", "2028-03-06")]
    [InlineData("BR", "2027-02-20", "2027-03-07")]
    public void A_leap_day_is_a_day_like_any_other(string place, string received, string due) =>
        ReviewedRules
            .Shipped.ComputeDeadlines(place, ReviewedRules.NoonUtc(received))
            .DueBy.ShouldBe(ReviewedRules.Day(due));

    [Theory]
    [InlineData("2026-12-03", "2026-12-13")] // Thursday, then six days from Sunday on: the next Sunday
    [InlineData("2026-12-04", "2026-12-13")]
    [InlineData("2026-12-06", "2026-12-14")]
    public void In_Egypt_the_weekend_is_Friday_and_Saturday(string received, string due) =>
        ReviewedRules
            .Shipped.ComputeDeadlines("EG", ReviewedRules.NoonUtc(received))
            .DueBy.ShouldBe(ReviewedRules.Day(due));

    [Fact]
    public void Only_laws_that_hold_on_the_day_of_receipt_give_a_date_and_every_day_has_one() =>
        Gen.Select(s_place, s_day)
            .Sample(
                (place, day) =>
                {
                    var deadlines = ReviewedRules.Shipped.ComputeDeadlines(place.Code, At(place, day, new(12, 0, 0)));
                    var holding = place.Laws.Where(l => l.HoldsOn(day)).Select(l => l.Code);
                    return deadlines.LawDeadlines.Count > 0 && deadlines.LawDeadlines.All(l => holding.Contains(l.Law));
                }
            );

    [Theory]
    [InlineData("2026-11-30", "CL-19628", "2026-12-02", null)] // it ends after the new act binds, and is of the old one
    [InlineData("2026-12-01", "CL-21719", "2026-12-31", "2026-12-03")] // with two days for a temporary block
    public void In_Chile_the_new_act_holds_for_what_is_received_from_its_first_day(
        string received,
        string law,
        string due,
        string? acknowledged
    )
    {
        var deadlines = ReviewedRules.Shipped.ComputeDeadlines("CL", ReviewedRules.NoonUtc(received));

        (deadlines.Law, deadlines.DueBy).ShouldBe((law, ReviewedRules.Day(due)));
        deadlines.AcknowledgeBy.ShouldBe(acknowledged is null ? null : ReviewedRules.Day(acknowledged));
    }

    [Theory]
    [InlineData("US-CO", "US-CO")]
    [InlineData("CO", "CO-1581")]
    [InlineData("CA", "CA-PIPEDA")]
    [InlineData("US-CA", "US-CA-CCPA")]
    public void A_country_is_not_taken_for_a_state_of_the_same_letters(string place, string law) =>
        ReviewedRules.Shipped.ComputeDeadlines(place, ReviewedRules.NoonUtc("2026-12-01")).Law.ShouldBe(law);

    [Theory]
    [InlineData("2026-12-01", 1, "2026-12-01")] // a Tuesday, and the first of the days
    [InlineData("2026-12-01", 5, "2026-12-07")]
    [InlineData("2026-12-05", 1, "2026-12-07")] // a Saturday is none of them
    public void Business_days_that_are_counted_from_the_day_itself_begin_with_it(
        string received,
        int length,
        string last
    ) =>
        new Period(length, PeriodUnit.BusinessDays, CountedFrom.DayItself, Rolls: false, "a test", null, null)
            .GetLastDay(ReviewedRules.Day(received))
            .ShouldBe(ReviewedRules.Day(last));

    [Fact]
    public void A_period_that_does_not_move_ends_on_a_Saturday_where_others_do()
    {
        var clock = ReviewedRules.Shipped.ComputeRemedyDeadlines(
            "GB",
            RemedyKind.Complaint,
            ReviewedRules.NoonUtc("2026-12-04")
        )!;

        clock.AcknowledgeBy.ShouldBe(ReviewedRules.Day("2027-01-02"));
        clock.AcknowledgeBy!.Value.DayOfWeek.ShouldBe(DayOfWeek.Saturday);
    }

    [Theory]
    [InlineData("2027-02-27", "2027-02-28", "it moves to 28 February 2027")] // nothing is known of the day after
    [InlineData("2027-02-28", "2027-02-28", "only from 1 January 2026 to 27 February 2027")]
    public void The_last_day_of_a_calendar_is_still_known(string ends, string due, string says)
    {
        var germany = ReviewedRules.Shipped.FindJurisdiction("DE");
        var rules = new DeadlineRules([
            germany with
            {
                Calendar = germany.Calendar! with { Until = ReviewedRules.Day("2027-02-27") },
            },
        ]);

        var deadlines = rules.ComputeDeadlines("DE", ReviewedRules.NoonUtc(ends).AddMonths(-1));

        deadlines.DueBy.ShouldBe(ReviewedRules.Day(due));
        deadlines.Explanation.ShouldContain(s => s.Contains(says));
    }

    [Theory]
    [InlineData("JP", "2027-01-31", "2027-01-31T03:00:00Z")]
    [InlineData("DE", "2027-07-01", "2027-07-01T10:00:00Z")] // in summer
    [InlineData("DE", "2027-01-01", "2027-01-01T11:00:00Z")]
    [InlineData("US-CA", "2027-01-31", "2027-01-31T20:00:00Z")]
    public void A_receipt_of_which_only_the_day_is_known_counts_from_noon_there(string place, string day, string at)
    {
        var noon = ReviewedRules.Shipped.FindJurisdiction(place).GetNoonOf(ReviewedRules.Day(day));

        noon.ShouldBe(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));
        noon.Offset.ShouldBe(TimeSpan.Zero);
    }

    /// <summary>An instant of a day in a place; where the clock skips the hour, the first instant of the day.</summary>
    private static DateTimeOffset At(Jurisdiction place, DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        while (place.Zone.IsInvalidTime(local))
            local = local.AddMinutes(30);
        return new(local, place.Zone.GetUtcOffset(local));
    }
}
