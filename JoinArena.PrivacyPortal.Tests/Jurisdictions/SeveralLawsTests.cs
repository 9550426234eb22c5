using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Jurisdictions.Counting;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Tests.Jurisdictions;

/// <summary>Dates and lists when a request is under the laws of several places.</summary>
public sealed class SeveralLawsTests
{
    private static readonly JobData s_recording = new("US-IL", DataCategory.InterviewRecording);

    [Fact]
    public void Of_several_laws_the_earliest_day_to_confirm_receipt_and_the_earliest_to_refuse_count()
    {
        var illinois = ReviewedRules.Shipped.FindJurisdiction("US-IL");
        var job = illinois.Laws[0] with { AcknowledgementPeriod = Days(3), RefusalPeriod = Days(7) };
        var california = ReviewedRules.Shipped.FindJurisdiction("US-CA");
        var rules = new DeadlineRules([
            california with
            {
                Laws = [california.Laws[0] with { RefusalPeriod = Days(20) }],
            },
            illinois with
            {
                Laws = [job],
            },
        ]);

        var alone = rules.ComputeDeadlines("US-CA", ReviewedRules.NoonUtc("2026-12-01"));
        var both = rules.ComputeDeadlines(new("US-CA", [s_recording]), ReviewedRules.NoonUtc("2026-12-01"));

        (alone.AcknowledgeBy, alone.RefuseBy).ShouldBe(
            (ReviewedRules.Day("2026-12-15"), ReviewedRules.Day("2026-12-21"))
        );
        (both.AcknowledgeBy, both.RefuseBy).ShouldBe(
            (ReviewedRules.Day("2026-12-04"), ReviewedRules.Day("2026-12-08"))
        );
    }

    [Fact]
    public void Of_several_laws_the_longest_time_to_keep_the_record_counts()
    {
        var kept = ReviewedRules.Shipped.ComputeRetentionEnd(new("DE", [s_recording]), ReviewedRules.Day("2027-01-31"));

        (kept.Law, kept.Day).ShouldBe(("EU-GDPR", ReviewedRules.Day("2030-01-31"))); // Illinois' ends a year before
    }

    [Theory]
    [InlineData("EU-GDPR", "2026-12-02")]
    [InlineData("US-IL-AIVIA", "2026-12-01")]
    [InlineData("GONE", "2026-12-02")]
    public void A_day_is_that_of_the_place_whose_law_it_is_or_of_the_home_once_the_rules_no_longer_have_the_law(
        string law,
        string day
    )
    {
        // Two in the morning in Berlin is the evening before in Chicago.
        var at = new DateTimeOffset(2026, 12, 2, 1, 0, 0, TimeSpan.Zero);

        ReviewedRules.Shipped.ToLocalDay(new("DE", [s_recording]), law, at).ShouldBe(ReviewedRules.Day(day));
    }

    [Fact]
    public void The_jobs_that_decide_are_kept_in_one_order_however_they_were_announced()
    {
        var illinois = ReviewedRules.Shipped.FindJurisdiction("US-IL");
        var rules = new DeadlineRules([illinois, illinois with { Code = "US-TX" }]);
        var image = s_recording with { Category = DataCategory.InterviewImage };
        var texan = s_recording with { Place = "US-TX" };
        JobData[] ordered = [.. new[] { s_recording, image }.OrderBy(j => j.Category), texan];

        rules.FilterJobs([texan, image, s_recording, texan]).ShouldBe(ordered);
        rules.FilterJobs([s_recording, image, texan]).ShouldBe(ordered);
    }

    [Fact]
    public void Places_are_listed_in_the_order_of_their_codes()
    {
        var codes = ReviewedRules.Shipped.All.Select(p => p.Code).ToList();

        codes.ShouldBe(codes.Order(StringComparer.Ordinal));
        codes[0].ShouldBe("AE");
    }

    private static Period Days(int length) =>
        new(length, PeriodUnit.CalendarDays, CountedFrom.DayAfter, Rolls: false, "a test", Note: null, Notice: null);
}
