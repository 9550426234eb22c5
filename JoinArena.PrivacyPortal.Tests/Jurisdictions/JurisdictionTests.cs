using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Tests.Jurisdictions;

public sealed class JurisdictionTests
{
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
        "You can also complain where you work, or where it happened. You can also go to court, whether or not you complain."
    )]
    [InlineData(
        "DE",
        "the data protection authority of the German state (Land) where you live",
        "You can also complain where you work, or where it happened. You can also go to court, whether or not you complain."
    )]
    [InlineData(
        "GB",
        "the Information Commissioner’s Office (now becoming the Information Commission)",
        "You can also complain to us, and we confirm that within 30 days, or ask a court for an order."
    )]
    [InlineData(
        "CA",
        "the Privacy Commissioner of Canada",
        "Complain within six months. Once the Commissioner has reported on it, you can go to the Federal Court."
    )]
    [InlineData("US-NY", "the Attorney General of New York", "Write to us on the page of your request.")]
    [InlineData("US-FL", "the Attorney General of your state", "Write to us on the page of your request.")]
    [InlineData(
        "ZZ",
        "the privacy authority of your country, where it has one",
        "Write to us on the page of your request."
    )]
    public void Each_place_names_its_authority_and_the_other_remedies(string place, string authority, string words)
    {
        var remedy = ReviewedRules.Shipped.FindRemedies(place).ShouldHaveSingleItem();

        (remedy.Authority, remedy.Words).ShouldBe((authority, words));
    }

    [Fact]
    public void Each_country_with_a_law_names_its_own_authority_with_its_website_where_it_has_one_that_we_know()
    {
        var remedies = ReviewedRules
            .Shipped.All.SelectMany(p => ReviewedRules.Shipped.FindRemedies(p.Code).Select(r => (p.Code, Remedy: r)))
            .Where(r => !r.Remedy.Law.StartsWith("JOINARENA-PROMISE", StringComparison.Ordinal))
            .ToList();

        remedies.ShouldAllBe(r => !r.Remedy.Authority.Contains("your country"));
        // Courts, a grievance officer, and authorities that have no website of their own, or none that we know.
        remedies
            .Where(r => r.Remedy.Website is null)
            .Select(r => r.Remedy.Law)
            .ShouldBe(
                ["AE-45", "AM-49", "CL-19628", "CL-21719", "DO-172", "EG-151", "ID-PDP", "IN-SPDI", "KZ-94", "VN-PDPL"],
                ignoreOrder: true
            );
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
        var clock = ReviewedRules.Shipped.ComputeRemedyDeadlines(place, kind, ReviewedRules.NoonUtc("2026-12-01"))!;

        new[] { clock.AcknowledgeBy, clock.AnswerBy, clock.ExtendableTo }.ShouldBe(
            new[] { acknowledged, answered, extended }.Select(d => d is null ? (DateOnly?)null : ReviewedRules.Day(d))
        );
        clock.Clock.NextStep.ShouldEndWith(".");
    }

    [Fact]
    public void A_law_without_an_appeal_has_no_clock_for_one() =>
        ReviewedRules
            .Shipped.ComputeRemedyDeadlines("DE", RemedyKind.Appeal, ReviewedRules.NoonUtc("2026-12-01"))
            .ShouldBeNull();

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
