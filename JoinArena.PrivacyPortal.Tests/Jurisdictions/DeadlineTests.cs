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
    [InlineData("GB", "2027-03-01", "2027-04-01")]
    [InlineData("GB", "2026-11-28", "2026-12-29")] // 28 December is the substitute for Boxing Day
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
    [InlineData("IN", "2027-03-01")]
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
    [InlineData("US-IL")]
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
    [InlineData("GB", "2026-12-02", "2026-12-09", "2027-01-11")] // the period starts when proof arrives: 9 January is a Saturday
    [InlineData("US-CA", "2026-12-02", "2026-12-20", "2027-01-14")] // the period continues
    [InlineData("US-IL", "2026-12-02", "2026-12-20", "2026-12-31")]
    [InlineData("US-CO", "2026-12-02", "2026-12-20", "2027-01-15")]
    [InlineData("BR", "2026-12-02", "2026-12-09", "2026-12-16")]
    [InlineData("CA", "2026-12-02", "2026-12-09", "2026-12-31")]
    [InlineData("IN", "2026-12-02", "2026-12-09", "2027-03-01")]
    [InlineData("ZZ", "2026-12-02", "2026-12-09", "2026-12-16")] // the period continues because it does so under one of the laws
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
    [InlineData("ZZ", "2027-01-31", "2030-01-31", "EU-GDPR")] // the longest period of all laws
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
        "the data protection authority of your country",
        "You can also go to court, whether or not you complain."
    )]
    [InlineData(
        "GB",
        "the Information Commissioner",
        "You can also complain to us, and we confirm that within 30 days, or ask a court for an order."
    )]
    [InlineData(
        "CA",
        "the Privacy Commissioner of Canada",
        "Once the Commissioner has reported on it, you can go to the Federal Court."
    )]
    public void Each_place_names_its_authority_and_the_other_remedies(string place, string authority, string words)
    {
        var remedy = ReviewedRules.Shipped.FindRemedies(place).ShouldHaveSingleItem();

        (remedy.Authority, remedy.Words).ShouldBe((authority, words));
    }

    [Fact]
    public void Each_law_gives_its_own_deadline_where_several_apply() =>
        ReviewedRules
            .Shipped.FindRemedies("US")
            .Select(r => r.Law)
            .ShouldBe(["US-CA-CCPA", "US-IL-AIVIA", "US-CO", "US-VA", "US-TX"]);

    [Fact]
    public void A_date_outside_the_calendar_stays_on_the_weekend_and_the_explanation_says_why()
    {
        var deadlines = Due("DE", "2029-02-03");

        deadlines.DueBy.ShouldBe(ReviewedRules.Day("2029-03-03"));
        deadlines.DueBy.DayOfWeek.ShouldBe(DayOfWeek.Saturday);
        deadlines.Explanation.ShouldContain(s => s.Contains("only from 1 January 2026 to 31 December 2028"));
    }

    [Fact]
    public void An_unknown_place_gets_the_earliest_of_all_laws()
    {
        var unknown = Due("ZZ", "2026-12-01");

        unknown.Jurisdiction.ShouldBe("ZZ");
        unknown.DueBy.ShouldBe(ReviewedRules.Shipped.All.Min(p => Due(p.Code, "2026-12-01").DueBy));
        unknown.AcknowledgeBy.ShouldBe(ReviewedRules.Day("2026-12-15"));
        unknown.ExtendableTo.ShouldBeNull();
        unknown.Explanation[0].ShouldContain("no rules for ZZ");
    }

    [Fact]
    public void Every_law_with_a_deadline_applies_in_an_unknown_place()
    {
        var everywhere = ReviewedRules
            .Shipped.All.SelectMany(p => p.Laws)
            .Where(l => l.ResponsePeriod is not null)
            .Select(l => l.Code)
            .Distinct();

        ReviewedRules
            .Shipped.FindJurisdiction("unknown")
            .Laws.Select(l => l.Code)
            .ShouldBe(everywhere, ignoreOrder: true);
    }

    [Fact]
    public void A_state_without_an_entry_gets_the_earliest_deadline_of_its_country_and_keeps_the_dates_of_every_law()
    {
        var washington = Due("US-WA", "2026-12-01");

        washington.DueBy.ShouldBe(ReviewedRules.Day("2026-12-31"));
        washington.Law.ShouldBe("US-IL-AIVIA");
        washington.LawDeadlines.Select(c => c.Law).ShouldBe(["US-CA-CCPA", "US-IL-AIVIA", "US-CO", "US-VA", "US-TX"]);
        Due("DE-BY", "2026-12-01").DueBy.ShouldBe(Due("DE", "2026-12-01").DueBy);
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
                    + "if we inform the worker with reasons, before the first month ends.",
            ]);

    [Fact]
    public void A_deadline_kept_as_a_promise_is_called_a_promise()
    {
        Due("US-VA", "2026-12-01").Explanation.ShouldContain(s => s.Contains("kept as a promise"));
        Due("IN", "2027-05-13").Explanation.ShouldContain(s => s.Contains("kept as a promise"));
        Due("IN", "2027-05-14").Explanation.ShouldNotContain(s => s.Contains("kept as a promise"));
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

    [Fact]
    public void The_command_line_prints_the_members_of_the_contract()
    {
        using var json = System.Text.Json.JsonDocument.Parse(DeadlineReport.ToJson(Due("US-IL", "2026-12-01")));

        json.RootElement.EnumerateObject()
            .Select(p => p.Name)
            .Take(6)
            .ShouldBe(["jurisdiction", "received", "acknowledgeBy", "dueBy", "extendableTo", "working"]);
        json.RootElement.GetProperty("received").GetString().ShouldBe("2026-12-01");
        json.RootElement.GetProperty("dueBy").GetString().ShouldBe("2026-12-31");
        json.RootElement.GetProperty("extendableTo").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    private static ResponseDeadlines Due(string place, string received) =>
        ReviewedRules.Shipped.ComputeDeadlines(place, ReviewedRules.NoonUtc(received));
}
