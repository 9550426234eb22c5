using CsCheck;
using JoinArena.PrivacyPortal.Ledger.Tree;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Tree;

/// <summary>
/// Proofs for every index of every tree with up to a thousand leaves, and for random larger ones, compared with the
/// definition.
/// </summary>
[Trait("Speed", "slow")]
public sealed class ProofTests
{
#if MUTATION
    // There they run again for each fault.
    private const int Every = 70;
#else
    private const int Every = 1000;
#endif
    private static readonly NaiveTree s_naive = NaiveTree.OfSize(1 << 16);
    private static readonly Gen<(int Size, int Index)> s_place = Gen.Int[1, 1 << 16]
        .SelectMany(size => Gen.Int[0, size - 1].Select(index => (size, index)));

    [Fact]
    public void The_root_of_every_size_is_as_defined()
    {
        var edge = new CompactRange();
        edge.Root.ShouldBe(TreeHash.Empty);
        for (var size = 1; size <= Every; size++)
        {
            edge.Append(s_naive.Leaf(size - 1));
            if (
                edge.Root != s_naive.Root(size)
                || edge.Size != size
                || ProofNodes.Root(size).BuildProof(s_naive.Hash)[0] != edge.Root
            )
            {
                Assert.Fail($"size {size}");
            }
        }
    }

    [Fact]
    public void Every_leaf_is_proved_to_be_in_its_tree()
    {
        for (var size = 1; size <= Every; size++)
        {
            for (var index = 0; index < size; index++)
            {
                var proof = ProofNodes.Inclusion(index, size).BuildProof(s_naive.Hash);
                if (!proof.SequenceEqual(s_naive.Inclusion(index, size)))
                    Assert.Fail($"{index} of {size} is not as defined");
                if (Proof.VerifyInclusion(index, size, s_naive.Leaf(index), proof, s_naive.Root(size)) is { } refusal)
                    Assert.Fail($"{index} of {size}: {refusal}");
            }
        }
    }

    [Fact]
    public void Every_tree_is_proved_to_be_a_prefix_of_every_later_one()
    {
        for (var size = 0; size <= Every; size++)
        {
            for (var old = 0; old <= size; old++)
            {
                var proof = ProofNodes.Consistency(old, size).BuildProof(s_naive.Hash);
                if (!proof.SequenceEqual(s_naive.Consistency(old, size)))
                    Assert.Fail($"{old} to {size} is not as defined");
                if (Proof.VerifyConsistency(old, size, s_naive.Root(old), s_naive.Root(size), proof) is { } refusal)
                    Assert.Fail($"{old} to {size}: {refusal}");
            }
        }
    }

    [Fact]
    public void Entries_in_larger_trees_are_proved_as_defined() =>
        s_place.Sample(
            place =>
            {
                var proof = ProofNodes.Inclusion(place.Index, place.Size).BuildProof(s_naive.Hash);
                return proof.SequenceEqual(s_naive.Inclusion(place.Index, place.Size))
                    && Proof.VerifyInclusion(
                        place.Index,
                        place.Size,
                        s_naive.Leaf(place.Index),
                        proof,
                        s_naive.Root(place.Size)
                    )
                        is null;
            },
            iter: 2000
        );

    [Fact]
    public void A_proof_is_invalid_for_any_other_index_size_leaf_or_hash() =>
        s_place.Sample(
            place =>
            {
                var (size, index) = place;
                var proof = ProofNodes.Inclusion(index, size).BuildProof(s_naive.Hash);
                var root = s_naive.Root(size);
                Proof
                    .VerifyInclusion(index, size, s_naive.Leaf((index + 1) % (1 << 16)), proof, root)
                    .ShouldBe(ProofError.OtherRoot);
                Proof
                    .VerifyInclusion(
                        index,
                        size,
                        s_naive.Leaf(index),
                        proof,
                        s_naive.Root(size == 1 << 16 ? 1 : size + 1)
                    )
                    .ShouldBe(ProofError.OtherRoot);
                if (size > 1)
                    Proof.VerifyInclusion(index ^ 1, size, s_naive.Leaf(index), proof, root).ShouldNotBeNull();
                Proof
                    .VerifyInclusion(index, size, s_naive.Leaf(index), [.. proof, root], root)
                    .ShouldBe(ProofError.TooManyHashes);
                if (proof.Count == 0)
                    return;
                Proof
                    .VerifyInclusion(index, size, s_naive.Leaf(index), [.. proof.Take(proof.Count - 1)], root)
                    .ShouldBe(ProofError.TooFewHashes);
                TreeHash[] flipped = [.. proof];
                flipped[index % proof.Count] = Flipped(flipped[index % proof.Count], index);
                Proof.VerifyInclusion(index, size, s_naive.Leaf(index), flipped, root).ShouldBe(ProofError.OtherRoot);
            },
            iter: 500
        );

