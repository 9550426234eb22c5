using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Tests.Policies;

/// <summary>What version 1.0 covers, combination by combination.</summary>
public sealed class PolicyCoverageTests
{
    private const string Shared =
        "interview-recording transcript resume interview-image salary-expectation profile other";

    private static readonly PolicyVersion Version = PolicyLibrary.Load(TemporaryPolicies.Shipped).Find("1.0")!;

    /// <summary>
    /// Clause, data, parties, purposes, direction: the reading of the text that counsel is asked to confirm.
    /// </summary>
    private static readonly (string Clause, string Data, string With, string For, Direction Direction)[] Reading =
    [
        ("external-evaluation", Shared, "llm-provider other-service", "candidate-evaluation", Direction.Disclosed),
        ("professional-photos", "interview-image", "image-api", "photo-generation", Direction.Disclosed),
        ("professional-photos", "generated-photo", "hiring-company", "hiring", Direction.Disclosed),
        ("model-improvement", $"{Shared} evaluation", "model-training", "model-improvement", Direction.Disclosed),
        ("hiring-access", $"{Shared} evaluation external-profile", "hiring-company", "hiring", Direction.Disclosed),
        ("external-sources", "external-profile", "external-source", "profile-enrichment", Direction.Collected),
    ];

    [Fact]
    public void A_clause_is_found_by_its_id_alone()
    {
        Version.FindClause("hiring-access")!.Id.ShouldBe("hiring-access");
        Version.FindClause("Hiring-Access").ShouldBeNull();
    }

    [Fact]
    public void A_summary_says_in_which_language_it_is()
    {
        Version.FindSummaryLanguage("es").ShouldBe("es");
        Version.FindSummaryLanguage("de").ShouldBe("en");
        Version.GetSummary("de").ShouldBe(Version.GetSummary("en"));
    }

    [Fact]
    public void Every_combination_is_covered_by_exactly_the_clauses_that_say_so()
    {
        var covered = 0;
        foreach (var data in Enum.GetValues<DataCategory>())
        {
            foreach (var with in Enum.GetValues<PartyKind>())
            {
                foreach (var purpose in Enum.GetValues<Purpose>())
                {
                    foreach (var direction in Enum.GetValues<Direction>())
                    {
                        var said = Reading
                            .FirstOrDefault(r =>
                                Has(r.Data, data)
                                && Has(r.With, with)
                                && Has(r.For, purpose)
                                && r.Direction == direction
                            )
                            .Clause;
                        Version
                            .FindCoveringClause(data, with, purpose, direction)
                            ?.Id.ShouldBe(said, $"{data} {with} {purpose} {direction}");
                        (Version.FindCoveringClause(data, with, purpose, direction) is null).ShouldBe(
                            said is null,
                            $"{data} {with} {purpose} {direction}"
                        );
                        if (said is not null)
                            covered++;
                    }
                }
            }
        }

        covered.ShouldBe(14 + 1 + 1 + 8 + 9 + 1);
    }

    [Fact]
    public void A_salary_expectation_sent_for_making_photos_is_under_no_clause() =>
        Version
            .FindCoveringClause(
                DataCategory.SalaryExpectation,
                PartyKind.ImageApi,
                Purpose.PhotoGeneration,
                Direction.Disclosed
            )
            .ShouldBeNull();

    [Fact]
    public void Collected_data_is_not_covered_by_a_clause_about_disclosure() =>
        Version
            .FindCoveringClause(DataCategory.Resume, PartyKind.HiringCompany, Purpose.Hiring, Direction.Collected)
            .ShouldBeNull();

    private static bool Has<T>(string words, T value)
        where T : struct, Enum => words.Split(' ').Contains(value.ToKebabCase());
}
