using System.Security.Cryptography;
using System.Text;
using CsCheck;
using JoinArena.PrivacyPortal.Ledger;

namespace JoinArena.PrivacyPortal.Tests.Ledger;

public sealed class StoredLeafTests
{
    [Fact]
    public void Of_a_commitment_only_its_bytes_are_stored()
    {
        var commitment = RandomNumberGenerator.GetBytes(Commitment.Length);
        var leaf = Commitment.FormatLeaf(commitment);

        leaf.ShouldBe($$"""{"c":"{{Convert.ToBase64String(commitment)}}","v":1}""");
        StoredLeaf.FromText(leaf).ShouldBe(commitment);
        Encoding.UTF8.GetString(StoredLeaf.ToUtf8(commitment)).ShouldBe(leaf);
    }

    [Fact]
    public void Any_other_text_is_stored_as_it_is() =>
        Gen.String[Gen.Char['\0', '\ud7ff'], 0, 80]
            .Where(text => Encoding.UTF8.GetByteCount(text) != Commitment.Length)
            .Sample(text => Encoding.UTF8.GetString(StoredLeaf.ToUtf8(StoredLeaf.FromText(text))).ShouldBe(text));

    [Theory]
    [InlineData("""{"c":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","v":2}""")]
    [InlineData("""{"c":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=","v":1}""")]
    [InlineData("""{"c":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==","v":1}""")]
    public void What_only_resembles_a_commitment_is_no_commitment(string leaf) =>
        Encoding.UTF8.GetString(StoredLeaf.FromText(leaf)).ShouldBe(leaf);

    [Fact]
    public void A_public_text_that_would_be_read_as_a_commitment_is_refused() =>
        Should.Throw<ArgumentException>(() => StoredLeaf.FromText(new string('x', Commitment.Length)));
}