    [Fact]
    public void A_rewritten_tree_is_no_continuation() =>
        s_place.Sample(
            place =>
            {
                var size = place.Size;
                var old = place.Index;
                var proof = ProofNodes.Consistency(old, size).BuildProof(s_naive.Hash);
                var oldRoot = s_naive.Root(old);
                var root = s_naive.Root(size);
                Proof
                    .VerifyConsistency(old, size, Flipped(oldRoot, old), root, proof)
                    .ShouldBeOneOf(ProofError.OtherEarlierRoot, ProofError.OtherRoot);
                if (old > 0)
                {
                    Proof
                        .VerifyConsistency(old, size, oldRoot, Flipped(root, size), proof)
                        .ShouldBe(ProofError.OtherRoot);
                }

                Proof.VerifyConsistency(old, size, oldRoot, root, [.. proof, root]).ShouldBe(ProofError.TooManyHashes);
                if (proof.Count == 0)
                    return;
                Proof.VerifyConsistency(old, size, oldRoot, root, [.. proof.Skip(1)]).ShouldBe(ProofError.TooFewHashes);
                TreeHash[] flipped = [.. proof];
                flipped[old % proof.Count] = Flipped(flipped[old % proof.Count], old);
                Proof.VerifyConsistency(old, size, oldRoot, root, flipped).ShouldNotBeNull();
            },
            iter: 500
        );

    [Theory]
    [InlineData(-1, 7, ProofError.IndexOutsideTree)]
    [InlineData(7, 7, ProofError.IndexOutsideTree)]
    [InlineData(0, 0, ProofError.IndexOutsideTree)]
    [InlineData(0, -1, ProofError.NotASize)]
    [InlineData(long.MaxValue, long.MaxValue, ProofError.IndexOutsideTree)]
    [InlineData(long.MaxValue - 1, long.MaxValue, ProofError.TooFewHashes)]
    [InlineData(0, long.MaxValue, ProofError.TooFewHashes)]
    [InlineData(long.MinValue, long.MaxValue, ProofError.IndexOutsideTree)]
    public void A_proof_for_an_impossible_index_is_refused_by_name(long index, long size, ProofError refusal) =>
        Proof.VerifyInclusion(index, size, TreeHash.Empty, [], TreeHash.Empty).ShouldBe(refusal);

    [Theory]
    [InlineData(-1, 7, ProofError.NotASize)]
    [InlineData(0, long.MinValue, ProofError.NotASize)]
    [InlineData(8, 7, ProofError.EarlierIsLarger)]
    [InlineData(1, long.MaxValue, ProofError.TooFewHashes)]
    [InlineData(long.MaxValue - 1, long.MaxValue, ProofError.TooFewHashes)]
    [InlineData(1L << 62, long.MaxValue, ProofError.TooFewHashes)]
    public void Proofs_between_impossible_sizes_are_refused_by_name(long old, long size, ProofError refusal) =>
        Proof.VerifyConsistency(old, size, TreeHash.Empty, TreeHash.Empty, []).ShouldBe(refusal);

    [Fact]
    public void Roots_of_trees_without_entries_and_of_the_same_size_are_compared()
    {
        var empty = TreeHash.Empty;
        var root = s_naive.Root(7);

        Proof.VerifyConsistency(0, 0, empty, empty, []).ShouldBeNull();
        Proof.VerifyConsistency(0, 7, empty, root, []).ShouldBeNull();
        Proof.VerifyConsistency(7, 7, root, root, []).ShouldBeNull();
        Proof.VerifyConsistency(0, 7, root, root, []).ShouldBe(ProofError.OtherEarlierRoot);
        Proof.VerifyConsistency(0, 0, empty, root, []).ShouldBe(ProofError.OtherRoot);
        Proof.VerifyConsistency(7, 7, s_naive.Root(6), root, []).ShouldBe(ProofError.OtherRoot);
        Proof.VerifyConsistency(0, 7, empty, root, [root]).ShouldBe(ProofError.TooManyHashes);
        Proof.VerifyConsistency(7, 7, root, root, [root]).ShouldBe(ProofError.TooManyHashes);
    }

    [Fact]
    public void There_is_no_proof_of_what_is_not_in_the_tree()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => ProofNodes.Inclusion(-1, 7));
        Should.Throw<ArgumentOutOfRangeException>(() => ProofNodes.Inclusion(7, 7));
        Should.Throw<ArgumentOutOfRangeException>(() => ProofNodes.Consistency(-1, 7));
        Should.Throw<ArgumentOutOfRangeException>(() => ProofNodes.Consistency(8, 7));
        Should.Throw<ArgumentOutOfRangeException>(() => ProofNodes.Root(-1));
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(1L << 62)]
    [InlineData((1L << 62) + 1)]
    public void Proofs_of_the_largest_trees_hold_up(long size)
    {
        // A tree this large cannot be built, but its subtrees can be listed, and any hashes lead to some root.
        foreach (var index in new[] { 0, 1, size / 3, size / 2, size - 2, size - 1 })
        {
            var proof = ProofNodes.Inclusion(index, size).BuildProof(Named);
            proof.Count.ShouldBeLessThanOrEqualTo(63);
            Proof
                .VerifyInclusion(index, size, Named(new(0, index)), proof, TreeHash.Empty)
                .ShouldBe(ProofError.OtherRoot);
            Proof
                .VerifyConsistency(
                    index,
                    size,
                    index == 0 ? TreeHash.Empty : Named(new(0, 0)),
                    Named(new(0, 1)),
                    ProofNodes.Consistency(index, size).BuildProof(Named)
                )
                .ShouldNotBe(ProofError.TooFewHashes);
        }
    }

    private static TreeHash Named(Subtree subtree) =>
        TreeHash.HashLeaf([.. BitConverter.GetBytes(subtree.Level), .. BitConverter.GetBytes(subtree.Index)]);

    private static TreeHash Flipped(TreeHash hash, int bit)
    {
        var bytes = hash.ToArray();
        bytes[bit / 8 % 32] ^= (byte)(1 << bit % 8);
        return TreeHash.From(bytes);
    }
}
