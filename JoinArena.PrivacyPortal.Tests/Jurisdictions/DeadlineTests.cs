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
    [InlineData("DE", "2027-01-31T23:30:00Z", "2027-02-01")]
    [InlineData("PT", "2027-01-31T23:30:00Z", "2027-01-31")]
    [InlineData("US-CA", "2027-01-31T07:59:59Z", "2027-01-30")]
    [InlineData("IN", "2027-01-31T18:30:00Z", "2027-02-01")]
    public void The_day_of_receipt_is_the_day_in_the_authoritys_time_zone(string place, string instant, string day) =>
        ReviewedRules
            .Shipped.ComputeDeadlines(
                place,
                DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)
            )
            .Received.ShouldBe(ReviewedRules.Day(day));

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

    [Theory]
    [InlineData("DE", "2027-01-31", "2030-01-31", "EU-GDPR")]
    [InlineData("US-CA", "2027-01-31", "2029-01-31", "US-CA-CCPA")]
    [InlineData("IN", "2028-02-29", "2029-02-28", "IN-DPDP")]
    [InlineData("ZZ", "2027-01-31", "2029-01-31", "JOINARENA-PROMISE")]
    public void The_record_of_a_request_is_kept_for_the_longest_period_of_its_laws(
        string place,
        string ended,
        string until,
        string law
    )
    {
        var kept = ReviewedRules.Shipped.ComputeRetentionEnd(place, ReviewedRules.Day(ended));

        (kept.Day, kept.Law).ShouldBe((ReviewedRules.Day(until), law));
    }

    [Theory]
    [InlineData(
        "PT",
        "the Comissão Nacional de Proteção de Dados (CNPD)",
        "You can also go to court, whether or not you complain."
    )]
    [InlineData(
        "DE",
        "the data protection authority of your Land, or of ours",
        "You can also go to court, whether or not you complain."
    )]
    [InlineData(
        "GB",
        "the Information Commissioner's Office (now becoming the Information Commission)",
        "You can also complain to us, and we confirm that within 30 days, or ask a court for an order."
    )]
    [InlineData(
        "CA",
        "the Privacy Commissioner of Canada",
        "Complain within six months. Once the Commissioner has reported on it, you can go to the Federal Court."
    )]
    [InlineData("US-NY", "the Attorney General of New York", "Write to us under the request.")]
    [InlineData("US-FL", "the Attorney General of your state", "Write to us under the request.")]
    [InlineData("ZZ", "the privacy authority of your country, where it has one", "Write to us under the request.")]
    public void Each_place_names_its_authority_and_the_other_remedies(string place, string authority, string words)
    {
        var remedy = ReviewedRules.Shipped.FindRemedies(place).ShouldHaveSingleItem();

        (remedy.Authority, remedy.Words).ShouldBe((authority, words));
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
    public void A_place_whose_law_nobody_wrote_down_gets_our_own_promise_and_no_law_of_another_place()
    {
        var unknown = Due("ZZ", "2026-12-01");

        unknown.Jurisdiction.ShouldBe("ZZ");
        unknown.DueBy.ShouldBe(ReviewedRules.Day("2026-12-16"));
        unknown.ExtendableTo.ShouldBe(ReviewedRules.Day("2027-01-15"));
        unknown.AcknowledgeBy.ShouldBeNull();
        unknown.Law.ShouldBe("JOINARENA-PROMISE");
        unknown.Basis.ShouldBe(DeadlineBasis.Promised);
        unknown.Explanation[0].ShouldBe("We know no law for ZZ, so we keep our own promise.");
        ReviewedRules.Shipped.FindGrounds("ZZ", GroundUse.Keeping).ShouldAllBe(g => g.Code.StartsWith("promise-"));
    }

    [Fact]
    public void A_state_without_an_act_gets_the_promise_for_the_United_States()
    {
        var florida = Due("US-FL", "2026-12-01");

        florida.DueBy.ShouldBe(ReviewedRules.Day("2026-12-31"));
        florida.LawDeadlines.Select(c => c.Law).ShouldBe(["JOINARENA-PROMISE-US"]);
        Due("DE-BY", "2026-12-01").DueBy.ShouldBe(Due("DE", "2026-12-01").DueBy);
    }

    [Fact]
    public void Every_law_with_a_deadline_has_a_truthful_ground_for_a_request_that_was_not_proven() =>
        ReviewedRules
            .Shipped.All.SelectMany(p => p.Laws)
            .Where(l => l.ResponsePeriod is not null)
            .ShouldAllBe(l =>
                l.Grounds.Any(g =>
                    g.Use == GroundUse.Refusing
                    && (g.Text.Contains("could not be confirmed") || g.Text.Contains("not enough to find"))
                )
            );

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
                    + "if we inform the worker with reasons, before the first month ends.",
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
    [InlineData("IN", "2027-05-12", "IN-SPDI", "spdi-not-proven", "dpdp-not-verified")]
    [InlineData("IN", "2027-05-13", "IN-DPDP", "dpdp-not-verified", "spdi-not-proven")]
    [InlineData("CL", "2026-11-30", "CL-19628", "cl-old-not-proven", "cl-not-proven")]
    [InlineData("CL", "2026-12-01", "CL-21719", "cl-not-proven", "cl-old-not-proven")]
    public void Grounds_authority_and_keeping_are_of_the_law_of_the_day_of_receipt(
        string place,
        string received,
        string law,
        string ground,
        string other
    )
    {
        var places = new RequestPlaces(place, []) { Received = ReviewedRules.NoonUtc(received) };
        var rules = ReviewedRules.Shipped;

        rules.FindRemedies(places).ShouldHaveSingleItem().Law.ShouldBe(law);
        rules.FindGround(places, ground).ShouldNotBeNull();
        rules.FindGround(places, other).ShouldBeNull();
        rules.ComputeRetentionEnd(places, ReviewedRules.Day("2027-06-30")).Law.ShouldBe(law);
    }

    [Theory]
    [InlineData("DE", "2027-01-31", "2027-03-01")]
    [InlineData("GB", "2027-01-31", "2027-03-01")] // 27 February is a Saturday
    [InlineData("US-VA", "2026-12-01", "2027-01-15")]
    [InlineData("US-CA", "2026-12-01", null)]
    public void A_refusal_has_its_own_date_which_no_extension_moves(string place, string received, string? by) =>
        Due(place, received).RefuseBy.ShouldBe(by is null ? null : ReviewedRules.Day(by));

    [Theory]
    [InlineData("GB", RemedyKind.Complaint, "2026-12-30", null, null)] // the day of receipt is day one
    [InlineData("US-CO", RemedyKind.Appeal, null, "2027-01-15", "2027-03-16")]
    [InlineData("US-TX", RemedyKind.Appeal, null, "2027-01-30", null)]
    public void A_complaint_and_an_appeal_have_a_clock(
        string place,
        RemedyKind kind,
        string? acknowledged,
        string? answered,
        string? extended
    )
    {
        var clock = ReviewedRules.Shipped.ComputeRemedyDeadlines(
            new(place, []),
            kind,
            ReviewedRules.NoonUtc("2026-12-01")
        )!;

        new[] { clock.AcknowledgeBy, clock.AnswerBy, clock.ExtendableTo }.ShouldBe(
            new[] { acknowledged, answered, extended }.Select(d => d is null ? (DateOnly?)null : ReviewedRules.Day(d))
        );
        clock.Clock.NextStep.ShouldEndWith(".");
    }

    [Fact]
    public void A_law_without_an_appeal_has_no_clock_for_one() =>
        ReviewedRules
            .Shipped.ComputeRemedyDeadlines(new("DE", []), RemedyKind.Appeal, ReviewedRules.NoonUtc("2026-12-01"))
            .ShouldBeNull();

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

    [Fact]
    public void No_rule_is_called_reviewed_before_counsel_has_signed_it() =>
        ReviewedRules.Shipped.All.ShouldAllBe(p => !Due(p.Code, "2026-12-01").IsReviewed);

    [Fact]
    public void A_retention_law_of_the_United_States_is_no_ground_in_Europe()
    {
        ReviewedRules.Shipped.FindGrounds("DE", GroundUse.Keeping).ShouldAllBe(g => g.Citation.StartsWith("GDPR"));
        ReviewedRules.Shipped.FindGrounds("US-CA", GroundUse.Keeping).ShouldContain(g => g.Code == "us-hiring-records");
    }

    private static ResponseDeadlines Due(string place, string received) =>
        ReviewedRules.Shipped.ComputeDeadlines(place, ReviewedRules.NoonUtc(received));
}
