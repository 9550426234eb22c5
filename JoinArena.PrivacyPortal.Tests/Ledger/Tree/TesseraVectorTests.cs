using System.Security.Cryptography;
using System.Text;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Tree;

/// <summary>The test log that Tessera publishes: its roots, signatures, bundle and proofs, byte for byte.</summary>
public sealed class TesseraVectorTests
{
    private const string Verifier = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";
    private const string Signer =
        "PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg";

    private static readonly byte[][] s_entries =
    [
        .. "one two three four five six seven eit nain ten ileven twelf threeten fourten fivten"
            .Split(' ')
            .Select(Encoding.ASCII.GetBytes),
    ];

    [Theory]
    [InlineData(0, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")]
    [InlineData(1, "0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=")]
    [InlineData(2, "T1X2GdkhUjV3iyufF9b0kVsWFxIU0VI4EpNml2Teci4=")]
    [InlineData(5, "gy5gl3aksFyiCO95a/1vLXz88A3dRq+0l9Sxte8ZqZQ=")]
    [InlineData(7, "IrSXADBqJ7EQoUODSDKROySgNveeL6CFhik2w/+fS7U=")]
    [InlineData(15, "rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=")]
    public void The_root_of_a_tree_equals_the_one_of_Tessera(int size, string root)
    {
        Edge(size).Root.ToString().ShouldBe(root);
        Tiles(size).Root.ToString().ShouldBe(root);
    }

    [Theory]
    [InlineData(5, "M9e0lmn5eDHyHP10zJObZdFAX2y1V8fdDKBi4IiHbDYf1TCUBwxZOhqwv2QZCqrdda2zTRTrmnwjwscN5RBTEmZUYAs=")]
    [InlineData(7, "M9e0luA5JhTRUki/BBQD0QNiH6AEJ2pdtsA5CQjqJErViuuKrN6513RCTL2640wXJv0dCed3neRGI6dMzBq9uANf2Qc=")]
    public void The_signed_checkpoint_equals_the_one_of_Tessera(int size, string signature)
    {
        NoteKey.TryParse(Signer, out var key).ShouldBeTrue();
        using (key)
        {
            var note = SignedNote
                .Sign(new Checkpoint("example.com/log/testdata", size, Edge(size).Root).Text, key)
                .ToString();

            note.ShouldEndWith($"\n\n— example.com/log/testdata {signature}\n");
            VerifierKey.TryParse(Verifier, out var log).ShouldBeTrue();
            Checkpoint.Open(note, log).Value.ShouldBe(new("example.com/log/testdata", size, Edge(size).Root));
        }
    }

    [Fact]
    public void A_bundle_of_entries_equals_the_one_of_Tessera() =>
        Convert
            .ToHexStringLower(EntryBundle.Serialize(s_entries[..5]))
            .ShouldBe("00036f6e65" + "000374776f" + "00057468726565" + "0004666f7572" + "000466697665");

    [Fact]
    public void The_inclusion_proof_equals_the_one_of_Tessera()
    {
        var proof = ProofNodes.Inclusion(2, 7).BuildProof(Naive().Hash);

        proof
            .Select(h => h.ToString())
            .ShouldBe([
                "9xWrP6pdBx5uKsS7mU1b9zWUPcw3mdoNCF55gM+5M2o=",
                "T1X2GdkhUjV3iyufF9b0kVsWFxIU0VI4EpNml2Teci4=",
                "wVNSoGEUdzQTVZfXnUuDiK7m3gJ5rbJqmQx/6vHF+yA=",
            ]);
        TreeHash.HashLeaf("three"u8).ToString().ShouldBe("Zx8UbF5HHooag6PCFM5LqQe486WIjRTMjNPOdbsS75Q=");
        Proof.VerifyInclusion(2, 7, TreeHash.HashLeaf("three"u8), proof, Edge(7).Root).ShouldBeNull();
    }

    [Fact]
    public void The_proof_in_the_file_format_of_Tessera_has_its_hash()
    {
        NoteKey.TryParse(Signer, out var key).ShouldBeTrue();
        using (key)
        {
            var hashes = string.Concat(ProofNodes.Inclusion(2, 7).BuildProof(Naive().Hash).Select(h => $"{h}\n"));
            var checkpoint = new Checkpoint("example.com/log/testdata", 7, Edge(7).Root);
            var file = $"c2sp.org/tlog-proof@v1\nindex 2\n{hashes}\n{SignedNote.Sign(checkpoint.Text, key)}";

            Convert
                .ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file)))
                .ShouldBe("4a09e52cacad51776723321515acc532d161a4f4a9ddc5a4606b884c88f20f09");
        }
    }

    [Theory]
    [InlineData(
        3,
        7,
        "Zx8UbF5HHooag6PCFM5LqQe486WIjRTMjNPOdbsS75Q=",
        "9xWrP6pdBx5uKsS7mU1b9zWUPcw3mdoNCF55gM+5M2o=",
        "T1X2GdkhUjV3iyufF9b0kVsWFxIU0VI4EpNml2Teci4=",
        "wVNSoGEUdzQTVZfXnUuDiK7m3gJ5rbJqmQx/6vHF+yA="
    )]
    [InlineData(4, 7, "wVNSoGEUdzQTVZfXnUuDiK7m3gJ5rbJqmQx/6vHF+yA=")]
    [InlineData(
        6,
        15,
        "ycRkkNklus5eMVRUvkD1pK321vMrA+jjOiZKU8aOcY4=",
        "nk9gCR+floFqznAPtqjjcnnV64dge2jQB95D5t164Hg=",
        "zY1lN35vrXYAPixXSd59LsU29xUJtuW4o2dNNg5Y2Co=",
        "5jLpqTgjsBDSEX6SgZiRnbTMdTuRd8bQ5tSsAOxe0Ks="
    )]
    public void The_consistency_proof_equals_the_one_of_Tessera(int old, int size, params string[] hashes)
    {
        var proof = ProofNodes.Consistency(old, size).BuildProof(Naive().Hash);

        proof.Select(h => h.ToString()).ShouldBe(hashes);
        Proof.VerifyConsistency(old, size, Edge(old).Root, Edge(size).Root, proof).ShouldBeNull();
    }

    private static NaiveTree Naive() => new([.. s_entries.Select(e => TreeHash.HashLeaf(e))]);

    private static CompactRange Edge(int size)
    {
        var edge = new CompactRange();
        foreach (var entry in s_entries[..size])
            edge.Append(TreeHash.HashLeaf(entry));
        return edge;
    }

    private static TileAppender Tiles(int size)
    {
        var tiles = TileAppender.Resume(0, new Dictionary<TilePath, HashTile>());
        tiles.AppendLeaves(TileAppender.HashLeaves(s_entries[..size]));
        return tiles;
    }
}
