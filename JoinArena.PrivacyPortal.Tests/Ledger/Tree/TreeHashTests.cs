using System.Security.Cryptography;
using JoinArena.PrivacyPortal.Ledger.Tree;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Tree;

public sealed class TreeHashTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(EntryBundle.LongestEntry)]
    public void An_entry_of_any_length_is_hashed_behind_a_zero_byte(int length)
    {
        var data = new byte[length];
        Array.Fill(data, (byte)7);

        TreeHash.HashLeaf(data).ToArray().ShouldBe(SHA256.HashData([0, .. data]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Bytes_of_another_length_are_no_hash(int length) =>
        Should
            .Throw<ArgumentException>(() => TreeHash.From(new byte[length]))
            .Message.ShouldStartWith("A hash has 32 bytes.");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuA==")] // 31 bytes
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFUA")] // 33 bytes
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=")] // unused bits
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU= ")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU")]
    [InlineData("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=")]
    public void A_hash_has_one_spelling(string? base64)
    {
        TreeHash.TryParse(base64, out _).ShouldBeFalse();
        TreeHash.TryParse("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", out var empty).ShouldBeTrue();
        empty.ShouldBe(TreeHash.Empty);
    }
}
