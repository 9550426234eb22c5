using JoinArena.PrivacyPortal.Jurisdictions;

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
