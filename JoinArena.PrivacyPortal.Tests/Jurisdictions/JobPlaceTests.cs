using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Tests.Jurisdictions;

/// <summary>Laws that follow the job and not the home: Illinois' act on video interviews, 820 ILCS 42.</summary>
public sealed class JobPlaceTests
{
    private const string Aivia = "US-IL-AIVIA";

    [Theory]
    [InlineData("US-TX")]
    [InlineData("US-CA")]
    [InlineData("US-NY")]
    [InlineData("IN")]
    [InlineData("DE")]
    [InlineData("GB")]
    [InlineData("CA")]
    public void A_recording_for_a_job_in_Illinois_is_answered_in_thirty_days_wherever_the_worker_lives(string residence)
    {
        var deadlines = Compute(residence, "2026-11-28", new JobData("US-IL", DataCategory.InterviewRecording));

        deadlines.DueBy.ShouldBe(ReviewedRules.Day("2026-12-28"));
        deadlines.ExtendableTo.ShouldBeNull();
        var law = deadlines.LawDeadlines.Single(l => l.Law == Aivia);
        (law.DueBy, law.Reason).ShouldBe((ReviewedRules.Day("2026-12-28"), LawReason.Job));
        deadlines.Explanation.ShouldContain(s => s.StartsWith("US-IL-AIVIA holds because the job is in Illinois"));
    }

    [Theory]
    [InlineData("US-IL", DataCategory.InterviewRecording, true)]
    [InlineData("US-IL", DataCategory.InterviewImage, true)]
    [InlineData("US-IL", DataCategory.GeneratedPhoto, true)]
    [InlineData("US-IL", DataCategory.Resume, false)]
    [InlineData("US-IL", DataCategory.SalaryExpectation, false)]
    [InlineData("US-NY", DataCategory.InterviewRecording, false)] // another state does not get it through the country
    [InlineData("US", DataCategory.InterviewRecording, false)]
    [InlineData("DE", DataCategory.InterviewRecording, false)]
    [InlineData("ZZ", DataCategory.InterviewRecording, false)] // a place without a law
    [InlineData("unknown", DataCategory.InterviewRecording, false)]
    [InlineData("", DataCategory.InterviewRecording, false)]
    public void The_law_of_a_jobs_place_holds_for_recordings_and_images_of_jobs_there_alone(
        string job,
        DataCategory category,
        bool holds
    )
    {
        var data = new JobData(job, category);

        Find("US-TX", data).Any(h => h.Law.Code == Aivia).ShouldBe(holds);
        ReviewedRules.Shipped.FilterJobs([data, data]).ShouldBe(holds ? [data] : []);
    }

    [Fact]
    public void Who_lives_in_Illinois_has_it_only_for_a_job_there()
    {
        Find("US-IL").ShouldAllBe(h => h.Law.Code != Aivia);
        Find("US-IL", new JobData("US-TX", DataCategory.InterviewRecording)).ShouldAllBe(h => h.Law.Code != Aivia);
        Find("US-IL", new JobData("US-IL", DataCategory.InterviewRecording))
            .Count(h => h.Law.Code == Aivia)
            .ShouldBe(1);
    }

    [Fact]
    public void A_job_in_two_states_has_the_law_of_each_that_has_one_and_each_law_once()
    {
        JobData[] jobs =
        [
            new("US-IL", DataCategory.InterviewRecording),
            new("US-TX", DataCategory.InterviewRecording),
            new("US-IL", DataCategory.InterviewImage),
        ];

        Find("IN", jobs).Count(h => h.Law.HoldsBy is HoldsBy.Job).ShouldBe(1);
        Compute("IN", "2026-11-28", jobs).DueBy.ShouldBe(ReviewedRules.Day("2026-12-28"));
    }

