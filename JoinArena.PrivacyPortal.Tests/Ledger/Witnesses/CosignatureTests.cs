using System.Text;
using CsCheck;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Witnesses;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Witnesses;

public sealed class CosignatureTests
{
    private const string Text = "example.com/log\n7\nIrSXADBqJ7EQoUODSDKROySgNveeL6CFhik2w/+fS7U=\n";
    private static readonly DateTimeOffset s_now = new(2026, 11, 24, 14, 2, 3, 4, TimeSpan.Zero);

    private readonly WitnessKey _witness = new(NoteKey.Create("works-council.example"));

    [Fact]
    public void A_cosignature_is_what_the_specification_says()
    {
        var line = Cosignature.Sign(Text, _witness, s_now).Line;

        line.Bytes.Length.ShouldBe(72);
        var seconds = s_now.ToUnixTimeSeconds();
        System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(line.Bytes).ShouldBe((ulong)seconds);
        // Another implementation of Ed25519 agrees.
        var signer = new Ed25519Signer();
        signer.Init(forSigning: false, new Ed25519PublicKeyParameters(_witness.Verifier.PublicBytes));
        var message = Encoding.UTF8.GetBytes($"cosignature/v1\ntime {seconds}\n{Text}");
        signer.BlockUpdate(message, 0, message.Length);
        signer.VerifySignature(line.Bytes[8..]).ShouldBeTrue();
    }

    [Fact]
    public void A_cosignature_is_read_back_with_its_time()
    {
        var line = Cosignature.Sign(Text, _witness, s_now).Line;
        NoteSignature.TryParse(line.ToString(), out var read).ShouldBeTrue();

        Cosignature.Open(read!, Text, _witness.Verifier).Value!.At.ShouldBe(s_now.AddMilliseconds(-4));
    }

    [Fact]
    public void A_cosignature_is_valid_for_its_checkpoint_time_and_witness_only()
    {
        var line = Cosignature.Sign(Text, _witness, s_now).Line;
        var stranger = new WitnessKey(NoteKey.Create("works-council.example"));

        Cosignature
            .Open(line, Text.Replace("\n7\n", "\n8\n", StringComparison.Ordinal), _witness.Verifier)
            .Error.ShouldBe(CosignatureError.BadSignature);
        Cosignature.Open(line, Text, stranger.Verifier).Error.ShouldBe(CosignatureError.OtherWitness);
        Cosignature
            .Open(line with { Bytes = line.Bytes[..^1] }, Text, _witness.Verifier)
            .Error.ShouldBe(CosignatureError.Malformed);
        Cosignature
            .Open(line with { Bytes = [255, .. line.Bytes[1..]] }, Text, _witness.Verifier)
            .Error.ShouldBe(CosignatureError.Malformed);
        for (var i = 0; i < line.Bytes.Length; i++)
        {
            var bytes = (byte[])line.Bytes.Clone();
            bytes[i] ^= 1;
            Cosignature.Open(line with { Bytes = bytes }, Text, _witness.Verifier).IsSuccess.ShouldBeFalse($"byte {i}");
        }
    }

    [Fact]
    public void A_log_signature_is_no_cosignature_and_the_other_way_round()
    {
        using var log = NoteKey.Create("works-council.example");
        var signed = log.Sign(Text);

        Cosignature.Open(signed, Text, log.Verifier).Error.ShouldBe(CosignatureError.OtherWitness);
        var note = new SignedNote(Text, [Cosignature.Sign(Text, _witness, s_now).Line]);
        note.VerifySignatures([_witness.Verifier]).Error.ShouldBe(NoteError.NobodyKnown);
    }

    [Fact]
    public void No_content_of_a_line_breaks_the_reader() =>
        Gen
            .Byte.Array[0, 100]
            .Sample(bytes =>
                Cosignature
                    .Open(new("works-council.example", _witness.Verifier.Id, bytes), Text, _witness.Verifier)
                    .IsSuccess.ShouldBeFalse()
            );
}
