using CsCheck;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Policies.Comparing;

namespace JoinArena.PrivacyPortal.Tests.Policies.Comparing;

public sealed class PolicyComparisonTests
{
    [Fact]
    public void A_version_beside_itself_is_untouched() => Versions.Pairs.Sample(pair =>
    {
        var comparison = Compare(pair.Item1, pair.Item1);
        return comparison.IsNone && comparison.Count(ClauseFate.Untouched) == pair.Item1.Clauses.Count;
    });

    [Fact]
    public void What_has_changed_put_into_the_one_gives_the_other() => Versions.Pairs.Sample(pair =>
    {
        var (from, to) = pair;
        var comparison = Compare(from, to);
        comparison.Clauses.SelectMany(c => c.After).ShouldBe(to.Clauses);
        comparison.Clauses.SelectMany(c => c.Before).ShouldBe(from.Clauses, ignoreOrder: true);
        foreach (var clause in comparison.Clauses)
        {
            var diff = clause.Text.Compare();
            diff.Before.ShouldBe(Html(from, clause.Before));
            diff.After.ShouldBe(Html(to, clause.After));
        }

        var now = Allowed.By(from.Clauses).Except(Allowed.By(comparison.Coverage.Removed)).Union(Allowed.By(comparison.Coverage.Added));
        now.ShouldBe(Allowed.By(to.Clauses), ignoreOrder: true);
        Allowed.By(comparison.Clauses.SelectMany(c => c.Coverage.Added)).ShouldBe(Allowed.By(comparison.Coverage.Added), ignoreOrder: true);
        Allowed.By(comparison.Clauses.SelectMany(c => c.Coverage.Removed)).ShouldBe(Allowed.By(comparison.Coverage.Removed), ignoreOrder: true);
    });

    [Fact]
    public void Swapping_the_versions_swaps_what_is_new_and_what_is_gone() => Versions.Pairs.Sample(pair =>
    {
        var (there, back) = (Compare(pair.Item1, pair.Item2), Compare(pair.Item2, pair.Item1));
        Told(there.Coverage.Added).ShouldBe(Told(back.Coverage.Removed), ignoreOrder: true);
        Ids(there, ClauseFate.New).ShouldBe(Ids(back, ClauseFate.Removed), ignoreOrder: true);
        foreach (var fate in new[] { ClauseFate.Changed, ClauseFate.Moved, ClauseFate.Renamed, ClauseFate.Untouched }) Ids(there, fate).ShouldBe(Ids(back, fate), ignoreOrder: true);
        foreach (var clause in there.Clauses) clause.Text.Swapped.ShouldBe(back.Clauses.Single(c => c.Before.SequenceEqual(clause.After) && c.After.SequenceEqual(clause.Before)).Text);
    });

    [Fact]
    public void Entries_of_what_is_allowed_say_each_combination_once() => Versions.Pairs.Sample(pair =>
    {
        var all = Allowed.By(pair.Item1.Clauses);
        var grouped = Allowed.Grouped(all);
        return Allowed.By(grouped).SetEquals(all) && grouped.Sum(g => g.Data.Count * g.With.Count * g.For.Count) == all.Count;
    });

    [Fact]
    public void Each_clause_is_told_by_what_has_happened_to_it()
    {
        var from = Versions.Of("1.0", ("a", "stays."), ("b", "is reworded here."), ("c", "goes."), ("d", "is carried up."));
        var to = Versions.Of("2.0", ("d", "is carried up."), ("a", "stays."), ("b", "is reworded now."), ("e", "comes."));

        var comparison = Compare(from, to);

        comparison.Clauses.Select(c => (c.Id, c.Fate)).ShouldBe(
            [("d", ClauseFate.Moved), ("a", ClauseFate.Untouched), ("b", ClauseFate.Changed), ("c", ClauseFate.Removed), ("e", ClauseFate.New)]);
    }

