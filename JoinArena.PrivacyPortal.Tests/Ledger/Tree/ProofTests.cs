using CsCheck;
using JoinArena.PrivacyPortal.Ledger.Tree;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Tree;

/// <summary>Proofs of every place in every tree up to a thousand, and of random ones beyond, against the definition.</summary>
public sealed class ProofTests
{
    private const int Every = 1000;
    private static readonly NaiveTree s_naive = NaiveTree.OfSize(1 << 16);
    private static readonly Gen<(int Size, int Index)> s_place = Gen.Int[1, 1 << 16].SelectMany(size => Gen.Int[0, size - 1].Select(index => (size, index)));

    [Fact]
    public void The_root_of_every_size_is_as_defined()
    {
        var edge = new RightEdge();
        edge.Root.ShouldBe(TreeHash.Empty);
        for (var size = 1; size <= Every; size++)
        {
            edge.Append(s_naive.Leaf(size - 1));
            if (edge.Root != s_naive.Root(size) || edge.Size != size || ProofPlan.Root(size).From(s_naive.Hash)[0] != edge.Root) Assert.Fail($"size {size}");
        }
    }

    [Fact]
    public void Every_leaf_of_every_tree_is_proved_to_be_in_it()
    {
        for (var size = 1; size <= Every; size++)
        {
            for (var index = 0; index < size; index++)
            {
                var proof = ProofPlan.Inclusion(index, size).From(s_naive.Hash);
                if (!proof.SequenceEqual(s_naive.Inclusion(index, size))) Assert.Fail($"{index} of {size} is not as defined");
                if (Proof.RefuseInclusion(index, size, s_naive.Leaf(index), proof, s_naive.Root(size)) is { } refusal) Assert.Fail($"{index} of {size}: {refusal}");
            }
        }
    }

    [Fact]
    public void Every_tree_is_proved_to_be_the_beginning_of_every_later_one()
    {
        for (var size = 0; size <= Every; size++)
        {
            for (var old = 0; old <= size; old++)
            {
                var proof = ProofPlan.Consistency(old, size).From(s_naive.Hash);
                if (!proof.SequenceEqual(s_naive.Consistency(old, size))) Assert.Fail($"{old} to {size} is not as defined");
                if (Proof.RefuseConsistency(old, size, s_naive.Root(old), s_naive.Root(size), proof) is { } refusal) Assert.Fail($"{old} to {size}: {refusal}");
            }
        }
    }

    [Fact]
    public void Places_in_larger_trees_are_proved_as_defined() => s_place.Sample(place =>
    {
        var proof = ProofPlan.Inclusion(place.Index, place.Size).From(s_naive.Hash);
        return proof.SequenceEqual(s_naive.Inclusion(place.Index, place.Size))
            && Proof.RefuseInclusion(place.Index, place.Size, s_naive.Leaf(place.Index), proof, s_naive.Root(place.Size)) is null;
    }, iter: 2000);

    [Fact]
    public void A_proof_holds_for_no_other_place_size_leaf_or_hash() => s_place.Sample(place =>
    {
        var (size, index) = place;
        var (proof, root) = (ProofPlan.Inclusion(index, size).From(s_naive.Hash), s_naive.Root(size));
        Proof.RefuseInclusion(index, size, s_naive.Leaf((index + 1) % (1 << 16)), proof, root).ShouldBe(ProofRefusal.OtherRoot);
        Proof.RefuseInclusion(index, size, s_naive.Leaf(index), proof, s_naive.Root(size == 1 << 16 ? 1 : size + 1)).ShouldBe(ProofRefusal.OtherRoot);
        if (size > 1) Proof.RefuseInclusion(index ^ 1, size, s_naive.Leaf(index), proof, root).ShouldNotBeNull();
        Proof.RefuseInclusion(index, size, s_naive.Leaf(index), [.. proof, root], root).ShouldBe(ProofRefusal.TooManyHashes);
        if (proof.Count == 0) return;
        Proof.RefuseInclusion(index, size, s_naive.Leaf(index), [.. proof.Take(proof.Count - 1)], root).ShouldBe(ProofRefusal.TooFewHashes);
        TreeHash[] flipped = [.. proof];
        flipped[index % proof.Count] = Flipped(flipped[index % proof.Count], index);
        Proof.RefuseInclusion(index, size, s_naive.Leaf(index), flipped, root).ShouldBe(ProofRefusal.OtherRoot);
    }, iter: 500);

