using CsCheck;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Policies.Comparing;

namespace JoinArena.PrivacyPortal.Tests.Policies.Comparing;

public sealed class ClauseChangeTests
{
    [Fact]
    public void Each_clause_is_described_by_its_change()
    {
        var from = PolicyVersionBuilder.Create(
            "1.0",
            ("a", "stays."),
            ("b", "is reworded here."),
            ("c", "goes."),
            ("d", "is carried up.")
        );
        var to = PolicyVersionBuilder.Create(
            "2.0",
            ("d", "is carried up."),
            ("a", "stays."),
            ("b", "is reworded now."),
            ("e", "comes.")
        );

        var comparison = Compare(from, to);

        comparison
            .Clauses.Select(c => (c.Id, c.Kind))
            .ShouldBe([
                ("d", ClauseChangeKind.Moved),
                ("a", ClauseChangeKind.Unchanged),
                ("b", ClauseChangeKind.Changed),
                ("c", ClauseChangeKind.Removed),
                ("e", ClauseChangeKind.New),
            ]);
    }

    [Fact]
    public void A_renamed_clause_is_recognised_across_any_number_of_versions()
    {
        var first = PolicyVersionBuilder.Create("1.0", ("a", "words."), ("z", "more."));
        var second = PolicyVersionBuilder.Create(
            "1.1",
            [
                (PolicyVersionBuilder.CreateClause("b") with { Replaces = ["a"] }, "words."),
                (PolicyVersionBuilder.CreateClause("z"), "more."),
            ]
        );
        var third = PolicyVersionBuilder.Create("2.0", ("b", "words."), ("z", "more."));

        var comparison = PolicyComparison.Create([first, second, third], first, third, "en");

        comparison.Clauses[0].IsRenamed.ShouldBeTrue();
        comparison.Clauses[0].Before.Single().Id.ShouldBe("a");
        comparison.Clauses[1].Kind.ShouldBe(ClauseChangeKind.Unchanged);
        PolicyComparison.Create([first, second, third], third, first, "en").Clauses[0].Before.Single().Id.ShouldBe("b");
    }

    [Fact]
    public void Merged_clauses_are_described_together()
    {
        var from = PolicyVersionBuilder.Create("1.0", ("a", "one."), ("b", "two."), ("c", "three."));
        var to = PolicyVersionBuilder.Create(
            "2.0",
            [
                (PolicyVersionBuilder.CreateClause("d") with { Replaces = ["a", "b"] }, "one and two."),
                (PolicyVersionBuilder.CreateClause("c"), "three."),
            ]
        );

        var joined = Compare(from, to).Clauses[0];

        joined.Before.Select(c => c.Id).ShouldBe(["a", "b"]);
        joined.After.Select(c => c.Id).ShouldBe(["d"]);
        joined.IsRenamed.ShouldBeTrue();
        joined.Kind.ShouldBe(ClauseChangeKind.Changed);
    }

    [Fact]
    public void A_use_that_another_clause_now_allows_is_not_called_new()
    {
        var training = PolicyVersionBuilder.CreateCoverageRule(
            PartyKind.ModelTraining,
            Purpose.ModelImprovement,
            DataCategory.Transcript
        );
        var from = PolicyVersionBuilder.Create(
            "1.0",
            [
                (PolicyVersionBuilder.CreateClause("a", training), "one."),
                (PolicyVersionBuilder.CreateClause("b"), "two."),
            ]
        );
        var to = PolicyVersionBuilder.Create(
            "2.0",
            [
                (PolicyVersionBuilder.CreateClause("a"), "one."),
                (PolicyVersionBuilder.CreateClause("b", training), "two."),
            ]
        );

        var comparison = Compare(from, to);

        comparison.Coverage.IsEmpty.ShouldBeTrue();
        comparison.Clauses.ShouldAllBe(c =>
            c.Coverage.IsEmpty && c.IsCoverageMoved && c.Kind == ClauseChangeKind.Changed
        );
    }

    [Fact]
    public void A_clause_with_another_legal_basis_has_changed_though_its_words_have_not()
    {
        var training = PolicyVersionBuilder.CreateClause(
            "a",
            PolicyVersionBuilder.CreateCoverageRule(
                PartyKind.ModelTraining,
                Purpose.ModelImprovement,
                DataCategory.Transcript
            )
        );
        var from = PolicyVersionBuilder.Create("1.0", [(training, "one.")]);
        var to = PolicyVersionBuilder.Create("2.0", [(training with { Basis = LegalBasis.Consent }, "one.")]);

        var clause = Compare(from, to).Clauses.ShouldHaveSingleItem();

        (clause.IsLegalBasisChanged, clause.Kind, clause.Text.IsSame).ShouldBe((true, ClauseChangeKind.Changed, true));
    }

    private static PolicyComparison Compare(PolicyVersion from, PolicyVersion to, string language = "en") =>
        PolicyComparison.Create([from, to], from, to, language);
}
