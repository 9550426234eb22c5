using CsCheck;
using JoinArena.PrivacyPortal.Acceptance.Uses;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Policies.Comparing;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Coverage;

/// <summary>Whether a disclosure was allowed: the product's core sentence, without anything around it.</summary>
public sealed class CoverageAssessmentTests
{
    private static readonly PolicyVersion s_version = PolicyVersionBuilder.Create(
        "2.0",
        [
            (
                PolicyVersionBuilder.CreateClause(
                    "evaluation",
                    PolicyVersionBuilder.CreateCoverageRule(
                        PartyKind.LlmProvider,
                        Purpose.CandidateEvaluation,
                        DataCategory.Transcript,
                        DataCategory.Resume
                    )
                ),
                "may be sent."
            ),
            (
                PolicyVersionBuilder.CreateClause(
                    "recordings",
                    PolicyVersionBuilder.CreateCoverageRule(
                        PartyKind.LlmProvider,
                        Purpose.CandidateEvaluation,
                        DataCategory.InterviewRecording,
                        DataCategory.Resume
                    )
                ),
                "may be sent too."
            ),
        ]
    );

    [Fact]
    public void Each_item_names_the_first_clause_that_allows_it()
    {
        var assessed = Assess(DataCategory.InterviewRecording, DataCategory.Resume, DataCategory.Transcript);

        assessed.Status.ShouldBe(CoverageStatus.Covered);
        assessed.Version.ShouldBe("2.0");
        assessed.Clauses.ShouldBe(["recordings", "evaluation", "evaluation"]);
    }

    [Fact]
    public void One_item_that_no_clause_allows_makes_the_whole_disclosure_uncovered_and_is_found_among_the_others()
    {
        var assessed = Assess(DataCategory.Resume, DataCategory.SalaryExpectation, DataCategory.Transcript);

        assessed.Status.ShouldBe(CoverageStatus.NoClause);
        assessed.Version.ShouldBe("2.0");
        assessed.Clauses.ShouldBe(["evaluation", null, "evaluation"]);
    }

    [Theory]
    [InlineData(PartyKind.LlmProvider, Purpose.CandidateEvaluation, Direction.Disclosed, CoverageStatus.Covered)]
    [InlineData(PartyKind.HiringCompany, Purpose.CandidateEvaluation, Direction.Disclosed, CoverageStatus.NoClause)]
    [InlineData(PartyKind.LlmProvider, Purpose.Hiring, Direction.Disclosed, CoverageStatus.NoClause)]
    [InlineData(PartyKind.LlmProvider, Purpose.CandidateEvaluation, Direction.Collected, CoverageStatus.NoClause)]
    public void A_clause_allows_only_its_own_parties_purposes_and_direction(
        PartyKind party,
        Purpose purpose,
        Direction direction,
        CoverageStatus status
    )
    {
        var assessed = CoverageAssessment.Assess(
            AllowedUses.UnderVersion(s_version),
            party,
            purpose,
            direction,
            [DataCategory.Resume]
        );

        assessed.Status.ShouldBe(status);
        assessed.Clauses.ShouldBe([status is CoverageStatus.Covered ? "evaluation" : null]);
    }

    [Fact]
    public void Nothing_is_covered_for_a_worker_who_had_accepted_nothing()
    {
        var assessed = CoverageAssessment.Assess(
            AllowedUses.UnderVersion(null),
            PartyKind.LlmProvider,
            Purpose.CandidateEvaluation,
            Direction.Disclosed,
            [DataCategory.Resume, DataCategory.Transcript]
        );

        assessed.Status.ShouldBe(CoverageStatus.NothingAccepted);
        assessed.Version.ShouldBeNull();
        assessed.Clauses.ShouldBe([null, null]);
    }

    [Theory]
    [InlineData(true, "2.0")]
    [InlineData(false, null)]
    public void A_system_of_JoinArena_needs_no_clause_whatever_was_accepted(bool hasAccepted, string? version)
    {
        var assessed = CoverageAssessment.Assess(
            AllowedUses.UnderVersion(hasAccepted ? s_version : null),
            PartyKind.JoinarenaSystem,
            Purpose.CandidateEvaluation,
            Direction.Disclosed,
            [DataCategory.Resume, DataCategory.Other]
        );

        assessed.Status.ShouldBe(CoverageStatus.OwnSystem);
        assessed.Version.ShouldBe(version);
        assessed.Clauses.ShouldBe([null, null]);
    }

