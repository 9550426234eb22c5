using System.Text;
using JoinArena.PrivacyPortal.Ledger;

namespace JoinArena.PrivacyPortal.Tests.Ledger;

public sealed class CommitmentTests
{
    private static readonly byte[] s_salt = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Fact]
    public void The_commitment_is_built_as_published() =>
        Convert
            .ToBase64String(
                Commitment.Compute(
                    Encoding.ASCII.GetBytes("portal.example/commit/v1"),
                    s_salt,
                    """{"recipient":"Example Payroll Ltd","subject":"w-1","type":"disclosure"}"""
                )
            )
            .ShouldBe("DvUup38Jgl3nYchq2bZnyJK3lPCjIzwj5lrHromhd+w=");

    [Fact]
    public void Every_leaf_has_the_same_shape_and_length()
    {
        var leaves = new[] { "{}", """{"kind":"acceptance","subject":"w-1"}""", new string('x', 5000) }
            .Select(record => Commitment.FormatLeaf(Commitment.Compute(s_salt, record)))
            .ToList();

        leaves.ShouldAllBe(leaf => leaf.StartsWith("{\"c\":\"") && leaf.EndsWith("\",\"v\":1}"));
        leaves.Select(leaf => leaf.Length).Distinct().ShouldHaveSingleItem();
        leaves.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void Each_record_has_a_salt_of_its_own()
    {
        var key = Guid.CreateVersion7();
        var other = Guid.CreateVersion7();

        Commitment.DeriveSalt(s_salt, key).ShouldBe(Commitment.DeriveSalt(s_salt, key));
        Commitment.DeriveSalt(s_salt, key).ShouldNotBe(Commitment.DeriveSalt(s_salt, other));
        Commitment.DeriveSalt(s_salt, key).Length.ShouldBe(32);
    }
}
