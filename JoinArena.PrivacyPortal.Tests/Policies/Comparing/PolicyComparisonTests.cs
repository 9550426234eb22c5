using CsCheck;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Policies.Comparing;

namespace JoinArena.PrivacyPortal.Tests.Policies.Comparing;

public sealed class PolicyComparisonTests
{
    [Fact]
    public void A_version_compared_with_itself_is_unchanged() =>
        PolicyVersionBuilder.Pairs.Sample(pair =>
        {
            var comparison = Compare(pair.Item1, pair.Item1);
            return comparison.IsEmpty
                && comparison.CountClauses(ClauseChangeKind.Unchanged) == pair.Item1.Clauses.Count;
        });

    [Fact]
    public void The_changes_applied_to_one_version_give_the_other() =>
        PolicyVersionBuilder.Pairs.Sample(pair =>
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

            var now = AllowedUse
                .Expand(from.Clauses)
                .Except(AllowedUse.Expand(comparison.Coverage.Removed))
                .Union(AllowedUse.Expand(comparison.Coverage.Added));
            now.ShouldBe(AllowedUse.Expand(to.Clauses), ignoreOrder: true);
            AllowedUse
                .Expand(comparison.Clauses.SelectMany(c => c.Coverage.Added))
                .ShouldBe(AllowedUse.Expand(comparison.Coverage.Added), ignoreOrder: true);
            AllowedUse
                .Expand(comparison.Clauses.SelectMany(c => c.Coverage.Removed))
                .ShouldBe(AllowedUse.Expand(comparison.Coverage.Removed), ignoreOrder: true);
        });

    [Fact]
    public void A_swapped_comparison_swaps_added_and_removed() =>
        PolicyVersionBuilder.Pairs.Sample(pair =>
        {
            var there = Compare(pair.Item1, pair.Item2);
            var back = Compare(pair.Item2, pair.Item1);
            Told(there.Coverage.Added).ShouldBe(Told(back.Coverage.Removed), ignoreOrder: true);
            Ids(there, ClauseChangeKind.New).ShouldBe(Ids(back, ClauseChangeKind.Removed), ignoreOrder: true);
            foreach (
                var fate in new[]
                {
                    ClauseChangeKind.Changed,
                    ClauseChangeKind.Moved,
                    ClauseChangeKind.Renamed,
                    ClauseChangeKind.Unchanged,
                }
            )
            {
                Ids(there, fate).ShouldBe(Ids(back, fate), ignoreOrder: true);
            }

            foreach (var clause in there.Clauses)
            {
                clause.Text.Swapped.ShouldBe(
                    back.Clauses.Single(c =>
                        c.Before.SequenceEqual(clause.After) && c.After.SequenceEqual(clause.Before)
                    ).Text
                );
            }
        });

    [Fact]
    public void The_coverage_changes_name_each_combination_once() =>
        PolicyVersionBuilder.Pairs.Sample(pair =>
        {
            var all = AllowedUse.Expand(pair.Item1.Clauses);
            var grouped = AllowedUse.Group(all);
            return AllowedUse.Expand(grouped).SetEquals(all)
                && grouped.Sum(g => g.Categories.Count * g.Recipients.Count * g.Purposes.Count) == all.Count;
        });

    [Fact]
    public void The_text_around_the_clauses_is_compared_too()
    {
        var from = PolicyVersionBuilder.Create(
            "1.0",
            [(PolicyVersionBuilder.CreateClause("a"), "one.")],
            "We are here."
        );
        var to = PolicyVersionBuilder.Create(
            "2.0",
            [(PolicyVersionBuilder.CreateClause("a"), "one.")],
            "We were here."
        );

        var comparison = Compare(from, to);

        comparison.IsEmpty.ShouldBeFalse();
        comparison.Clauses.ShouldAllBe(c => c.Kind == ClauseChangeKind.Unchanged);
        comparison
            .SurroundingText.Compare()
            .Runs.Where(r => r.Side is not TextSide.Both)
            .Select(r => r.Text)
            .ShouldBe(["are", "were"]);
    }

    [Fact]
    public void The_English_texts_are_compared_when_a_language_has_only_one_text() =>
        Compare(
            PolicyVersionBuilder.Create("1.0", ("a", "one.")),
            PolicyVersionBuilder.Create("2.0", ("a", "two.")),
            "es"
        )
            .Language.ShouldBe("en");

    private static PolicyComparison Compare(PolicyVersion from, PolicyVersion to, string language = "en") =>
        PolicyComparison.Create([from, to], from, to, language);

    private static IEnumerable<string> Ids(PolicyComparison comparison, ClauseChangeKind fate) =>
        comparison.Clauses.Where(c => c.Kind == fate).Select(c => c.Id);

    private static IEnumerable<string> Told(IEnumerable<CoverageRule> covers) =>
        covers.Select(c =>
            $"{string.Join(',', c.Categories.Order())} {string.Join(',', c.Recipients.Order())} "
            + $"{string.Join(',', c.Purposes.Order())} {c.Direction}"
        );

    private static string Html(PolicyVersion version, IReadOnlyList<Clause> clauses) =>
        string.Join(
            '\n',
            version.GetText("en").Parts.Where(p => clauses.Any(c => c.Id == p.ClauseId)).Select(p => p.Html)
        );
}