    [Fact]
    public void A_clause_that_goes_by_another_id_is_the_same_one_however_many_versions_lie_between()
    {
        var first = Versions.Of("1.0", ("a", "words."), ("z", "more."));
        var second = Versions.Of("1.1", [(Versions.Clause("b") with { Replaces = ["a"] }, "words."), (Versions.Clause("z"), "more.")]);
        var third = Versions.Of("2.0", ("b", "words."), ("z", "more."));

        var comparison = PolicyComparison.Of([first, second, third], first, third, "en");

        comparison.Clauses[0].IsRenamed.ShouldBeTrue();
        comparison.Clauses[0].Before.Single().Id.ShouldBe("a");
        comparison.Clauses[1].Fate.ShouldBe(ClauseFate.Untouched);
        PolicyComparison.Of([first, second, third], third, first, "en").Clauses[0].Before.Single().Id.ShouldBe("b");
    }

    [Fact]
    public void Clauses_that_were_joined_are_told_together()
    {
        var from = Versions.Of("1.0", ("a", "one."), ("b", "two."), ("c", "three."));
        var to = Versions.Of("2.0", [(Versions.Clause("d") with { Replaces = ["a", "b"] }, "one and two."), (Versions.Clause("c"), "three.")]);

        var joined = Compare(from, to).Clauses[0];

        joined.Before.Select(c => c.Id).ShouldBe(["a", "b"]);
        joined.After.Select(c => c.Id).ShouldBe(["d"]);
        joined.IsRenamed.ShouldBeTrue();
        joined.Fate.ShouldBe(ClauseFate.Changed);
    }

    [Fact]
    public void What_is_allowed_by_another_clause_than_before_is_not_told_as_new()
    {
        var training = Versions.To(PartyKind.ModelTraining, Purpose.ModelImprovement, DataCategory.Transcript);
        var from = Versions.Of("1.0", [(Versions.Clause("a", training), "one."), (Versions.Clause("b"), "two.")]);
        var to = Versions.Of("2.0", [(Versions.Clause("a"), "one."), (Versions.Clause("b", training), "two.")]);

        var comparison = Compare(from, to);

        comparison.Coverage.IsNone.ShouldBeTrue();
        comparison.Clauses.ShouldAllBe(c => c.Coverage.IsNone && c.CoverageShifted && c.Fate == ClauseFate.Changed);
    }

    [Fact]
    public void A_clause_that_rests_on_something_else_in_law_has_changed_though_its_words_have_not()
    {
        var training = Versions.Clause("a", Versions.To(PartyKind.ModelTraining, Purpose.ModelImprovement, DataCategory.Transcript));
        var (from, to) = (Versions.Of("1.0", [(training, "one.")]), Versions.Of("2.0", [(training with { Basis = LegalBasis.Consent }, "one.")]));

        var clause = Compare(from, to).Clauses.ShouldHaveSingleItem();

        (clause.IsOnOtherBasis, clause.Fate, clause.Text.IsSame).ShouldBe((true, ClauseFate.Changed, true));
    }

    [Fact]
    public void Words_around_the_clauses_are_compared_too()
    {
        var (from, to) = (Versions.Of("1.0", [(Versions.Clause("a"), "one.")], "We are here."), Versions.Of("2.0", [(Versions.Clause("a"), "one.")], "We were here."));

        var comparison = Compare(from, to);

        comparison.IsNone.ShouldBeFalse();
        comparison.Clauses.ShouldAllBe(c => c.Fate == ClauseFate.Untouched);
        comparison.Around.Compare().Runs.Where(r => r.In is not Presence.Both).Select(r => r.Text).ShouldBe(["are", "were"]);
    }

    [Fact]
    public void Without_both_texts_in_a_language_the_English_ones_are_compared() => Compare(Versions.Of("1.0", ("a", "one.")), Versions.Of("2.0", ("a", "two.")), "es").Language.ShouldBe("en");

    private static PolicyComparison Compare(PolicyVersion from, PolicyVersion to, string language = "en") => PolicyComparison.Of([from, to], from, to, language);

    private static IEnumerable<string> Ids(PolicyComparison comparison, ClauseFate fate) => comparison.Clauses.Where(c => c.Fate == fate).Select(c => c.Id);

    private static IEnumerable<string> Told(IEnumerable<Covers> covers) => covers.Select(c => $"{string.Join(',', c.Data.Order())} {string.Join(',', c.With.Order())} {string.Join(',', c.For.Order())} {c.Direction}");

    private static string Html(PolicyVersion version, IReadOnlyList<Clause> clauses) =>
        string.Join('\n', version.TextIn("en").Parts.Where(p => clauses.Any(c => c.Id == p.ClauseId)).Select(p => p.Html));
}
