using CsCheck;
using JoinArena.PrivacyPortal.Disclosures.Copies;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.MyData;

public sealed class FlowDiagramLayoutTests
{
    private static readonly DateTimeOffset s_at = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_category_that_went_to_a_party_is_a_band_with_its_number()
    {
        var picture = Picture([
            Line("a", (DataCategory.Transcript, 4, 0), (DataCategory.Resume, 1, 0)),
            Line("b", (DataCategory.Transcript, 2, 2)),
        ]);

        picture
            .Bands.Select(b => (b.Kind, b.Party, b.Times, b.IsUncovered))
            .ShouldBe(
                [("Transcript", "a", 4, false), ("Resume", "a", 1, false), ("Transcript", "b", 2, true)],
                ignoreOrder: true
            );
    }

    [Fact]
    public void Wider_bands_of_the_diagram_mean_more_disclosures() =>
        Picture([Line("a", (DataCategory.Transcript, 30, 0), (DataCategory.Resume, 10, 0))])
            .Bands.OrderBy(b => b.Times)
            .Select(b => b.Width)
            .ShouldBeInOrder();

    [Fact]
    public void A_disclosure_of_several_kinds_counts_once_for_its_party()
    {
        var picture = Picture([
            Line("a", (DataCategory.Transcript, 4, 0), (DataCategory.Resume, 3, 0)) with
            {
                Times = 5,
            },
        ]);

        picture.Parties.Single().Times.ShouldBe(5);
        picture.Kinds.Select(k => k.Times).ShouldBe([4, 3], ignoreOrder: true);
    }

    [Fact]
    public void Up_to_seven_parties_are_named_and_the_rest_is_summed_up()
    {
        var picture = Picture([.. Enumerable.Range(1, 20).Select(n => Line($"p{n}", (DataCategory.Resume, n, 0)))]);

        picture.Parties.Count.ShouldBe(8);
        picture.Parties[^1].Name.ShouldBe("13 more");
        picture.Bands.Sum(b => b.Times).ShouldBe(210);
    }

    [Fact]
    public void The_table_of_the_diagram_names_every_party() =>
        FlowDiagramLayout
            .Create(
                [.. Enumerable.Range(1, 20).Select(n => Line($"p{n}", (DataCategory.Resume, n, 0)))],
                kind => kind.ToString(),
                nameOfOthers: null,
                CopyStatuses.Empty
            )
            .Bands.Count.ShouldBe(20);

    [Fact]
    public void A_band_is_hollow_once_the_party_has_none_of_it_any_more()
    {
        CopyDates erased = new("a", "i", DataCategory.Resume, s_at, s_at, s_at.AddDays(1), s_at.AddDays(2));

        var picture = FlowDiagramLayout.Create(
            [Line("a", (DataCategory.Resume, 2, 0), (DataCategory.Transcript, 1, 0))],
            kind => kind.ToString(),
            nameOfOthers: null,
            new CopyStatuses([erased], [])
        );

        picture.Bands.Select(b => (b.Kind, b.IsGone)).ShouldBe([("Transcript", false), ("Resume", true)], true);
    }

    [Fact]
    public void Data_that_only_came_from_a_party_has_no_band() =>
        Picture([
            Line("found", []) with
            {
                DataFlows = [new(DataCategory.ExternalProfile, Direction.Collected, 1, 1, 0, [])],
            },
        ])
            .Bands.ShouldBeEmpty();

    [Fact]
    public void The_parts_of_the_diagram_do_not_overlap() =>
        Gen.Select(Gen.Enum<DataCategory>(), Gen.Int[1, 500])
            .Array[1, 6]
            .Array[1, 15]
            .Sample(parties =>
            {
                var picture = Picture([
                    .. parties.Select(
                        (things, n) =>
                            Line($"p{n}", [.. things.DistinctBy(t => t.Item1).Select(t => (t.Item1, t.Item2, 0))])
                    ),
                ]);

                foreach (var side in new[] { picture.Kinds, picture.Parties })
                {
                    for (var i = 1; i < side.Count; i++)
                        side[i].Y.ShouldBeGreaterThan(side[i - 1].Y + side[i - 1].Height);
                }

                picture.Height.ShouldBeGreaterThan(picture.Parties[^1].Y + picture.Parties[^1].Height);
                picture
                    .Bands.Sum(b => b.Times)
                    .ShouldBe(parties.Sum(p => p.DistinctBy(t => t.Item1).Sum(t => t.Item2)));
            });

    private static FlowDiagramLayout Picture(IReadOnlyList<PartySummary> parties) =>
        FlowDiagramLayout.Create(parties, kind => kind.ToString(), count => $"{count} more", CopyStatuses.Empty);

    private static PartySummary Line(string id, params (DataCategory Kind, int Times, int Uncovered)[] things) =>
        new(
            id,
            id,
            PartyKind.LlmProvider,
            null,
            null,
            null,
            things.Sum(t => t.Times),
            things.Sum(t => t.Uncovered),
            s_at,
            s_at,
            [
                .. things.Select(t => new DataFlow(t.Kind, Direction.Disclosed, 1, t.Times, t.Uncovered, [])
                {
                    Breaches = t.Uncovered,
                }),
            ],
            PartyState.HasData,
            null
        );
}
