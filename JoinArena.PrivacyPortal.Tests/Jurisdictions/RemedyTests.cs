using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Jurisdictions.Counting;

namespace JoinArena.PrivacyPortal.Tests.Jurisdictions;

/// <summary>Where a worker can complain, and when an objection to a use is answered.</summary>
public sealed class RemedyTests
{
    [Theory]
    [InlineData("PT", "https://www.cnpd.pt")]
    [InlineData("US-NY", "https://ag.ny.gov")]
    [InlineData("GB", "https://ico.org.uk")] // the law names the authority
    [InlineData("US-FL", null)] // nor does our promise know one for every state
    public void An_authority_is_shown_with_its_own_website(string place, string? website) =>
        ReviewedRules.Shipped.FindRemedies(place).ShouldHaveSingleItem().Website.ShouldBe(website);

    [Fact]
    public void What_an_exception_does_not_cover_is_told_only_where_something_is_kept()
    {
        const string Exception = "What the exception does not cover is erased all the same.";

        ReviewedRules.Shipped.FindRemedies("US-CA").ShouldHaveSingleItem().Words.ShouldNotContain(Exception);
        ReviewedRules
            .Shipped.FindRemedies("US-CA", isKept: true)
            .ShouldHaveSingleItem()
            .Words.ShouldBe($"{Exception} This act does not let you sue over this.");
    }

    [Fact]
    public void After_a_denied_appeal_every_law_says_where_to_complain_with_the_address_of_its_authority()
    {
        var laws = ReviewedRules.Shipped.All.SelectMany(p => p.Laws).DistinctBy(l => l.Code);
        Law[] appealed = [.. laws.Where(l => l.RemedyClock?.Kind is RemedyKind.Appeal)];

        appealed.ShouldNotBeEmpty();
        foreach (var law in appealed)
            law.RemedyClock!.NextStep.ShouldBe($"You can complain to {law.ComplainTo} at {law.Website}.");
    }

    [Fact]
    public void An_authority_whose_website_is_not_known_is_not_shown_with_that_of_another()
    {
        var britain = ReviewedRules.Shipped.FindJurisdiction("GB") with { ComplainTo = "the Commissioner of Jersey" };

        var remedy = new DeadlineRules([britain]).FindRemedies("GB").ShouldHaveSingleItem();

        (remedy.Authority, remedy.Website).ShouldBe(("the Commissioner of Jersey", null));
    }

    [Theory]
    [InlineData("PT", "the Comissão Nacional de Proteção de Dados (CNPD)", "https://www.cnpd.pt")]
    [InlineData("US-NY", "the data protection authority of your country", null)] // moved away since
    [InlineData(null, "the data protection authority of your country", null)]
    public void Who_was_answered_under_a_law_complains_where_they_live_now_if_it_holds_there(
        string? residence,
        string authority,
        string? website
    )
    {
        var remedy = ReviewedRules.Shipped.FindRemedy(residence, "EU-GDPR")!;

        (remedy.Law, remedy.Authority, remedy.Website).ShouldBe(("EU-GDPR", authority, website));
    }

    [Theory]
    [InlineData("DE", "GONE")]
    [InlineData("US-CA", "US-FEDERAL")] // it only has grounds, and nothing to complain about
    [InlineData("DE", "US-FEDERAL")]
    public void A_law_without_a_right_or_one_that_is_gone_has_no_remedy(string residence, string law) =>
        ReviewedRules.Shipped.FindRemedy(residence, law).ShouldBeNull();

    [Theory]
    [InlineData("DE", "2027-01-31", "2027-03-01")] // a Sunday without the next working day
    [InlineData("GB", "2027-03-01", "2027-03-31")] // the day itself is counted
    [InlineData("GH", "2026-12-01", "2026-12-22")]
    public void An_objection_is_answered_in_the_time_of_the_law_where_the_worker_lives(
        string place,
        string received,
        string answered
    ) => Object(ReviewedRules.Shipped, place, received)!.AnswerBy.ShouldBe(ReviewedRules.Day(answered));

    [Theory]
    [InlineData("US-CA")]
    [InlineData("ZZ")]
    [InlineData(null)]
    public void A_law_that_does_not_weigh_objections_sets_no_date_for_one(string? place) =>
        Object(ReviewedRules.Shipped, place, "2026-12-01").ShouldBeNull();

    [Fact]
    public void An_objection_is_weighed_only_under_a_law_that_binds_and_the_earliest_answer_counts()
    {
        var germany = ReviewedRules.Shipped.FindJurisdiction("DE");
        var law = germany.Laws[0];
        var shorter = law with { Code = "SHORTER", Objection = law.Objection! with { Answer = OneDay(law) } };
        var later = shorter with { Code = "LATER", BindingFrom = ReviewedRules.Day("2027-02-01") };

        var binding = new DeadlineRules([germany with { Laws = [law, shorter] }]);
        var notYet = new DeadlineRules([germany with { Laws = [law, later] }]);

        Object(binding, "DE", "2026-12-01")!.Law.Code.ShouldBe("SHORTER");
        Object(notYet, "DE", "2026-12-01")!.Law.Code.ShouldBe("EU-GDPR");
    }

    private static Period OneDay(Law law) => law.Objection!.Answer with { Length = 1, Unit = PeriodUnit.CalendarDays };

    private static ObjectionDeadline? Object(DeadlineRules rules, string? place, string received) =>
        rules.ComputeObjectionDeadline(place, ReviewedRules.NoonUtc(received));
}
