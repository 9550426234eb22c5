using System.Globalization;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Disclosures.MyData.Details;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.MyData.Details;

/// <summary>What the page of one disclosure says first, and why nothing allowed it.</summary>
public sealed class DisclosureTextsTests
{
    private static readonly DateTimeOffset s_at = new(2026, 10, 18, 9, 43, 0, TimeSpan.Zero);

    public DisclosureTextsTests() => Use("en");

    [Theory]
    [InlineData(
        PartyKind.ImageApi,
        Direction.Disclosed,
        "Sent to The party",
        "JoinArena sent this data on WHEN, to make professional photos."
    )]
    [InlineData(
        PartyKind.JoinarenaSystem,
        Direction.Disclosed,
        "Sent to The party",
        "JoinArena sent this data on WHEN, to make professional photos."
    )]
    [InlineData(
        PartyKind.ExternalSource,
        Direction.Collected,
        "Received from The party",
        "JoinArena got this data on WHEN, to make professional photos."
    )]
    public void A_disclosure_is_told_in_a_whole_sentence(PartyKind kind, Direction direction, string title, string act)
    {
        var disclosure = Create([new("photo", DataCategory.InterviewImage, null, null)], kind, direction);

        TestLocalizer.English.DescribeWay(disclosure).ShouldBe(title);
        Describe(disclosure).ShouldBe(act.Replace("WHEN", Shown.DateAndTime(s_at), StringComparison.Ordinal));
    }

    [Fact]
    public void A_report_that_no_longer_counts_is_not_told_as_something_that_happened()
    {
        var retracted = Create([new("photo", DataCategory.InterviewImage, null, null)]) with
        {
            Retracted = new(s_at, null, null, Guid.NewGuid()),
        };

        Describe(retracted).ShouldStartWith("This was reported for ");
    }

    [Fact]
    public void Which_of_several_items_no_clause_covered_is_named_and_a_single_one_is_not_named_twice()
    {
        var salary = new DisclosureViewItem("salary", DataCategory.SalaryExpectation, null, null);
        var image = new DisclosureViewItem("image", DataCategory.InterviewImage, "professional-photos", null);

        TestLocalizer
            .English.ExplainUncovered(Create([salary]))
            .ShouldBe("Version 1.0 has no clause that allows this.");
        TestLocalizer
            .English.ExplainUncovered(Create([salary, image]))
            .ShouldBe(
                "Version 1.0 has no clause that lets The party receive this to make professional photos: Salary expectation."
            );
    }

    [Theory]
    [InlineData("Salary expectation", "es", null)]
    [InlineData("salary expectation", "es", null)]
    [InlineData("Expectativa salarial", "es", null)]
    [InlineData("Salary expectation", "en", null)]
    [InlineData("Salary wish of May", "es", "Salary wish of May")]
    [InlineData(null, "es", null)]
    public void A_label_that_only_repeats_the_kind_is_left_out_in_every_language(
        string? label,
        string tag,
        string? expected
    )
    {
        Use(tag);

        TestLocalizer.English.FindLabel(DataCategory.SalaryExpectation, label).ShouldBe(expected);
    }

    private static void Use(string tag) =>
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(tag);

    private static DisplayFormatter Shown => new(TestLocalizer.English, TimeProvider.System);

    private static string Describe(DisclosureView disclosure) => TestLocalizer.English.DescribeAct(disclosure, Shown);

    private static DisclosureView Create(
        IReadOnlyList<DisclosureViewItem> items,
        PartyKind kind = PartyKind.ImageApi,
        Direction direction = Direction.Disclosed
    ) =>
        new(
            Guid.NewGuid(),
            s_at,
            "party",
            "The party",
            kind,
            direction,
            Purpose.PhotoGeneration,
            items,
            null,
            CoverageStatus.NoClause,
            "1.0",
            "/test",
            s_at,
            null
        );
}
