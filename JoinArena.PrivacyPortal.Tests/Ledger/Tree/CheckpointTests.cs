using System.Text;
using CsCheck;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Tree;

public sealed class CheckpointTests : IDisposable
{
    private const string Root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    private readonly NoteKey _key = NoteKey.Create("portal.example/ledger");

    public void Dispose() => _key.Dispose();

    [Theory]
    [InlineData("a/ledger\n7\n" + Root + "\n", null)]
    [InlineData("a/ledger\n0\n" + Root + "\n", null)]
    [InlineData("a/ledger\n9223372036854775807\n" + Root + "\n", null)]
    [InlineData("a/ledger\n7\n" + Root + "\nsomething more\n", null)]
    [InlineData("a/ledger\n9223372036854775808\n" + Root + "\n", CheckpointError.NotASize)]
    [InlineData("a/ledger\n07\n" + Root + "\n", CheckpointError.NotASize)]
    [InlineData("a/ledger\n-7\n" + Root + "\n", CheckpointError.NotASize)]
    [InlineData("a/ledger\n+7\n" + Root + "\n", CheckpointError.NotASize)]
    [InlineData("a/ledger\n 7\n" + Root + "\n", CheckpointError.NotASize)]
    [InlineData("a/ledger\n7e1\n" + Root + "\n", CheckpointError.NotASize)]
    [InlineData("a/ledger\n7\n" + Root, CheckpointError.MissingLine)]
    [InlineData("a/ledger\n7\n", CheckpointError.MissingLine)]
    [InlineData("\n7\n" + Root + "\n", CheckpointError.MissingLine)]
    [InlineData("a/ledger\n7\n" + Root + "\n\n", CheckpointError.MissingLine)]
    [InlineData("a/ledger\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n", CheckpointError.NotARoot)]
    [InlineData("a/ledger\n7\n47DEQpj8HBSa\n", CheckpointError.NotARoot)]
    [InlineData("a/ledger\n7\n" + Root + " \n", CheckpointError.NotARoot)]
    [InlineData("", CheckpointError.MissingLine)]
    public void A_checkpoint_is_read_or_refused_by_name(string text, CheckpointError? refusal)
    {
        var read = Checkpoint.Parse(text);
        if (refusal is { } named)
            read.Error.ShouldBe(named);
        else
            text.ShouldStartWith(read.Value!.Text);
    }

    [Fact]
    public void A_flipped_bit_anywhere_in_a_checkpoint_is_noticed()
    {
        var file = Encoding.UTF8.GetBytes(_key.Signed("portal.example/ledger\n7\n" + Root + "\n"));
        Checkpoint.Open(Encoding.UTF8.GetString(file), _key.Verifier).IsSuccess.ShouldBeTrue();
        for (var bit = 0; bit < file.Length * 8; bit++)
        {
            file[bit / 8] ^= (byte)(1 << bit % 8);
            Checkpoint.Open(Encoding.UTF8.GetString(file), _key.Verifier).IsSuccess.ShouldBeFalse($"bit {bit}");
            file[bit / 8] ^= (byte)(1 << bit % 8);
        }
    }

    [Fact]
    public void A_checkpoint_of_another_log_is_refused()
    {
        using var other = NoteKey.Create("other.example/ledger");
        Checkpoint
            .Open(other.Signed("portal.example/ledger\n7\n" + Root + "\n"), _key.Verifier)
            .Error.ShouldBe(CheckpointError.NotSigned);
        Checkpoint
            .Open(_key.Signed("other.example/ledger\n7\n" + Root + "\n"), _key.Verifier)
            .Error.ShouldBe(CheckpointError.OtherOrigin);
        Checkpoint
            .Open("portal.example/ledger\n7\n" + Root + "\n", _key.Verifier)
            .Error.ShouldBe(CheckpointError.NotANote);
    }

    [Fact]
    public void A_signed_text_that_is_no_checkpoint_and_one_that_was_changed_are_refused_by_name()
    {
        var signed = _key.Signed("portal.example/ledger\n7\n" + Root + "\n");

        Checkpoint
            .Open(_key.Signed("portal.example/ledger\nseven\n" + Root + "\n"), _key.Verifier)
            .Error.ShouldBe(CheckpointError.NotASize);
        Checkpoint
            .Open(signed.Replace("\n7\n", "\n8\n", StringComparison.Ordinal), _key.Verifier)
            .Error.ShouldBe(CheckpointError.BadSignature);
    }

    [Fact]
    public void A_checkpoint_that_is_read_is_written_back_the_same() =>
        Gen.Select(Gen.String[Gen.Char["0123456789\n=ab"], 0, 60], Gen.Bool)
            .Sample(
                (noise, begins) =>
                    Checkpoint.Parse(begins ? "a\n1\n" + noise : noise) is not { IsSuccess: true } read
                    || (begins ? "a\n1\n" + noise : noise).StartsWith(read.Value.Text, StringComparison.Ordinal),
                iter: 20_000
            );
}

internal static class NoteKeyExtensions
{
    extension(NoteKey key)
    {
        /// <summary>A signed note with this text.</summary>
        public string Signed(string text) => SignedNote.Sign(text, key).ToString();
    }
}
