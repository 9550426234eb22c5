using System.Security.Cryptography;
using System.Text;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Policies.Comparing;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Coverage;

/// <summary>What tells that disclosures have to be assessed again.</summary>
public sealed class CoverageRulesFingerprintTests
{
    private static readonly CoverageRule s_training = PolicyVersionBuilder.CreateCoverageRule(
        PartyKind.ModelTraining,
        Purpose.ModelImprovement,
        DataCategory.Transcript,
        DataCategory.Resume
    );

    private static readonly CoverageRule s_evaluation = PolicyVersionBuilder.CreateCoverageRule(
        PartyKind.LlmProvider,
        Purpose.CandidateEvaluation,
        DataCategory.Resume
    );

    [Fact]
    public void The_fingerprint_of_rules_is_the_hash_of_a_line_for_each_in_an_order_that_the_file_does_not_decide()
    {
        // As it is kept in databases: another order would have every disclosure assessed again.
        const string Lines =
            "a|resume|llm-provider|candidate-evaluation|disclosed\n"
            + "a|transcript,resume|model-training|model-improvement|disclosed\n"
            + "b|resume|llm-provider|candidate-evaluation|disclosed\n";
        var expected = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Lines)));

        Compute(("a", [s_training, s_evaluation]), ("b", [s_evaluation])).ShouldBe(expected);
        Compute(("a", [s_evaluation, s_training]), ("b", [s_evaluation])).ShouldBe(expected);
    }

    [Fact]
    public void Another_order_of_clauses_or_another_rule_is_another_fingerprint()
    {
        var first = Compute(("a", [s_training]), ("b", [s_evaluation]));

        Compute(("b", [s_evaluation]), ("a", [s_training])).ShouldNotBe(first);
        Compute(("a", [s_training with { Direction = Direction.Collected }]), ("b", [s_evaluation])).ShouldNotBe(first);
        Compute(("a", [s_training]), ("b", [])).ShouldNotBe(first);
    }

    private static string Compute(params (string Id, CoverageRule[] Rules)[] clauses) =>
        CoverageRulesFingerprint.Compute(
            PolicyVersionBuilder.Create(
                "1.0",
                [.. clauses.Select(c => (PolicyVersionBuilder.CreateClause(c.Id, c.Rules), "may be sent."))]
            )
        );
}
