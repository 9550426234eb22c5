using CsCheck;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.MyData;

public sealed class FlowPictureTests
{
    private static readonly DateTimeOffset s_at = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_kind_that_went_to_a_party_is_a_band_with_its_number()
    {
        var picture = Picture([Line("a", (DataCategory.Transcript, 4, 0), (DataCategory.Resume, 1, 0)), Line("b", (DataCategory.Transcript, 2, 2))]);

        picture.Bands.Select(b => (b.Kind, b.Party, b.Times, b.IsOff)).ShouldBe(
            [("Transcript", "a", 4, false), ("Resume", "a", 1, false), ("Transcript", "b", 2, true)], ignoreOrder: true);
    }

    [Fact]
    public void Wider_bands_mean_more_often() =>
        Picture([Line("a", (DataCategory.Transcript, 30, 0), (DataCategory.Resume, 10, 0))]).Bands.OrderBy(b => b.Times).Select(b => b.Width).ShouldBeInOrder();

    [Fact]
    public void Many_parties_are_named_up_to_seven_and_the_rest_told_as_one()
    {
        var picture = Picture([.. Enumerable.Range(1, 20).Select(n => Line($"p{n}", (DataCategory.Resume, n, 0)))]);

        picture.Parties.Count.ShouldBe(8);
        picture.Parties[^1].Name.ShouldBe("13 more");
        picture.Bands.Sum(b => b.Times).ShouldBe(210);
    }

    [Fact]
    public void What_only_came_from_a_party_is_no_band() =>
        Picture([Line("found", []) with { Things = [new(DataCategory.ExternalProfile, Direction.Collected, 1, 1, 0, [])] }]).Bands.ShouldBeEmpty();

    [Fact]
    public void Nothing_is_drawn_over_anything_else() =>
        Gen.Select(Gen.Enum<DataCategory>(), Gen.Int[1, 500]).Array[1, 6].Array[1, 15].Sample(parties =>
        {
            var picture = Picture([.. parties.Select((things, n) => Line($"p{n}", [.. things.DistinctBy(t => t.Item1).Select(t => (t.Item1, t.Item2, 0))]))]);

            foreach (var side in new[] { picture.Kinds, picture.Parties })
                for (var i = 1; i < side.Count; i++) side[i].Y.ShouldBeGreaterThan(side[i - 1].Y + side[i - 1].Height);
            picture.Height.ShouldBeGreaterThan(picture.Parties[^1].Y + picture.Parties[^1].Height);
            picture.Bands.Sum(b => b.Times).ShouldBe(parties.Sum(p => p.DistinctBy(t => t.Item1).Sum(t => t.Item2)));
        });

    private static FlowPicture Picture(IReadOnlyList<PartyLine> parties) => FlowPicture.Of(parties, kind => kind.ToString(), count => $"{count} more");

    private static PartyLine Line(string id, params (DataCategory Kind, int Times, int Uncovered)[] things) => new(
        id, id, PartyKind.LlmProvider, null, null, null, things.Sum(t => t.Times), things.Sum(t => t.Uncovered), s_at, s_at,
        [.. things.Select(t => new Thing(t.Kind, Direction.Disclosed, 1, t.Times, t.Uncovered, []))], PartyState.HasData, null);
}