    [Fact]
    public void A_rewritten_tree_is_no_continuation() => s_place.Sample(place =>
    {
        var (size, old) = (place.Size, place.Index);
        var (proof, oldRoot, root) = (ProofPlan.Consistency(old, size).From(s_naive.Hash), s_naive.Root(old), s_naive.Root(size));
        Proof.RefuseConsistency(old, size, Flipped(oldRoot, old), root, proof).ShouldBeOneOf(ProofRefusal.OtherEarlierRoot, ProofRefusal.OtherRoot);
        if (old > 0) Proof.RefuseConsistency(old, size, oldRoot, Flipped(root, size), proof).ShouldBe(ProofRefusal.OtherRoot);
        Proof.RefuseConsistency(old, size, oldRoot, root, [.. proof, root]).ShouldBe(ProofRefusal.TooManyHashes);
        if (proof.Count == 0) return;
        Proof.RefuseConsistency(old, size, oldRoot, root, [.. proof.Skip(1)]).ShouldBe(ProofRefusal.TooFewHashes);
        TreeHash[] flipped = [.. proof];
        flipped[old % proof.Count] = Flipped(flipped[old % proof.Count], old);
        Proof.RefuseConsistency(old, size, oldRoot, root, flipped).ShouldNotBeNull();
    }, iter: 500);

    [Theory]
    [InlineData(-1, 7, ProofRefusal.IndexOutsideTree)]
    [InlineData(7, 7, ProofRefusal.IndexOutsideTree)]
    [InlineData(0, 0, ProofRefusal.IndexOutsideTree)]
    [InlineData(0, -1, ProofRefusal.NotASize)]
    [InlineData(long.MaxValue, long.MaxValue, ProofRefusal.IndexOutsideTree)]
    [InlineData(long.MaxValue - 1, long.MaxValue, ProofRefusal.TooFewHashes)]
    [InlineData(0, long.MaxValue, ProofRefusal.TooFewHashes)]
    [InlineData(long.MinValue, long.MaxValue, ProofRefusal.IndexOutsideTree)]
    public void A_place_that_cannot_be_is_refused_by_name(long index, long size, ProofRefusal refusal) =>
        Proof.RefuseInclusion(index, size, TreeHash.Empty, [], TreeHash.Empty).ShouldBe(refusal);

    [Theory]
    [InlineData(-1, 7, ProofRefusal.NotASize)]
    [InlineData(0, long.MinValue, ProofRefusal.NotASize)]
    [InlineData(8, 7, ProofRefusal.EarlierIsLarger)]
    [InlineData(1, long.MaxValue, ProofRefusal.TooFewHashes)]
    [InlineData(long.MaxValue - 1, long.MaxValue, ProofRefusal.TooFewHashes)]
    [InlineData(1L << 62, long.MaxValue, ProofRefusal.TooFewHashes)]
    public void Sizes_that_cannot_be_are_refused_by_name(long old, long size, ProofRefusal refusal) =>
        Proof.RefuseConsistency(old, size, TreeHash.Empty, TreeHash.Empty, []).ShouldBe(refusal);

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(1L << 62)]
    [InlineData((1L << 62) + 1)]
    public void Proofs_of_the_largest_trees_hold_up(long size)
    {
        // Such a tree cannot be built, but its subtrees can be named, and any hashes lead to some root.
        foreach (var index in new[] { 0, 1, size / 3, size / 2, size - 2, size - 1 })
        {
            var proof = ProofPlan.Inclusion(index, size).From(Named);
            proof.Count.ShouldBeLessThanOrEqualTo(63);
            Proof.RefuseInclusion(index, size, Named(new(0, index)), proof, TreeHash.Empty).ShouldBe(ProofRefusal.OtherRoot);
            Proof.RefuseConsistency(index, size, index == 0 ? TreeHash.Empty : Named(new(0, 0)), Named(new(0, 1)), ProofPlan.Consistency(index, size).From(Named)).ShouldNotBe(ProofRefusal.TooFewHashes);
        }
    }

    private static TreeHash Named(Subtree subtree) => TreeHash.Leaf([.. BitConverter.GetBytes(subtree.Level), .. BitConverter.GetBytes(subtree.Index)]);

    private static TreeHash Flipped(TreeHash hash, int bit)
    {
        var bytes = hash.ToArray();
        bytes[bit / 8 % 32] ^= (byte)(1 << bit % 8);
        return TreeHash.From(bytes);
    }
}
