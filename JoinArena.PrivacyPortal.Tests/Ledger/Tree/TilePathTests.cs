using CsCheck;
using JoinArena.PrivacyPortal.Ledger.Tree;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Tree;

public sealed class TilePathTests
{
    [Theory]
    [InlineData("0/000", 0, 0, 256)]
    [InlineData("0/255", 0, 255, 256)]
    [InlineData("1/x001/000", 1, 1000, 256)]
    [InlineData("7/000.p/127", 7, 0, 127)]
    [InlineData("0/x001/x234/067", 0, 1234067, 256)]
    [InlineData("0/x123/x456/789", 0, 123456789, 256)]
    [InlineData("0/x036/x028/x797/x018/x963/967", 0, long.MaxValue >> 8, 256)]
    [InlineData("0/000.p/255", 0, 0, 255)]
    [InlineData("0/273.p/112", 0, 273, 112)]
    [InlineData("entries/x001/067.p/1", null, 1067, 1)]
    public void A_tile_has_one_path(string text, int? level, long index, int width)
    {
        TilePath.TryParse(text, out var path).ShouldBeTrue();
        path.ShouldBe(new(level, index, width));
        path.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0/")]
    [InlineData("0/0")]
    [InlineData("0/0000")]
    [InlineData("0/001/067")]
    [InlineData("0/x001")]
    [InlineData("0/x001/x067")]
    [InlineData("0/x000/067")]
    [InlineData("0/x01/067")]
    [InlineData("00/000")]
    [InlineData("01/000")]
    [InlineData("8/000")]
    [InlineData("-1/000")]
    [InlineData("+1/000")]
    [InlineData("0/-01")]
    [InlineData("0/00a")]
    [InlineData("0/٠٠١")]
    [InlineData("0/000.p")]
    [InlineData("0/000.p/")]
    [InlineData("0/000.p/0")]
    [InlineData("0/000.p/256")]
    [InlineData("0/000.p/257")]
    [InlineData("0/000.p/01")]
    [InlineData("0/000.p/1/2")]
    [InlineData("0/000.P/1")]
    [InlineData("0/x001.p/067")]
    [InlineData("Entries/000")]
    [InlineData("entries/000/")]
    [InlineData("/0/000")]
    [InlineData("0//000")]
    [InlineData("0/../000")]
    [InlineData("0/x999/x999/x999/x999/x999/999")]
    [InlineData("0/x036/x028/x797/x018/x963/968")]
    [InlineData("0/x999/x999/x999/x999/x999/x999/x999/999")]
    [InlineData("0/000.p/-1")]
    [InlineData("0/000.p/1.p/1")]
    [InlineData("0/x001/x000/x000/x000/x000/x000/000")]
    public void An_invalid_tile_path_is_refused(string? text) => TilePath.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void A_tile_path_that_parses_is_written_back_the_same() =>
        Gen.OneOf(Gen.String[Gen.Char["0123456789xp./entris"], 0, 30], Gen.String)
            .Sample(text => !TilePath.TryParse(text, out var path) || path.ToString() == text, iter: 20_000);

    [Fact]
    public void Every_tile_path_is_read_back() =>
        Gen.Select(Gen.Int[-1, 7], Gen.Long[0, long.MaxValue >> 8], Gen.Int[1, 256])
            .Sample(
                (level, index, width) =>
                {
                    var path = new TilePath(level < 0 ? null : level, index, width);
                    return TilePath.TryParse(path.ToString(), out var read) && read == path;
                }
            );

    [Fact]
    public void A_log_of_70000_has_the_tiles_of_the_specification()
    {
        TilePath
            .ListGrown(0, 70_000)
            .GroupBy(t => t.Level)
            .Select(level => (level.Key, level.Count(), level.Last().ToString()))
            .ShouldBe([(0, 274, "0/273.p/112"), (1, 2, "1/001.p/17"), (2, 1, "2/000.p/1")]);
        TilePath.ListGrown(0, 256).Select(t => t.ToString()).ShouldBe(["0/000", "1/000.p/1"]);
        TilePath.ListBundles(300).Select(t => t.ToString()).ShouldBe(["entries/000", "entries/001.p/44"]);
        TilePath.ListGrown(256, 256).ShouldBeEmpty();
        TilePath.ListGrown(255, 257).Select(t => t.ToString()).ShouldBe(["0/000", "0/001.p/1", "1/000.p/1"]);
    }

    [Theory]
    [InlineData("0/000.p/5", 5)]
    [InlineData("0/001.p/5", 261)]
    [InlineData("0/001", 512)]
    [InlineData("1/000.p/1", 256)]
    [InlineData("entries/000.p/255", 255)]
    [InlineData("7/000.p/200", long.MaxValue)]
    public void A_tile_path_knows_the_smallest_log_that_has_it(string text, long size)
    {
        TilePath.TryParse(text, out var path).ShouldBeTrue();
        path.GetMinSize().ShouldBe(size);
        if (size == long.MaxValue)
            return;
        path.IsNeededAt(size).ShouldBeTrue();
        path.IsNeededAt(size - 1).ShouldBeFalse();
    }

    [Fact]
    public void The_largest_log_has_a_partial_tile_at_each_of_eight_levels_and_none_beyond_its_edge()
    {
        TileAppender
            .GetPartialTiles(long.MaxValue)
            .Select(tile => (tile.Level, tile.Width))
            .ShouldBe([(0, 255), (1, 255), (2, 255), (3, 255), (4, 255), (5, 255), (6, 255), (7, 127)]);
        TilePath.GetWidth(0, long.MaxValue >> 8, long.MaxValue).ShouldBe(255);
        TilePath.GetWidth(0, (long.MaxValue >> 8) + 1, long.MaxValue).ShouldBe(0);
        TilePath.GetWidth(0, 1L << 56, 255).ShouldBe(0);
        TilePath.GetWidth(8, 0, long.MaxValue).ShouldBe(0);
    }

    [Theory]
    [InlineData(null, 3, 768)]
    [InlineData(0, 3, 768)]
    [InlineData(1, 2, 131_072)]
    [InlineData(5, 1, 281_474_976_710_656)]
    public void The_first_entry_under_a_tile_is_found_at_every_level(int? level, long index, long first) =>
        new TilePath(level, index, 1).FirstEntry.ShouldBe(first);
}