    [Fact]
    public void The_days_of_the_law_of_Illinois_are_those_of_Chicago_and_not_of_the_workers_home()
    {
        // Two in the morning of 2 December in Berlin is the evening of 1 December in Chicago.
        var received = new DateTimeOffset(2026, 12, 2, 1, 0, 0, TimeSpan.Zero);
        var places = new RequestPlaces("DE", [new("US-IL", DataCategory.InterviewRecording)]);

        var deadlines = ReviewedRules.Shipped.ComputeDeadlines(places, received);

        deadlines.Received.ShouldBe(ReviewedRules.Day("2026-12-02"));
        deadlines.LawDeadlines.Single(l => l.Law == Aivia).DueBy.ShouldBe(ReviewedRules.Day("2026-12-31"));
    }

    [Fact]
    public void The_law_of_a_jobs_place_brings_its_grounds_and_its_remedy_and_does_not_wait_for_proof_of_identity()
    {
        var places = new RequestPlaces("DE", [new("US-IL", DataCategory.InterviewRecording)]);
        var rules = ReviewedRules.Shipped;

        rules.FindGrounds(places, GroundUse.Refusing).ShouldContain(g => g.Code == "aivia-not-the-applicant");
        rules.FindGrounds("DE", GroundUse.Refusing).ShouldNotContain(g => g.Code == "aivia-not-the-applicant");
        rules.FindRemedies(places).Select(r => r.Law).ShouldBe(["EU-GDPR", Aivia]);
        var asked = ReviewedRules.NoonUtc("2026-11-30");
        rules
            .ComputeDeadlines(places, ReviewedRules.NoonUtc("2026-11-28"), new(asked, asked.AddDays(20)))
            .DueBy.ShouldBe(ReviewedRules.Day("2026-12-28"));
    }

    [Fact]
    public void An_officer_reads_what_an_extension_has_to_say_and_which_law_allows_none()
    {
        RequestPlaces german = "DE";
        var duty = ReviewedRules.Shipped.FindExtensionDuties(german).ShouldHaveSingleItem();
        duty.Notice.ShouldBe(
            "with the reasons (the complexity or the number of requests), before the first month ends"
        );
        ReviewedRules.Shipped.FindLawsWithoutExtension(german).ShouldBeEmpty();

        RequestPlaces both = new("US-CA", [new("US-IL", DataCategory.InterviewRecording)]);
        ReviewedRules
            .Shipped.FindExtensionDuties(both)
            .ShouldHaveSingleItem()
            .ShouldBe(
                new(
                    "California Consumer Privacy Act, Civil Code 1798.105",
                    "with the reason, within the first 45 days",
                    "11 CCR 7021(b)"
                )
            );
        ReviewedRules
            .Shipped.FindLawsWithoutExtension(both)
            .ShouldHaveSingleItem()
            .ShouldStartWith("Illinois Artificial Intelligence Video Interview Act");
    }

    [Fact]
    public void A_job_adds_a_law_and_never_makes_a_date_later()
    {
        var job = new JobData("US-IL", DataCategory.InterviewRecording);
        foreach (var place in ReviewedRules.Shipped.All)
        {
            for (var day = ReviewedRules.Day("2027-01-25"); day < ReviewedRules.Day("2027-03-05"); day = day.AddDays(1))
            {
                var received = new DateTimeOffset(day, new(18, 0), TimeSpan.Zero);
                var alone = ReviewedRules.Shipped.ComputeDeadlines(place.Code, received);
                var both = ReviewedRules.Shipped.ComputeDeadlines(new(place.Code, [job]), received);
                both.DueBy.ShouldBeLessThanOrEqualTo(alone.DueBy);
                both.DueBy.ShouldBeLessThanOrEqualTo(day.AddDays(30));
                (both.ExtendableTo ?? both.DueBy).ShouldBeLessThanOrEqualTo(alone.ExtendableTo ?? alone.DueBy);
            }
        }
    }

    private static IReadOnlyList<HoldingLaw> Find(string residence, params JobData[] jobs) =>
        ReviewedRules.Shipped.FindHoldingLaws(new(residence, jobs));

    private static ResponseDeadlines Compute(string residence, string received, params JobData[] jobs) =>
        ReviewedRules.Shipped.ComputeDeadlines(
            new(residence, jobs),
            new DateTimeOffset(ReviewedRules.Day(received), new(18, 0), TimeSpan.Zero)
        );
}
