using System.Security.Cryptography;
using System.Text;
using CsCheck;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Proofs;
using JoinArena.PrivacyPortal.Ledger.Tree;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Proofs;

public sealed class ProofFileTests
{
    private const string TesseraNote = """
        example.com/log/testdata
        7
        IrSXADBqJ7EQoUODSDKROySgNveeL6CFhik2w/+fS7U=

        — example.com/log/testdata M9e0luA5JhTRUki/BBQD0QNiH6AEJ2pdtsA5CQjqJErViuuKrN6513RCTL2640wXJv0dCed3neRGI6dMzBq9uANf2Qc=

        """;

    private static readonly string[] s_tesseraHashes =
    [
        "9xWrP6pdBx5uKsS7mU1b9zWUPcw3mdoNCF55gM+5M2o=",
        "T1X2GdkhUjV3iyufF9b0kVsWFxIU0VI4EpNml2Teci4=",
        "wVNSoGEUdzQTVZfXnUuDiK7m3gJ5rbJqmQx/6vHF+yA=",
    ];

    private static readonly VerifierKey s_tessera = Verifier(
        "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
    );

    private static readonly NoteKey s_log = NoteKey.Create("privacy.example.com/ledger");

    [Fact]
    public void A_proof_file_is_written_as_published()
    {
        var file = new ProofFile(
            null,
            2,
            [.. s_tesseraHashes.Select(Hash)],
            SignedNote.Parse(TesseraNote).Value!
        ).ToString();

        Encoding.UTF8.GetByteCount(file).ShouldBe(362);
        Convert
            .ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file)))
            .ShouldBe("4a09e52cacad51776723321515acc532d161a4f4a9ddc5a4606b884c88f20f09");
        var read = ProofFile.Parse(file).Value!;
        read.Verify("three", s_tessera).ShouldBeNull();
        read.Verify("four", s_tessera).ShouldBe(ProofFileError.OtherRoot);
        read.Verify(s_tessera).ShouldBe(ProofFileError.NoRecord);
        read.ToString().ShouldBe(file);
    }

    [Fact]
    public void Every_entry_of_a_log_is_proved_by_its_own_file_and_by_no_other()
    {
        LeafSource[] sources =
        [
            .. Enumerable
                .Range(0, 11)
                .Select(i => new LeafSource($$"""{"kind":"event","n":{{i}}}""", RandomNumberGenerator.GetBytes(32))),
        ];
        ProofFile[] files = [.. Enumerable.Range(0, sources.Length).Select(i => ProofOf(i, sources))];

        for (var i = 0; i < files.Length; i++)
        {
            var read = ProofFile.Parse(files[i].ToString()).Value!;
            read.Verify(s_log.Verifier).ShouldBeNull();
            read.Verify(sources[(i + 1) % sources.Length].Leaf, s_log.Verifier).ShouldBe(ProofFileError.OtherRoot);
        }
    }

    [Fact]
    public void A_proof_of_public_content_needs_no_salt()
    {
        var policy = new LeafSource(
            """{"kind":"policy","language":"en","policy":"worker-privacy","sha256":"00","v":1,"version":"1.0"}""",
            null
        );

        policy.Leaf.ShouldBe(policy.Record);
        ProofOf(0, [policy, policy]).Verify(s_log.Verifier).ShouldBeNull();
        LeafSource.Parse(policy.ToBytes()).ShouldBe(policy);
    }

    [Fact]
    public void Each_fault_of_a_proof_file_has_its_name()
    {
        using var other = NoteKey.Create("privacy.example.com/ledger");
        using var elsewhere = NoteKey.Create("elsewhere.example/ledger");
        LeafSource[] sources =
        [
            .. Enumerable.Range(0, 5).Select(i => new LeafSource($$"""{"n":{{i}}}""", new byte[32])),
        ];
        var file = ProofOf(3, sources).ToString();
        var hash = s_tesseraHashes[0];
        foreach (
            var (changed, refusal) in new (string, ProofFileError)[]
            {
                ("", ProofFileError.NotAProof),
                ("not a proof", ProofFileError.NotAProof),
                (file.Replace("@v1", "@v2", StringComparison.Ordinal), ProofFileError.NotAProof),
                (file.Replace("index 3", "index 03", StringComparison.Ordinal), ProofFileError.MalformedIndex),
                (file.Replace("index 3", "index -3", StringComparison.Ordinal), ProofFileError.MalformedIndex),
                (
                    file.Replace("index 3", "index 9223372036854775808", StringComparison.Ordinal),
                    ProofFileError.MalformedIndex
                ),
                (
                    file.Replace("index 3", "index 9223372036854775807", StringComparison.Ordinal),
                    ProofFileError.IndexOutsideTree
                ),
                (file.Replace("index 3", "index 5", StringComparison.Ordinal), ProofFileError.IndexOutsideTree),
                (file.Replace("index 3", "index 2", StringComparison.Ordinal), ProofFileError.OtherRoot),
                (
                    file.Replace("index 3\n", $"index 3\n{hash}\n", StringComparison.Ordinal),
                    ProofFileError.TooManyHashes
                ),
                (
                    file.Replace(
                        "index 3\n",
                        $"index 3\n{string.Concat(Enumerable.Repeat(hash + "\n", 64))}",
                        StringComparison.Ordinal
                    ),
                    ProofFileError.TooManyHashes
                ),
                (
                    file.Replace("index 3\n", $"index 3\n{hash[..40]}\n", StringComparison.Ordinal),
                    ProofFileError.MalformedHash
                ),
                (file.Replace("extra ", "extra =", StringComparison.Ordinal), ProofFileError.MalformedExtra),
                (file.Replace("extra ", "extra e30=\nextra ", StringComparison.Ordinal), ProofFileError.MalformedIndex),
                (With(file, "{}"), ProofFileError.MalformedExtra),
                (With(file, """{"record":{"n":3}}"""), ProofFileError.OtherRoot),
                (
                    With(file, """{"record":{"n": 3},"salt":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}"""),
                    ProofFileError.MalformedExtra
                ),
                (With(file, """{"record":{"n":3},"salt":"AAAA"}"""), ProofFileError.MalformedExtra),
                (
                    With(file, """{"record":{"n":3,"n":3},"salt":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}"""),
                    ProofFileError.MalformedExtra
                ),
                (file[..^1], ProofFileError.CheckpointNotANote),
                (file[..(file.LastIndexOf("\n\n", StringComparison.Ordinal) + 2)], ProofFileError.CheckpointNotANote),
                (file.Replace("ledger\n5\n", "ledger\n6\n", StringComparison.Ordinal), ProofFileError.BadSignature),
                (ProofOf(3, sources, by: other).ToString(), ProofFileError.NotSigned),
                (ProofOf(3, sources, by: elsewhere).ToString(), ProofFileError.NotSigned),
                (ProofOf(3, sources, origin: "elsewhere.example/ledger").ToString(), ProofFileError.OtherLog),
            }
        )
        {
            var read = ProofFile.Parse(changed);
            (read.IsSuccess ? read.Value.Verify(s_log.Verifier) : read.Error).ShouldBe(refusal, changed);
        }

        ProofFile.Parse([0xff, .. Encoding.UTF8.GetBytes(file)]).Error.ShouldBe(ProofFileError.NotUtf8);
    }

    [Fact]
    public void No_bit_of_a_proof_file_can_be_flipped_unnoticed()
    {
        var file = Encoding.UTF8.GetBytes(
            ProofOf(3, [.. Enumerable.Range(0, 6).Select(i => new LeafSource($$"""{"n":{{i}}}""", new byte[32]))])
                .ToString()
        );
        for (var bit = 0; bit < file.Length * 8; bit++)
        {
            var changed = (byte[])file.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            var read = ProofFile.Parse(changed);
            (read.IsSuccess ? read.Value.Verify(s_log.Verifier) : read.Error).ShouldNotBeNull(
                $"bit {bit} of:\n{Encoding.UTF8.GetString(file)}"
            );
        }
    }

    [Fact]
    public void No_input_breaks_the_reader_of_proof_files()
    {
        var file = ProofOf(1, [.. Enumerable.Range(0, 3).Select(i => new LeafSource($$"""{"n":{{i}}}""", null))])
            .ToString();
        Gen.Select(Gen.Int[0, file.Length - 1], Gen.Int[0, 40], Gen.Char["\n —ae=+9{}\"\\0-/"].Array[0, 30])
            .Sample(
                (at, cut, put) =>
                {
                    var read = ProofFile.Parse(
                        string.Concat(file.AsSpan(0, at), new string(put), file.AsSpan(Math.Min(file.Length, at + cut)))
                    );
                    if (read.IsSuccess)
                        _ = read.Value.Verify(s_log.Verifier);
                },
                iter: 5000
            );
    }

    private static ProofFile ProofOf(int index, LeafSource[] sources, NoteKey? by = null, string? origin = null)
    {
        var tree = new CompactRange();
        TreeHash[] leaves = [.. sources.Select(s => TreeHash.HashLeaf(Encoding.UTF8.GetBytes(s.Leaf)))];
        foreach (var leaf in leaves)
            tree.Append(leaf);
        var hashes = ProofNodes
            .Inclusion(index, leaves.Length)
            .BuildProof(part =>
            {
                var subtree = new CompactRange();
                var width = 1 << part.Level;
                foreach (var leaf in leaves[((int)part.Index * width)..(((int)part.Index + 1) * width)])
                    subtree.Append(leaf);
                return subtree.Root;
            });
        var checkpoint = new Checkpoint(origin ?? (by ?? s_log).Verifier.Name, leaves.Length, tree.Root);
        return new(sources[index].ToBytes(), index, hashes, SignedNote.Sign(checkpoint.Text, by ?? s_log));
    }

    private static string With(string file, string extra)
    {
        var lines = file.Split('\n');
        lines[1] = $"extra {Convert.ToBase64String(Encoding.UTF8.GetBytes(extra))}";
        return string.Join('\n', lines);
    }

    private static TreeHash Hash(string base64) =>
        TreeHash.TryParse(base64, out var hash) ? hash : throw new ArgumentException(base64, nameof(base64));

    private static VerifierKey Verifier(string text) =>
        VerifierKey.TryParse(text, out var key) ? key : throw new ArgumentException(text, nameof(text));
}
