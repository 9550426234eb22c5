using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Jurisdictions.Sources;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Tests.Jurisdictions;

/// <summary>When a page may say that the law requires an answer by a date.</summary>
public sealed class DeadlineBasisTests
{
    private static readonly Review s_review = new("Ada Counsel", new DateOnly(2026, 11, 1));
    private static readonly Jurisdiction[] s_signed =
    [
        .. new[] { "DE", "IE", "US-IL" }.Select(code => Sign(ReviewedRules.Shipped.FindJurisdiction(code))),
    ];

    [Fact]
    public void A_law_requires_an_answer_once_counsel_has_signed_every_rule_that_was_used()
    {
        var whereverWeAct = Compute(new DeadlineRules(s_signed));
        var whereWeAct = Compute(new DeadlineRules(s_signed, "IE"));

        (whereverWeAct.IsReviewed, whereverWeAct.Basis).ShouldBe((true, DeadlineBasis.Required));
        (whereWeAct.IsReviewed, whereWeAct.Basis).ShouldBe((true, DeadlineBasis.Required));
    }

    [Theory]
    [InlineData("DE", "law")]
    [InlineData("DE", "entry")]
    [InlineData("DE", "calendar")]
    [InlineData("US-IL", "law")] // of the job
    [InlineData("US-IL", "entry")]
    [InlineData("IE", "entry")] // where we act
    [InlineData("IE", "calendar")]
    public void An_answer_is_only_expected_while_counsel_has_not_signed_one_of_them(string place, string part)
    {
        var rules = new DeadlineRules([.. s_signed.Select(p => p.Code == place ? Unsign(p, part) : p)], "IE");

        var deadlines = Compute(rules);

        (deadlines.IsReviewed, deadlines.Basis).ShouldBe((false, DeadlineBasis.Expected));
    }

    [Theory]
    [InlineData("EU-GDPR", true, DeadlineBasis.Required)]
    [InlineData("EU-GDPR", false, DeadlineBasis.Expected)]
    [InlineData("US-VA", true, DeadlineBasis.Promised)] // it leaves applicants out
    [InlineData("US-VA", false, DeadlineBasis.Promised)]
    [InlineData("IN-DPDP", true, DeadlineBasis.Promised)] // it binds later
    [InlineData("GONE", true, DeadlineBasis.Expected)]
    [InlineData(null, true, DeadlineBasis.Expected)]
    public void A_stored_date_is_called_what_the_law_that_set_it_allows(
        string? law,
        bool reviewed,
        DeadlineBasis basis
    ) => ReviewedRules.Shipped.FindBasis(law, ReviewedRules.Day("2026-12-01"), reviewed).ShouldBe(basis);

    [Fact]
    public void A_date_says_whether_the_home_or_the_job_or_our_promise_is_its_reason()
    {
        Compute(ReviewedRules.Shipped)
            .LawDeadlines.Select(l => (l.Law, l.Reason))
            .ShouldBe([("EU-GDPR", LawReason.Residence), ("US-IL-AIVIA", LawReason.Job)]);
        ReviewedRules
            .Shipped.ComputeDeadlines("US-VA", ReviewedRules.NoonUtc("2026-12-01"))
            .LawDeadlines.ShouldHaveSingleItem()
            .Reason.ShouldBe(LawReason.Promise);
    }

    private static ResponseDeadlines Compute(DeadlineRules rules) =>
        rules.ComputeDeadlines(
            new("DE", [new("US-IL", DataCategory.InterviewRecording)]),
            ReviewedRules.NoonUtc("2026-12-01")
        );

    private static Jurisdiction Sign(Jurisdiction place) =>
        place with
        {
            Review = s_review,
            Calendar = place.Calendar is { } calendar ? calendar with { Review = s_review } : null,
            Laws = [.. place.Laws.Select(l => l with { Review = s_review })],
        };

    private static Jurisdiction Unsign(Jurisdiction place, string part) =>
        part switch
        {
            "law" => place with { Laws = [place.Laws[0] with { Review = null }, .. place.Laws.Skip(1)] },
            "entry" => place with { Review = null },
            "calendar" => place with { Calendar = place.Calendar! with { Review = null } },
            _ => throw new ArgumentOutOfRangeException(nameof(part), part, message: null),
        };
}
