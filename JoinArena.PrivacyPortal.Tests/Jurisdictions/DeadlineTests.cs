using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Tests.Jurisdictions;

public sealed class DeadlineTests
{
    [Theory]
    [InlineData("DE", "2026-12-01", "2027-01-04")] // 1 January is a holiday and a Friday
    [InlineData("DE", "2027-01-31", "2027-03-01")] // February has no 31st, and its last day is a Sunday
    [InlineData("DE", "2027-03-05", "2027-04-05")]
    [InlineData("DE", "2027-08-31", "2027-09-30")]
    [InlineData("DE", "2027-02-28", "2027-03-30")] // Easter Sunday, then Easter Monday
    [InlineData("FR", "2027-02-28", "2027-03-30")]
    [InlineData("PT", "2027-02-28", "2027-03-29")] // Easter Monday is a working day in Portugal
    [InlineData("ES", "2027-02-28", "2027-03-29")]
    [InlineData("SE", "2026-12-01", "2027-01-04")] // no national calendar here, but New Year is common to all
    [InlineData("NL", "2027-02-26", "2027-03-26")] // Good Friday is a working day in the Netherlands
    [InlineData("IT", "2027-09-04", "2027-10-05")] // a holiday since 2026
    [InlineData("GB", "2027-03-01", "2027-03-31")] // the day of receipt is day one
    [InlineData("GB", "2026-11-28", "2026-12-29")] // 28 December is the substitute for Boxing Day
    [InlineData("GB", "2027-02-27", "2027-03-29")] // Easter Monday is a working day in Scotland
    [InlineData("GB-SCT", "2027-02-27", "2027-03-29")]
    [InlineData("UK", "2027-03-01", "2027-03-31")]
    [InlineData("EL", "2026-12-01", "2027-01-04")]
    [InlineData("RE", "2027-02-28", "2027-03-30")]
    [InlineData("AX", "2026-12-01", "2027-01-04")]
    [InlineData("DE", "2028-01-29", "2028-02-29")] // a leap day
    public void A_month_ends_the_way_Regulation_1182_71_says(string place, string received, string due) =>
        Due(place, received).DueBy.ShouldBe(ReviewedRules.Day(due));

    [Theory]
    [InlineData("DE", "2027-03-05", "2027-06-07")]
    [InlineData("DE", "2026-12-01", "2027-03-01")] // not two months after the date that was rolled
    [InlineData("US-CA", "2026-12-01", "2027-02-28")]
    [InlineData("CA", "2026-12-01", "2027-01-30")]
    [InlineData("US-VA", "2026-12-01", "2027-03-01")]
    [InlineData("US-CO", "2026-12-01", "2027-03-01")]
    [InlineData("US-TX", "2026-12-01", "2027-03-01")]
    [InlineData("GB", "2026-12-01", "2027-03-01")]
    public void An_extension_is_counted_from_receipt_and_rolled_once(string place, string received, string extended) =>
        Due(place, received).ExtendableTo.ShouldBe(ReviewedRules.Day(extended));

    [Theory]
    [InlineData("US-CA", "2027-01-14")] // the day of receipt is day one
    [InlineData("US-IL", "2026-12-31")]
    [InlineData("BR", "2026-12-16")]
    [InlineData("CA", "2026-12-31")]
    [InlineData("IN", "2027-01-01")]
    [InlineData("US-CO", "2027-01-15")]
    [InlineData("US-VA", "2027-01-15")]
    [InlineData("US-TX", "2027-01-15")]
    public void Plain_days_are_counted_and_never_rolled(string place, string due) =>
        Due(place, "2026-12-01").DueBy.ShouldBe(ReviewedRules.Day(due));

    [Theory]
    [InlineData("2026-12-01", "2026-12-15")]
    [InlineData("2026-12-18", "2027-01-01")]
    public void California_asks_for_an_acknowledgement_in_ten_business_days_not_counting_weekends(
        string received,
        string by
    ) => Due("US-CA", received).AcknowledgeBy.ShouldBe(ReviewedRules.Day(by));

    [Theory]
    [InlineData("DE")]
    [InlineData("GB")]
    [InlineData("US-IL")]
    [InlineData("BR")]
    public void Other_laws_ask_for_no_acknowledgement(string place) =>
        Due(place, "2026-12-01").AcknowledgeBy.ShouldBeNull();

    [Theory]
    [InlineData("BR")]
    [InlineData("IN")]
    public void A_law_without_an_extension_has_none(string place) =>
        Due(place, "2026-12-01").ExtendableTo.ShouldBeNull();

    [Theory]
    [InlineData("DE", "2026-12-02", "2026-12-09", "2027-01-08")] // seven days do not count: 1 January becomes 8 January, a Friday
    [InlineData("DE", "2026-12-02", "2026-12-02", "2027-01-04")]
    [InlineData("GB", "2026-12-02", "2026-12-09", "2027-01-08")] // the period starts when proof arrives
    [InlineData("US-CA", "2026-12-02", "2026-12-20", "2027-01-14")] // the period continues
    [InlineData("US-IL", "2026-12-02", "2026-12-20", "2026-12-31")]
    [InlineData("US-CO", "2026-12-02", "2026-12-20", "2027-01-15")]
    [InlineData("BR", "2026-12-02", "2026-12-09", "2026-12-16")]
    [InlineData("CA", "2026-12-02", "2026-12-09", "2026-12-31")]
    [InlineData("IN", "2026-12-02", "2026-12-09", "2027-01-01")]
    [InlineData("ZZ", "2026-12-02", "2026-12-09", "2026-12-16")]
    public void An_identity_check_changes_the_deadline_only_where_the_law_says_so(
        string place,
        string asked,
        string proven,
        string due
    )
    {
        var waited = ReviewedRules.Shipped.ComputeDeadlines(
            place,
            ReviewedRules.NoonUtc("2026-12-01"),
            new(ReviewedRules.NoonUtc(asked), ReviewedRules.NoonUtc(proven))
        );

        waited.DueBy.ShouldBe(ReviewedRules.Day(due));
        waited.Explanation.ShouldContain(s => s.Contains("identity"));
    }

