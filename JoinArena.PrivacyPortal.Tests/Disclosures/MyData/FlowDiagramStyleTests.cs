using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.MyData;

/// <summary>The style sheet brings out the bands of each end that the picture can have.</summary>
public sealed partial class FlowDiagramStyleTests
{
    [Fact]
    public void Each_kind_of_data_and_each_end_of_the_picture_has_its_line()
    {
        var lines = Line.Matches(File.ReadAllText(Repository.GetPath("wwwroot", "css", "portal.css")));

        lines
            .Select(line => line.Groups["end"].Value)
            .ShouldBe([
                .. Enum.GetValues<DataCategory>().Select((_, at) => $"k{at}"),
                .. Enumerable.Range(0, FlowDiagramLayout.MaxEnds).Select(at => $"t{at}"),
            ]);
    }

    [GeneratedRegex(
        @"^\.flow__picture:has\(a\.(?<end>[kt]\d+):is\(:hover, :focus-visible\)\) \.\k<end>\b",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Line { get; }
}
