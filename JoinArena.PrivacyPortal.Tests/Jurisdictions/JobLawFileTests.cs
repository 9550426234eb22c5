using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Tests.Jurisdictions;

/// <summary>What a file can get wrong about a law that holds by the place of the job.</summary>
public sealed class JobLawFileTests : IDisposable
{
    private const string Law = "laws/US-IL-AIVIA.yml";
    private const string Categories = "[interview-recording, interview-image, generated-photo]";

    private readonly RuleFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData(Law, "holds-by: job", "holds-by: place", "use one of residence, job")]
    [InlineData(Law, "holds-by: job", "holds-by:", "'holds-by' is empty")]
    [InlineData(Law, "holds-by: job", "holds-by: residence", "a law of the worker's residence holds for all data")]
    [InlineData(Law, "holds-by: job\n", "", "a law of the worker's residence holds for all data")]
    [InlineData(Law, Categories, "[interview-picture]", "'interview-picture' is not a known data category")]
    [InlineData(Law, Categories, "[]", "'categories' is empty")]
    [InlineData(Law, Categories, "[transcript, transcript]", "is listed twice in 'categories'")]
    [InlineData(Law, Categories, "transcript", "'categories' has the wrong form")]
    [InlineData(Law, "categories:", "category:", "'category' is not a known key here")]
    [InlineData("jurisdictions/unknown.yml", "laws: [", "laws: [US-IL-AIVIA, ", "no job is in a place called unknown")]
    public void A_mistake_is_named_with_how_to_correct_it(string file, string right, string wrong, string says)
    {
        _files.Replace(file, right, wrong);

        DeadlineRules
            .Check(_files.Root)
            .Select(f => f.ToString())
            .ShouldContain(f => f.Contains(says) && f.Contains(Path.GetFileName(file)));
    }

    [Fact]
    public void A_complaint_under_the_law_of_the_job_is_offered_wherever_the_worker_lives_and_the_earliest_answer_counts()
    {
        _files.Replace(
            Law,
            "keep-request:",
            """
            remedy-clock:
              what: appeal
              answer:
                period: 20 calendar-days
                counted-from: day-after
                rolls: no
                citation: a test
              then: You can go to court.
              citation: a test
            keep-request:
            """
        );
        var rules = DeadlineRules.Load(_files.Root);
        JobData[] job = [new("US-IL", DataCategory.InterviewRecording)];
        // Two in the morning of 2 December in Berlin is the evening of 1 December in Chicago.
        var received = new DateTimeOffset(2026, 12, 2, 1, 0, 0, TimeSpan.Zero);

        var german = rules.ComputeRemedyDeadlines(new("DE", job), RemedyKind.Appeal, received)!;
        (german.Law.Code, german.Received, german.AnswerBy).ShouldBe(
            ("US-IL-AIVIA", ReviewedRules.Day("2026-12-01"), ReviewedRules.Day("2026-12-21"))
        );
        rules
            .ComputeRemedyDeadlines(new("US-VA", job), RemedyKind.Appeal, received)!
            .Law.Code.ShouldBe("US-IL-AIVIA", "twenty days are fewer than Virginia's sixty");
        rules.ComputeRemedyDeadlines(new("US-VA", []), RemedyKind.Appeal, received)!.Law.Code.ShouldBe("US-VA");
        rules.ComputeRemedyDeadlines(new("DE", []), RemedyKind.Appeal, received).ShouldBeNull();
        rules.ComputeRemedyDeadlines(new("GB", job), RemedyKind.Complaint, received)!.Law.Code.ShouldBe("UK-GDPR");
        rules.ToLocalDay(new("DE", job), "US-IL-AIVIA", received).ShouldBe(ReviewedRules.Day("2026-12-01"));
        rules.ToLocalDay(new("DE", job), "EU-GDPR", received).ShouldBe(ReviewedRules.Day("2026-12-02"));
    }

    [Fact]
    public void Jobs_in_two_states_that_each_have_a_law_are_under_both_and_the_earliest_answer_counts()
    {
        File.WriteAllText(
            _files.GetPath("laws/US-TX-JOBS.yml"),
            File.ReadAllText(_files.GetPath(Law))
                .Replace("law: US-IL-AIVIA", "law: US-TX-JOBS", StringComparison.Ordinal)
                .Replace("period: 30 calendar-days", "period: 20 calendar-days", StringComparison.Ordinal)
                .Replace("code: aivia-", "code: texas-", StringComparison.Ordinal)
        );
        _files.Replace("jurisdictions/us.yml", "laws: [US-TX, ", "laws: [US-TX, US-TX-JOBS, ");
        JobData[] jobs = [new("US-IL", DataCategory.InterviewRecording), new("US-TX", DataCategory.InterviewRecording)];

        var deadlines = DeadlineRules
            .Load(_files.Root)
            .ComputeDeadlines(new("DE", jobs), ReviewedRules.NoonUtc("2026-12-02"));

        deadlines.LawDeadlines.Select(l => l.Law).ShouldBe(["EU-GDPR", "US-IL-AIVIA", "US-TX-JOBS"]);
        (deadlines.Law, deadlines.DueBy).ShouldBe(("US-TX-JOBS", ReviewedRules.Day("2026-12-22")));
    }

    [Fact]
    public void A_place_needs_a_law_with_a_deadline_for_whoever_lives_there()
    {
        File.WriteAllText(
            _files.GetPath("jurisdictions/test.yml"),
            """
            source: a test
            learned: read
            jurisdictions:
              - code: US-AK
                name: Alaska
                zone: America/Anchorage
                laws: [US-IL-AIVIA]
                reviewed: no

            """
        );

        DeadlineRules
            .Check(_files.Root)
            .Select(f => f.ToString())
            .ShouldContain(f => f.Contains("none of the laws sets a deadline for the people who live there"));
    }
}
