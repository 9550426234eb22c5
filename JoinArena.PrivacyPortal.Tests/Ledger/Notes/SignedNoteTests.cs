using System.Security.Cryptography;
using System.Text;
using CsCheck;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Notes;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Notes;

/// <summary>The published vectors are those of Go's x/mod and of C2SP signed-note.</summary>
public sealed class SignedNoteTests
{
    private const string Neumann = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private const string NeumannKey = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private const string NeumannVerifier = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private const string NeumannLine = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";
    private const string EnochLine = "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=";

    [Fact]
    public void Signs_as_the_published_vectors_do()
    {
        var enoch = Private($"PRIVATE+KEY+EnochRoot+af0cfe78+{Convert.ToBase64String([1, .. new byte[32]])}");

        var note = SignedNote.Sign(Neumann, Private(NeumannKey), enoch);

        enoch.Verifier.ToString().ShouldBe("EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop");
        note.ToString().ShouldBe($"{Neumann}\n{NeumannLine}\n{EnochLine}\n");
        Encoding.UTF8.GetByteCount(note.ToString()).ShouldBe(317);
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(note.ToString()))).ShouldBe("1374ee56887c46f80f2777a4bf282de90a1aa767f2a1bd1010e16544cc3455c9");
    }

    [Fact]
    public void Checks_what_others_have_signed()
    {
        var note = SignedNote.Parse("This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n").Value!;

        note.Check([Verifier("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]).IsDone.ShouldBeTrue();
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
    public void A_signature_by_nobody_known_is_passed_over_and_one_of_the_known_is_enough()
    {
        var note = SignedNote.Parse($"{Neumann}\n{EnochLine}\n{NeumannLine}\n").Value!;

        note.Check([Verifier(NeumannVerifier)]).Value!.ShouldBe([Verifier(NeumannVerifier)]);
    }

    [Fact]
    public void A_bad_signature_of_somebody_known_condemns_the_note_though_another_is_good()
    {
        using var other = NoteKey.Create("other");
        var forged = SignedNote.Parse(SignedNote.Sign(Neumann, Private(NeumannKey), other).ToString()).Value!;
        forged = forged with { Signatures = [forged.Signatures[0], forged.Signatures[1] with { Bytes = new byte[64] }] };

        forged.Check([Verifier(NeumannVerifier), other.Verifier]).Refusal.ShouldBe(NoteRefusal.BadSignature);
    }

    [Fact]
    public void No_byte_of_a_note_can_be_flipped_unseen()
    {
        var file = Encoding.UTF8.GetBytes($"{Neumann}\n{NeumannLine}\n");
        for (var at = 0; at < file.Length; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var flipped = (byte[])file.Clone();
                flipped[at] ^= (byte)(1 << bit);

                var read = SignedNote.Parse(flipped);

                (read.IsDone && read.Value.Check([Verifier(NeumannVerifier)]).IsDone).ShouldBeFalse($"byte {at}, bit {bit}");
            }
        }
    }

    [Theory]
    [InlineData("", NoteRefusal.NoSignature)]
    [InlineData("text\n", NoteRefusal.NoSignature)]
    [InlineData("text\n\n", NoteRefusal.NoSignature)]
    [InlineData("text\n\n— PeterNeumann AAAAAAA=", NoteRefusal.NoFinalNewline)]
    [InlineData("text\n\nPeterNeumann AAAAAAA=\n", NoteRefusal.MalformedSignature)]
    [InlineData("text\n\n— PeterNeumann\n", NoteRefusal.MalformedSignature)]
    [InlineData("text\n\n—  AAAAAAA=\n", NoteRefusal.MalformedSignature)]
    [InlineData("text\n\n— Peter+Neumann AAAAAAA=\n", NoteRefusal.MalformedSignature)]
    [InlineData("text\n\n— Peter\u00a0Neumann AAAAAAA=\n", NoteRefusal.MalformedSignature)]
    [InlineData("text\n\n— PeterNeumann AAAAAAA\n", NoteRefusal.MalformedSignature)]
    [InlineData("text\n\n— PeterNeumann AAAAAAB=\n", NoteRefusal.MalformedSignature)]
    [InlineData("text\n\n— PeterNeumann AAAA AAA=\n", NoteRefusal.MalformedSignature)]
    [InlineData("text\n\n— PeterNeumann AAAAAA==\n", NoteRefusal.MalformedSignature)]
    [InlineData("tab\there\n\n— PeterNeumann AAAAAAA=\n", NoteRefusal.ControlCharacter)]
    [InlineData("line\r\n\n— PeterNeumann AAAAAAA=\n", NoteRefusal.ControlCharacter)]
    public void What_is_no_note_is_refused_by_name(string file, NoteRefusal refusal) => SignedNote.Parse(file).Refusal.ShouldBe(refusal);

    [Fact]
    public void Bytes_that_are_no_text_are_refused() => SignedNote.Parse([0x74, 0x0a, 0x0a, 0xe2, 0x80]).Refusal.ShouldBe(NoteRefusal.NotUtf8);

    [Fact]
    public void A_hundred_signatures_are_read_and_one_more_is_not()
    {
        string Note(int signatures) => $"text\n\n{string.Concat(Enumerable.Range(0, signatures).Select(i => $"— witness-{i} AAAAAAA=\n"))}";

        SignedNote.Parse(Note(100)).Value!.Signatures.Count.ShouldBe(100);
        SignedNote.Parse(Note(101)).Refusal.ShouldBe(NoteRefusal.TooManySignatures);
    }

    [Fact]
    public void Any_text_signed_and_read_again_is_the_same_note() =>
        Gen.String.Select(s => new string([.. s.Where(c => c is '\n' || c >= ' ' && !char.IsSurrogate(c))]) + "\n").Sample(text =>
        {
            using var key = NoteKey.Create("any");
            var note = SignedNote.Sign(text, key);

            var read = SignedNote.Parse(note.ToString()).Value!;

            return read.Text == text && read.Check([key.Verifier]).IsDone && read.ToString() == note.ToString();
        }, iter: 300);

    [Fact]
    public void Any_bytes_are_read_or_refused_and_never_fail() =>
        Gen.OneOf(Gen.Byte.Array, Gen.Char["—+ \n=ABe"].Array.Select(c => Encoding.UTF8.GetBytes(c))).Sample(bytes => { _ = SignedNote.Parse(bytes).IsDone; }, iter: 5000);

    [Fact]
    public void A_text_that_could_be_read_in_two_ways_is_not_signed() => Should.Throw<ArgumentException>(() => SignedNote.Sign("no newline", Private(NeumannKey)));

    private static NoteKey Private(string text) => NoteKey.TryParse(text, out var key) ? key : throw new ArgumentException(text, nameof(text));

    private static VerifierKey Verifier(string text) => VerifierKey.TryParse(text, out var key) ? key : throw new ArgumentException(text, nameof(text));
}