    [Fact]
    public void A_date_outside_the_calendar_stays_on_the_weekend_and_the_explanation_says_why()
    {
        var deadlines = Due("DE", "2031-02-01");

        deadlines.DueBy.ShouldBe(ReviewedRules.Day("2031-03-01"));
        deadlines.DueBy.DayOfWeek.ShouldBe(DayOfWeek.Saturday);
        deadlines.Explanation.ShouldContain(s => s.Contains("only from 1 January 2026 to 31 December 2030"));
    }

    [Fact]
    public void The_explanation_names_the_receipt_the_period_with_its_source_and_the_move_to_a_working_day() =>
        Due("DE", "2027-01-31")
            .Explanation.ShouldBe([
                "Received on 31 January 2027, the date in Europe/Berlin.",
                "EU-GDPR: 1 month counted from the day after receipt ends on 28 February 2027; "
                    + "that month has no day 31, so it ends on its last day "
                    + "(GDPR Art. 12(3); Regulation (EEC, Euratom) 1182/71 Art. 3(1), 3(2)(c), 3(4)).",
                "28 February 2027 is not a working day (Sunday), so it moves to 1 March 2027; holidays as in DE.",
                "EU-GDPR: the answer is due by 1 March 2027.",
                "EU-GDPR: 3 months counted from the day after receipt ends on 30 April 2027; "
                    + "that month has no day 31, so it ends on its last day (GDPR Art. 12(3)).",
                "EU-GDPR: with an extension, the answer is due by 30 April 2027, "
                    + "if we inform the worker with the reasons (the complexity or the number of requests), before the "
                    + "first month ends.",
                "EU-GDPR: 1 month counted from the day after receipt ends on 28 February 2027; "
                    + "that month has no day 31, so it ends on its last day (GDPR Art. 12(4)).",
                "28 February 2027 is not a working day (Sunday), so it moves to 1 March 2027; holidays as in DE.",
                "EU-GDPR: a refusal is due by 1 March 2027.",
            ]);

    [Fact]
    public void A_deadline_kept_as_a_promise_is_called_a_promise()
    {
        var virginia = Due("US-VA", "2026-12-01");

        virginia.Explanation.ShouldContain("US-VA does not bind for this request; we promise to keep its periods.");
        virginia.Basis.ShouldBe(DeadlineBasis.Promised);
        Due("DE", "2026-12-01").Basis.ShouldBe(DeadlineBasis.Expected);
    }

    [Theory]
    [InlineData("2027-05-12", "IN-SPDI", "2027-06-12")] // it ends when the other law binds, and is the law of its receipt
    [InlineData("2027-05-13", "IN-DPDP", "2027-06-12")]
    public void The_law_of_the_day_of_receipt_decides(string received, string law, string due)
    {
        var deadlines = Due("IN", received);

        (deadlines.Law, deadlines.DueBy).ShouldBe((law, ReviewedRules.Day(due)));
        deadlines.LawDeadlines.Count.ShouldBe(1);
        deadlines.Basis.ShouldBe(DeadlineBasis.Expected);
    }

    [Theory]
    [InlineData("DE", "2027-01-31", "2027-03-01")]
    [InlineData("GB", "2027-01-31", "2027-03-01")] // 27 February is a Saturday
    [InlineData("US-VA", "2026-12-01", "2027-01-15")]
    [InlineData("US-CA", "2026-12-01", null)]
    public void A_refusal_has_its_own_date_which_no_extension_moves(string place, string received, string? by) =>
        Due(place, received).RefuseBy.ShouldBe(by is null ? null : ReviewedRules.Day(by));

    [Fact]
    public void A_last_day_moves_only_past_days_that_are_off_where_we_act_too()
    {
        var rules = DeadlineRules.Load(ReviewedRules.Directory, "IE");

        // Good Friday is a working day in Ireland; Saturday to Monday is free in both.
        var friday = rules.ComputeDeadlines("DE", ReviewedRules.NoonUtc("2027-02-26"));
        var saturday = rules.ComputeDeadlines("DE", ReviewedRules.NoonUtc("2027-02-27"));

        (friday.DueBy, saturday.DueBy).ShouldBe((ReviewedRules.Day("2027-03-26"), ReviewedRules.Day("2027-03-30")));
        friday.Explanation.ShouldContain(
            "26 March 2027 is not a working day in DE (Good Friday), but it is one in IE, where we act, "
                + "so the date does not move past it."
        );
        saturday.Explanation.ShouldContain(s => s.EndsWith("holidays as in DE and IE."));
        Due("DE", "2027-02-26").DueBy.ShouldBe(ReviewedRules.Day("2027-03-30"));
    }

    private static ResponseDeadlines Due(string place, string received) =>
        ReviewedRules.Shipped.ComputeDeadlines(place, ReviewedRules.NoonUtc(received));
}
