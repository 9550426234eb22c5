using CsCheck;
using JoinArena.PrivacyPortal.Ledger.Tree;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Tree;

public sealed class TileTests
{
    [Fact]
    public void A_log_goes_on_after_a_tile_that_is_exactly_full()
    {
        var naive = NaiveTree.OfSize(600);
        var above = new TilePath(1, 0, 1);
        var edge = new Dictionary<TilePath, HashTile> { [above] = new([naive.Root(256)]) };

        var tiles = TileAppender.Resume(256, edge);
        var written = tiles.AppendLeaves([.. Enumerable.Range(256, 344).Select(naive.Leaf)]);

        written.Select(tile => tile.Path.ToString()).ShouldBe(["0/001", "0/002.p/88", "1/000.p/2"]);
        tiles.Root.ShouldBe(naive.Root(600));
    }

    [Fact]
    public void Many_entries_at_once_have_the_hashes_and_the_tiles_of_each()
    {
        byte[][] entries = [.. Enumerable.Range(0, 1500).Select(BitConverter.GetBytes)];
        var naive = NaiveTree.OfSize(entries.Length);
        var tiles = TileAppender.Resume(0, new Dictionary<TilePath, HashTile>());

        var leaves = TileAppender.HashLeaves(entries);
        var written = tiles.AppendLeaves(leaves);

        leaves.ShouldBe(Enumerable.Range(0, entries.Length).Select(naive.Leaf));
        written.Select(tile => tile.Path).ShouldBe(TilePath.ListGrown(0, entries.Length));
        tiles.Root.ShouldBe(naive.Root(entries.Length));
        tiles.Size.ShouldBe(entries.Length);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(64, 3)]
    [InlineData(64, 1)]
    [InlineData(64, 257)]
    public void A_tile_of_another_length_is_refused_by_name(int bytes, int width) =>
        HashTile
            .Parse(new byte[bytes], width)
            .Error.ShouldBe(
                width is 0 or > 256 ? TileError.NotAWidth
                : bytes < width * 32 ? TileError.Truncated
                : TileError.TrailingBytes
            );

    [Fact]
    public void A_bundle_is_read_back_entry_by_entry() =>
        Gen
            .Byte.Array[0, 300]
            .Array[1, 256]
            .Sample(entries =>
                EntryBundle
                    .Parse(EntryBundle.Serialize(entries), entries.Length)
                    .Value!.Zip(entries)
                    .All(pair => pair.First.SequenceEqual(pair.Second))
            );

    [Fact]
    public void A_bundle_cut_anywhere_or_with_more_behind_it_is_refused_by_name()
    {
        var bytes = EntryBundle.Serialize([
            [1, 2, 3],
            [],
            [4],
        ]);
        for (var length = 0; length < bytes.Length; length++)
            EntryBundle.Parse(bytes.AsSpan(0, length), 3).Error.ShouldBe(TileError.Truncated);
        EntryBundle
            .Parse(
                EntryBundle.Serialize([
                    [7],
                ]),
                1
            )
            .Value.ShouldBe([
                [7],
            ]);
        EntryBundle.Parse([.. bytes, 0], 3).Error.ShouldBe(TileError.TrailingBytes);
        EntryBundle.Parse(bytes, 0).Error.ShouldBe(TileError.NotAWidth);
        EntryBundle.Parse(bytes, 257).Error.ShouldBe(TileError.NotAWidth);
        Should.Throw<ArgumentException>(() => EntryBundle.Serialize([new byte[EntryBundle.LongestEntry + 1]]));
        EntryBundle.Serialize([new byte[EntryBundle.LongestEntry]]).Length.ShouldBe(2 + EntryBundle.LongestEntry);
    }

    [Fact]
    public void Random_bytes_are_a_bundle_only_if_they_are_the_one_spelling_of_it() =>
        Gen.Select(Gen.Byte[0, 3].Array[0, 40], Gen.Int[-1, 258])
            .Sample(
                (bytes, width) =>
                    EntryBundle.Parse(bytes, width) is not { IsSuccess: true } read
                    || EntryBundle.Serialize(read.Value).SequenceEqual(bytes)
            );

    [Fact]
    public void Random_bytes_are_a_tile_only_if_they_are_the_one_spelling_of_it() =>
        Gen.Select(Gen.Byte.Array[0, 100], Gen.Int[-1, 258])
            .Sample(
                (bytes, width) =>
                    HashTile.Parse(bytes, width) is not { IsSuccess: true } read
                    || HashTile.Serialize([.. read.Value.Hashes]).SequenceEqual(bytes)
            );

    [Fact]
    public void Tiles_grow_to_the_same_in_any_steps_and_every_proof_comes_from_them() =>
        Gen.Int[1, 900]
            .Array[1, 6]
            .Sample(
                steps =>
                {
                    var naive = NaiveTree.OfSize(steps.Sum());
                    var stored = new Dictionary<TilePath, HashTile>();
                    var size = 0;
                    foreach (var step in steps)
                    {
                        // Resumed at each step, as after a restart.
                        var tiles = TileAppender.Resume(
                            size,
                            TileAppender.GetPartialTiles(size).ToDictionary(path => path, path => stored[path])
                        );
                        var written = tiles.AppendLeaves([.. Enumerable.Range(size, step).Select(naive.Leaf)]);
                        written.Select(tile => tile.Path).ShouldBe(TilePath.ListGrown(size, size + step));
                        foreach (var (path, hashes) in written)
                            stored[path] = HashTile.Parse(hashes, path.Width).Value!;
                        size += step;
                        tiles.Root.ShouldBe(naive.Root(size));
                    }

                    for (var index = 0; index < size; index += 97)
                        Served(ProofNodes.Inclusion(index, size)).ShouldBe(naive.Inclusion(index, size));
                    foreach (var old in new[] { 0, steps[0], size })
                        Served(ProofNodes.Consistency(old, size)).ShouldBe(naive.Consistency(old, size));
                    Served(ProofNodes.Root(size)).ShouldBe([naive.Root(size)]);

                    IReadOnlyList<TreeHash> Served(ProofNodes plan) =>
                        plan.BuildProof(plan.Tiles.ToDictionary(path => path, path => stored[path]));
                },
                iter: 40
            );
}
