using System.Globalization;
using System.Text;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;

namespace JoinArena.PrivacyPortal.Ledger.Proofs;

/// <summary>A proof that an entry stands in a log, as a file to keep (C2SP tlog-proof): where it stands, the hashes from there to the root, and the root as the log signed it.</summary>
/// <param name="Extra">What rebuilds the leaf, as <see cref="LeafSource"/> writes it; null if whoever checks has the leaf anyway.</param>
/// <param name="Index">The entry's place, from 0.</param>
/// <param name="Hashes">The leaf's sibling first, the root's child last.</param>
/// <param name="Checkpoint">With its signatures and cosignatures.</param>
public sealed record ProofFile(byte[]? Extra, long Index, IReadOnlyList<TreeHash> Hashes, SignedNote Checkpoint)
{
    /// <summary>What the files are called behind their name.</summary>
    public const string Extension = ".tlog-proof";

    public const string MediaType = "text/plain; charset=utf-8";

    private const string Header = "c2sp.org/tlog-proof@v1";
    private const int MostHashes = 63;
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file without believing it: see <see cref="Refuse(string, VerifierKey)"/>.</summary>
    public static Result<ProofFile, ProofFileRefusal> Parse(ReadOnlySpan<byte> file)
    {
        string text;
        try
        {
            text = s_strict.GetString(file);
        }
        catch (DecoderFallbackException)
        {
            return ProofFileRefusal.NotUtf8;
        }

        var split = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0 || text[..split].Split('\n') is not [Header, .. var lines]) return ProofFileRefusal.NotAProof;
        var note = SignedNote.Parse(text[(split + 2)..]);
        return note.IsDone ? Read(lines, note.Value) : ProofFileRefusal.CheckpointNotANote;
    }

    /// <summary>Reads a file from its text.</summary>
    public static Result<ProofFile, ProofFileRefusal> Parse(string file) => Parse(Encoding.UTF8.GetBytes(file));

    /// <summary>Whether the file proves that the leaf it brings itself stands in <paramref name="log"/>.</summary>
    /// <returns>Null if it does; else why not.</returns>
    public ProofFileRefusal? Refuse(VerifierKey log)
    {
        if (Extra is null) return ProofFileRefusal.NoRecord;
        var source = LeafSource.Parse(Extra);
        return source is null ? ProofFileRefusal.MalformedExtra : Refuse(source.Leaf, log);
    }

    /// <summary>Whether the file proves that this leaf stands in <paramref name="log"/>.</summary>
    /// <returns>Null if it does; else why not.</returns>
    public ProofFileRefusal? Refuse(string leaf, VerifierKey log)
    {
        var checkpoint = Tree.Checkpoint.Open(Checkpoint.ToString(), log);
        if (!checkpoint.IsDone) return Of(checkpoint.Refusal);
        return Proof.RefuseInclusion(Index, checkpoint.Value.Size, TreeHash.Leaf(Encoding.UTF8.GetBytes(leaf)), Hashes, checkpoint.Value.Root) is { } refusal ? Of(refusal) : null;
    }

    /// <summary>The file.</summary>
    public override string ToString()
    {
        var extra = Extra is null ? "" : $"extra {Convert.ToBase64String(Extra)}\n";
        return string.Create(CultureInfo.InvariantCulture, $"{Header}\n{extra}index {Index}\n{string.Concat(Hashes.Select(h => $"{h}\n"))}\n{Checkpoint}");
    }

    private static Result<ProofFile, ProofFileRefusal> Read(string[] lines, SignedNote checkpoint)
    {
        byte[]? extra = null;
        if (lines is [var first, .. var rest] && first.StartsWith("extra ", StringComparison.Ordinal))
        {
            if (!StrictBase64.TryRead(first["extra ".Length..], out extra)) return ProofFileRefusal.MalformedExtra;
            lines = rest;
        }

        if (lines is not [var place, .. var encoded] || !place.StartsWith("index ", StringComparison.Ordinal) || !TryIndex(place["index ".Length..], out var index)) return ProofFileRefusal.MalformedIndex;
        if (encoded.Length > MostHashes) return ProofFileRefusal.TooManyHashes;
        var hashes = new TreeHash[encoded.Length];
        for (var i = 0; i < hashes.Length; i++)
            if (!TreeHash.TryParse(encoded[i], out hashes[i])) return ProofFileRefusal.MalformedHash;

        return new ProofFile(extra, index, hashes, checkpoint);
    }

    private static bool TryIndex(string text, out long index) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index) && (text.Length == 1 || text[0] != '0');

    private static ProofFileRefusal Of(ProofRefusal refusal) => refusal switch
    {
        ProofRefusal.NotASize or ProofRefusal.IndexOutsideTree or ProofRefusal.EarlierIsLarger => ProofFileRefusal.IndexOutsideTree,
        ProofRefusal.TooFewHashes => ProofFileRefusal.TooFewHashes,
        ProofRefusal.TooManyHashes => ProofFileRefusal.TooManyHashes,
        ProofRefusal.OtherRoot or ProofRefusal.OtherEarlierRoot => ProofFileRefusal.OtherRoot,
    };

    private static ProofFileRefusal Of(CheckpointRefusal refusal) => refusal switch
    {
        CheckpointRefusal.NotANote => ProofFileRefusal.CheckpointNotANote,
        CheckpointRefusal.NotSigned => ProofFileRefusal.NotSigned,
        CheckpointRefusal.BadSignature => ProofFileRefusal.BadSignature,
        CheckpointRefusal.OtherOrigin => ProofFileRefusal.OtherLog,
        CheckpointRefusal.MissingLine or CheckpointRefusal.NotASize or CheckpointRefusal.NotARoot => ProofFileRefusal.NotACheckpoint,
    };
}

/// <summary>Why a proof file proves nothing.</summary>
public enum ProofFileRefusal
{
    /// <summary>Its bytes are no UTF-8 text.</summary>
    NotUtf8,

    /// <summary>It does not begin as a proof does, or has no checkpoint.</summary>
    NotAProof,

    /// <summary>What it brings to rebuild the leaf is no base64 of a record and a salt.</summary>
    MalformedExtra,

    /// <summary>It brings nothing to rebuild the leaf from.</summary>
    NoRecord,

    /// <summary>Its place is missing, or no number.</summary>
    MalformedIndex,

    /// <summary>A hash is not 32 bytes of base64.</summary>
    MalformedHash,

    /// <summary>Its checkpoint is no signed note.</summary>
    CheckpointNotANote,

    /// <summary>The log's own signature is missing.</summary>
    NotSigned,

    /// <summary>The log's signature is not of this checkpoint.</summary>
    BadSignature,

    /// <summary>It is of another log.</summary>
    OtherLog,

    /// <summary>What the log signed is no checkpoint.</summary>
    NotACheckpoint,

    /// <summary>The log had no such entry yet.</summary>
    IndexOutsideTree,

    TooFewHashes,

    TooManyHashes,

    /// <summary>It leads to another root: another leaf, another place, another tree.</summary>
    OtherRoot,
}
