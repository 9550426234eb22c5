using System.Security.Cryptography;
using CsCheck;
using JoinArena.PrivacyPortal.Ledger;

namespace JoinArena.PrivacyPortal.Tests.Ledger;

public sealed class SubjectCipherTests
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly Guid _row = Guid.CreateVersion7();

    [Fact]
    public void A_sealed_text_opens_with_the_same_key_at_the_same_place() =>
        Gen.String[Gen.Char['\0', '\ud7ff'], 0, 200]
            .Sample(text => SubjectCipher.Decrypt(_key, _row, SubjectCipher.Encrypt(_key, _row, text)).ShouldBe(text));

    [Fact]
    public void The_same_text_sealed_twice_looks_different() =>
        SubjectCipher.Encrypt(_key, _row, "text").ShouldNotBe(SubjectCipher.Encrypt(_key, _row, "text"));

    [Fact]
    public void A_sealed_text_opens_with_no_other_key_in_no_other_row_and_not_when_changed()
    {
        var closed = SubjectCipher.Encrypt(_key, _row, "text");

        SubjectCipher.Decrypt(RandomNumberGenerator.GetBytes(32), _row, closed).ShouldBeNull();
        SubjectCipher.Decrypt(_key, Guid.CreateVersion7(), closed).ShouldBeNull();
        SubjectCipher.Decrypt(_key, _row, []).ShouldBeNull();
        SubjectCipher.Decrypt(_key, _row, "never closed, and long enough"u8).ShouldBeNull();
        for (var i = 0; i < closed.Length; i++)
        {
            var changed = (byte[])closed.Clone();
            changed[i] ^= 1;
            SubjectCipher.Decrypt(_key, _row, changed).ShouldBeNull($"byte {i}");
        }
    }
}
