using System.Security.Cryptography;
using System.Text;
using CsCheck;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Notes;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Notes;

/// <summary>Signed notes, with the published test vectors of Go's x/mod and of C2SP signed-note.</summary>
public sealed class SignedNoteTests
{
    private const string Neumann =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private const string NeumannKey = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private const string NeumannVerifier = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private const string NeumannLine =
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";
    private const string EnochLine =
        "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=";

    [Fact]
    public void The_signer_reproduces_the_published_vectors()
    {
        var enoch = Private($"PRIVATE+KEY+EnochRoot+af0cfe78+{Convert.ToBase64String([1, .. new byte[32]])}");

        var note = SignedNote.Sign(Neumann, Private(NeumannKey), enoch);

        enoch.Verifier.ToString().ShouldBe("EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop");
        note.ToString().ShouldBe($"{Neumann}\n{NeumannLine}\n{EnochLine}\n");
        Encoding.UTF8.GetByteCount(note.ToString()).ShouldBe(317);
        Convert
            .ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(note.ToString())))
            .ShouldBe("1374ee56887c46f80f2777a4bf282de90a1aa767f2a1bd1010e16544cc3455c9");
    }

    [Fact]
    public void The_verifier_accepts_notes_that_others_have_signed()
    {
        var note = SignedNote
            .Parse(
                "This is an example message.\n\n— example.com/foo "
                    + "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
            )
            .Value!;

        note.VerifySignatures([Verifier("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")])
            .IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public void Another_implementation_of_Ed25519_agrees()
    {
        using var key = NoteKey.Create("privacy.example.com/ledger");
        var signature = key.Sign("three\n").Bytes;

        var other = new Ed25519Signer();
        other.Init(forSigning: false, new Ed25519PublicKeyParameters(key.Verifier.PublicBytes));
        other.BlockUpdate("three\n"u8.ToArray(), 0, 6);

        other.VerifySignature(signature).ShouldBeTrue();
    }

    [Fact]
    public void A_signature_by_an_unknown_key_is_ignored_and_one_by_a_known_key_is_enough()
    {
        var note = SignedNote.Parse($"{Neumann}\n{EnochLine}\n{NeumannLine}\n").Value!;

        note.VerifySignatures([Verifier(NeumannVerifier)]).Value!.ShouldBe([Verifier(NeumannVerifier)]);
    }

    [Fact]
    public void A_bad_signature_by_a_known_key_invalidates_the_note_though_another_is_good()
    {
        using var other = NoteKey.Create("other");
        var forged = SignedNote.Parse(SignedNote.Sign(Neumann, Private(NeumannKey), other).ToString()).Value!;
        forged = forged with
        {
            Signatures = [forged.Signatures[0], forged.Signatures[1] with { Bytes = new byte[64] }],
        };

        forged.VerifySignatures([Verifier(NeumannVerifier), other.Verifier]).Error.ShouldBe(NoteError.BadSignature);
    }

    [Fact]
    public void No_byte_of_a_note_can_be_flipped_unnoticed()
    {
        var file = Encoding.UTF8.GetBytes($"{Neumann}\n{NeumannLine}\n");
        for (var at = 0; at < file.Length; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var flipped = (byte[])file.Clone();
                flipped[at] ^= (byte)(1 << bit);

                var read = SignedNote.Parse(flipped);

                (read.IsSuccess && read.Value.VerifySignatures([Verifier(NeumannVerifier)]).IsSuccess).ShouldBeFalse(
                    $"byte {at}, bit {bit}"
                );
            }
        }
    }

    [Theory]
    [InlineData("", NoteError.NoSignature)]
    [InlineData("text\n", NoteError.NoSignature)]
    [InlineData("text\n\n", NoteError.NoSignature)]
    [InlineData("text\n\n— PeterNeumann AAAAAAA=", NoteError.NoFinalNewline)]
    [InlineData("text\n\nPeterNeumann AAAAAAA=\n", NoteError.MalformedSignature)]
    [InlineData("text\n\n— PeterNeumann\n", NoteError.MalformedSignature)]
    [InlineData("text\n\n—  AAAAAAA=\n", NoteError.MalformedSignature)]
    [InlineData("text\n\n— Peter+Neumann AAAAAAA=\n", NoteError.MalformedSignature)]
    [InlineData("text\n\n— Peter\u00a0Neumann AAAAAAA=\n", NoteError.MalformedSignature)]
    [InlineData("text\n\n— PeterNeumann AAAAAAA\n", NoteError.MalformedSignature)]
    [InlineData("text\n\n— PeterNeumann AAAAAAB=\n", NoteError.MalformedSignature)]
    [InlineData("text\n\n— PeterNeumann AAAA AAA=\n", NoteError.MalformedSignature)]
    [InlineData("text\n\n— PeterNeumann AAAAAA==\n", NoteError.MalformedSignature)]
    [InlineData("tab\there\n\n— PeterNeumann AAAAAAA=\n", NoteError.ControlCharacter)]
    [InlineData("line\r\n\n— PeterNeumann AAAAAAA=\n", NoteError.ControlCharacter)]
    public void An_invalid_note_is_refused_by_name(string file, NoteError refusal) =>
        SignedNote.Parse(file).Error.ShouldBe(refusal);

    [Fact]
    public void Bytes_that_are_not_text_are_refused() =>
        SignedNote.Parse([0x74, 0x0a, 0x0a, 0xe2, 0x80]).Error.ShouldBe(NoteError.NotUtf8);

    [Fact]
    public void A_note_with_a_hundred_signatures_is_read_and_one_with_more_is_not()
    {
        string Note(int signatures) =>
            $"text\n\n{string.Concat(Enumerable.Range(0, signatures).Select(i => $"— witness-{i} AAAAAAA=\n"))}";

        SignedNote.Parse(Note(100)).Value!.Signatures.Count.ShouldBe(100);
        SignedNote.Parse(Note(101)).Error.ShouldBe(NoteError.TooManySignatures);
    }

    [Fact]
    public void Any_text_signed_and_read_again_is_the_same_note() =>
        Gen
            .String.Select(s => new string([.. s.Where(c => c is '\n' || c >= ' ' && !char.IsSurrogate(c))]) + "\n")
            .Sample(
                text =>
                {
                    using var key = NoteKey.Create("any");
                    var note = SignedNote.Sign(text, key);

                    var read = SignedNote.Parse(note.ToString()).Value!;

                    return read.Text == text
                        && read.VerifySignatures([key.Verifier]).IsSuccess
                        && read.ToString() == note.ToString();
                },
                iter: 300
            );

    [Fact]
    public void Any_bytes_are_read_or_refused_without_an_exception() =>
        Gen.OneOf(Gen.Byte.Array, Gen.Char["—+ \n=ABe"].Array.Select(c => Encoding.UTF8.GetBytes(c)))
            .Sample(
                bytes =>
                {
                    _ = SignedNote.Parse(bytes).IsSuccess;
                },
                iter: 5000
            );

    [Fact]
    public void A_text_that_could_be_read_in_two_ways_is_not_signed() =>
        Should.Throw<ArgumentException>(() => SignedNote.Sign("no newline", Private(NeumannKey)));

    private static NoteKey Private(string text) =>
        NoteKey.TryParse(text, out var key) ? key : throw new ArgumentException(text, nameof(text));

    private static VerifierKey Verifier(string text) =>
        VerifierKey.TryParse(text, out var key) ? key : throw new ArgumentException(text, nameof(text));
}
