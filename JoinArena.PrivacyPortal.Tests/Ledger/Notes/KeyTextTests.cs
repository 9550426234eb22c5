using CsCheck;
using JoinArena.PrivacyPortal.Ledger.Notes;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Notes;

public sealed class KeyTextTests
{
    private const string Good = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    [Fact]
    public void A_verifier_key_is_written_as_it_was_read()
    {
        VerifierKey.TryParse(Good, out var key).ShouldBeTrue();

        key.ToString().ShouldBe(Good);
        (key.Name, key.Id, key.Type).ShouldBe(("PeterNeumann", 0xc74f20a3u, KeyType.Ed25519));
    }

    [Theory]
    [InlineData("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==")]
    [InlineData("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+c74f20a3")]
    [InlineData("PeterNeumann+c74f20a3+")]
    [InlineData("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n")]
    [InlineData("")]
    [InlineData(null)]
    public void An_invalid_verifier_key_is_refused(string? text) => VerifierKey.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("PRIVATE+KEY+PeterNeumann+c74f20a4+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")]
    [InlineData("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKD==")]
    [InlineData("PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")]
    [InlineData("")]
    [InlineData(null)]
    public void An_invalid_private_key_is_refused(string? text) => NoteKey.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void A_new_key_survives_being_written_and_read()
    {
        using var key = NoteKey.Create("privacy.example.com/ledger");

        NoteKey.TryParse(key.Export(), out var again).ShouldBeTrue();

        again.Verifier.ShouldBe(key.Verifier);
    }

    [Fact]
    public void Any_text_is_refused_or_has_no_other_spelling() =>
        Gen.OneOf(Gen.String, Gen.Char["+ABab0139=/ Pe"].Array.Select(c => new string(c)))
            .Sample(
                text =>
                    (!VerifierKey.TryParse(text, out var key) || key.ToString() == text)
                    && (
                        !NoteKey.TryParse($"PRIVATE+KEY+{text}", out var mine) || mine.Export() == $"PRIVATE+KEY+{text}"
                    ),
                iter: 5000
            );
}