    [Fact]
    public void Any_disclosure_under_any_version_is_assessed_as_its_clauses_read() =>
        Gen.Select(
                PolicyVersionBuilder.Pairs,
                Gen.Enum<PartyKind>(),
                Gen.Enum<Purpose>(),
                Gen.Enum<Direction>(),
                Gen.Enum<DataCategory>().Array[1, 4]
            )
            .Sample(
                (versions, party, purpose, direction, items) =>
                {
                    var version = versions.Item1;
                    var assessed = CoverageAssessment.Assess(
                        AllowedUses.UnderVersion(version),
                        party,
                        purpose,
                        direction,
                        items
                    );
                    if (party is PartyKind.JoinarenaSystem)
                        return assessed.Status == CoverageStatus.OwnSystem;

                    var expected = items.Select(item => ReadClauses(version, item, party, purpose, direction)).ToList();
                    return assessed.Clauses.SequenceEqual(expected, StringComparer.Ordinal)
                        && assessed.Version == version.Name
                        && assessed.Status
                            == (expected.Contains(null) ? CoverageStatus.NoClause : CoverageStatus.Covered);
                },
                iter: 2_000
            );

    [Fact]
    public void The_fingerprint_of_the_rules_changes_with_any_rule_and_with_nothing_else() =>
        PolicyVersionBuilder.Pairs.Sample(
            (one, other) =>
                (CoverageRulesFingerprint.Compute(one) == CoverageRulesFingerprint.Compute(other))
                == ReadRules(one).SequenceEqual(ReadRules(other), StringComparer.Ordinal),
            iter: 1_000
        );

    [Fact]
    public void The_fingerprint_stays_the_same_from_one_version_of_the_portal_to_the_next() =>
        // It is stored: another one would have every disclosure assessed again.
        CoverageRulesFingerprint
            .Compute(s_version)
            .ShouldBe("24e5ff4496f1305f25d6e2f007b928d95d20335eba8997224da47fec4e85791a");

    [Fact]
    public void The_order_in_which_a_rule_lists_things_makes_no_difference()
    {
        var one = CreateListed(reversed: false);
        var other = CreateListed(reversed: true);

        CoverageRulesFingerprint.Compute(other).ShouldBe(CoverageRulesFingerprint.Compute(one));
    }

    private static CoverageAssessment Assess(params DataCategory[] items) =>
        CoverageAssessment.Assess(
            AllowedUses.UnderVersion(s_version),
            PartyKind.LlmProvider,
            Purpose.CandidateEvaluation,
            Direction.Disclosed,
            items
        );

    // Read as a person reads it: clause by clause, rule by rule.
    private static string? ReadClauses(
        PolicyVersion version,
        DataCategory item,
        PartyKind party,
        Purpose purpose,
        Direction direction
    )
    {
        foreach (var clause in version.Clauses)
        {
            foreach (var (categories, recipients, purposes, way) in clause.CoverageRules)
            {
                if (way != direction || !categories.Any(c => c == item))
                    continue;
                if (recipients.Any(r => r == party) && purposes.Any(p => p == purpose))
                    return clause.Id;
            }
        }

        return null;
    }

    private static IEnumerable<string> ReadRules(PolicyVersion version) =>
        version.Clauses.SelectMany(clause =>
            clause
                .CoverageRules.Select(r =>
                    $"{clause.Id}: {List(r.Categories)} to {List(r.Recipients)} for {List(r.Purposes)}, {r.Direction}"
                )
                .Order(StringComparer.Ordinal)
        );

    private static string List<T>(IEnumerable<T> words) => string.Join('+', words.Order());

    private static PolicyVersion CreateListed(bool reversed)
    {
        CoverageRule[] rules =
        [
            new(
                List(DataCategory.Resume, DataCategory.Other),
                List(PartyKind.LlmProvider, PartyKind.ImageApi),
                List(Purpose.Hiring, Purpose.PhotoGeneration),
                Direction.Disclosed
            ),
            new(List(DataCategory.Other), List(PartyKind.ImageApi), List(Purpose.Hiring), Direction.Collected),
        ];
        return PolicyVersionBuilder.Create(
            "1.0",
            [(PolicyVersionBuilder.CreateClause("a", reversed ? [.. rules.Reverse()] : rules), "may be sent.")]
        );

        IReadOnlySet<T> List<T>(params T[] words) => (reversed ? words.Reverse() : words).ToHashSet();
    }
}
