using System.Globalization;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.MyData;

/// <summary>How an interview is named among the others of its worker.</summary>
public sealed class InterviewTextsTests
{
    private static readonly DateTimeOffset s_morning = new(2026, 3, 7, 9, 30, 0, TimeSpan.Zero);
    private static readonly InterviewSummary s_baker = new("int-1", s_morning, "Interview for baker");
    private static readonly InterviewSummary s_cook = new("int-2", s_morning.AddHours(5), "Interview for cook");
    private static readonly InterviewSummary s_bakerAgain = s_baker with { Id = "int-3", At = s_morning.AddHours(7) };
    private static readonly InterviewSummary s_nextDay = s_baker with { Id = "int-4", At = s_morning.AddDays(1) };

    public InterviewTextsTests() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new("en");

    private static DisplayFormatter Shown => new(TestLocalizer.English, TimeProvider.System);

    [Fact]
    public void An_interview_that_is_alone_on_its_day_is_briefly_its_day() =>
        Brief(s_baker, s_baker, s_nextDay).ShouldBe("Interview of 7 March 2026");

    [Fact]
    public void Two_interviews_of_one_day_are_told_apart_by_what_they_were_for()
    {
        Brief(s_baker, s_baker, s_cook).ShouldBe("Interview of 7 March 2026 (Interview for baker)");
        Brief(s_cook, s_baker, s_cook).ShouldBe("Interview of 7 March 2026 (Interview for cook)");
    }

    [Fact]
    public void Two_interviews_of_one_day_for_the_same_are_told_apart_by_their_time()
    {
        Brief(s_baker, s_baker, s_bakerAgain).ShouldBe("Interview of 7 March 2026 (Interview for baker), 09:30");
        Whole(s_bakerAgain, s_baker, s_bakerAgain).ShouldBe("Interview of 7 March 2026 (Interview for baker), 16:30");
        Whole(s_baker, s_baker, s_cook).ShouldBe("Interview of 7 March 2026 (Interview for baker)");
    }

    private static string Brief(InterviewSummary interview, params InterviewSummary[] among) =>
        TestLocalizer.English.DescribeInterviewBriefly(interview, among, Shown);

    private static string Whole(InterviewSummary interview, params InterviewSummary[] among) =>
        TestLocalizer.English.DescribeInterview(interview, among, Shown);
}
